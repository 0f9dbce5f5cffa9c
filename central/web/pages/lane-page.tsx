import { useCallback, useEffect, useRef, useState } from 'react';
import { chosenIn } from '../desk/desk-state.ts';
import { press } from '../desk/press.ts';
import { useCentralNow, useShown } from '../desk/use-desk.ts';
import { LANE_KEYS, type LaneKeyAction } from '../keys/key-map.ts';
import { useKeys } from '../keys/use-keys.ts';
import { sectionsOf } from '../lane/sections.ts';
import { AlarmList } from '../parts/alarm-list.tsx';
import { ContinueDialog } from '../parts/continue-dialog.tsx';
import { LaneList } from '../parts/lane-list.tsx';
import { RequestPanel } from '../parts/request-panel.tsx';
import { continuableBy } from '../queue/continuing.ts';
import type { ViewProps } from './views.tsx';

/** The fast lane as a counter works it: the list on the left, the chosen request on the right. */
export function LanePage({ session, onShow, onHelp }: ViewProps) {
  const { desk, view, text } = useShown();
  const now = useCentralNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const [isContinuing, setContinuing] = useState(false);
  const chosen = chosenIn(view);
  const counterId = session.counter?.id ?? null;
  const continuable = chosen
    ? continuableBy(chosen, view.calling.queue, counterId).length > 0
    : false;
  const openContinue = useCallback(() => {
    desk.dismiss();
    setContinuing(continuable);
  }, [desk, continuable]);
  const act = useCallback(
    (action: LaneKeyAction) => {
      if (action.kind === 'help') onHelp();
      else if (action.kind === 'queue') onShow('queue');
      else if (action.kind === 'continue') openContinue();
      else press(desk, action);
    },
    [desk, onHelp, onShow, openContinue],
  );
  useKeys(LANE_KEYS, view.preferences.shortcuts, act);
  const { serial, place } = view.focus;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each serial moves the focus once.
  useEffect(() => {
    if (serial === 0) return;
    if (place === 'panel') focusPanel(panel.current);
    else focusList(view.chosen, heading.current);
  }, [serial]);
  if (view.lane === null) return <p className="starting">{text.live.connecting}</p>;
  return (
    <div className="columns">
      <div className="column">
        <AlarmList alarms={view.lane.alarms} />
        <LaneList
          sections={sectionsOf(view.lane, now)}
          session={session}
          now={now}
          heading={heading}
        />
      </div>
      <RequestPanel session={session} now={now} panel={panel} onContinue={openContinue} />
      {isContinuing && chosen && (
        <ContinueDialog request={chosen} onClose={() => setContinuing(false)} />
      )}
    </div>
  );
}

function focusPanel(panel: HTMLElement | null): void {
  const find = (selector: string) => panel?.querySelector<HTMLElement>(selector);
  (find('input[type="radio"]:checked') ?? find('input') ?? find('h2'))?.focus();
}

function focusList(chosen: string | null, heading: HTMLElement | null): void {
  const row =
    chosen === null ? null : document.querySelector<HTMLElement>(`[data-row="${chosen}"]`);
  (row ?? heading)?.focus();
}
