import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QueueEntry } from '../../contract/queue.ts';
import {
  pressInQueue,
  type QueueDialog,
  type QueuePageEnds,
  takeStep,
} from '../desk/press-queue.ts';
import { useCentralNow, useShown } from '../desk/use-desk.ts';
import { useKeptFocus } from '../desk/use-kept-focus.ts';
import { QUEUE_KEYS, type QueueKeyAction } from '../keys/key-map.ts';
import { useKeys } from '../keys/use-keys.ts';
import { AlarmList } from '../parts/alarm-list.tsx';
import { AppointmentsDialog } from '../parts/queue/appointments-dialog.tsx';
import { ChosenPanel } from '../parts/queue/chosen-panel.tsx';
import { FreeCard } from '../parts/queue/free-card.tsx';
import { HandAloud, HandCard } from '../parts/queue/hand-card.tsx';
import { IssuingDialog } from '../parts/queue/issuing-dialog.tsx';
import { QueueBar } from '../parts/queue/queue-bar.tsx';
import { QueueList } from '../parts/queue/queue-list.tsx';
import { Elsewhere, LaneStrip } from '../parts/queue/side.tsx';
import { CancelDialog, ForwardDialog, ParkDialog } from '../parts/queue/step-dialogs.tsx';
import { TicketDialog } from '../parts/queue/ticket-dialog.tsx';
import { TodayDialog } from '../parts/queue/today-dialog.tsx';
import { pausesAt, sectionsAt } from '../queue/calling-state.ts';
import type { ViewProps } from './views.tsx';

/** Calling: who is at this counter, who waits, and beside them the fast lane. */
export function QueuePage({ session, onShow, onHelp }: ViewProps) {
  const { desk, view, text } = useShown();
  const now = useCentralNow();
  const [dialog, setDialog] = useState<QueueDialog | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const page = useMemo<QueuePageEnds>(
    () => ({
      openDialog: (opened) => {
        desk.dismiss();
        setDialog(opened);
      },
      openHelp: onHelp,
      showLane: () => onShow('lane'),
    }),
    [desk, onHelp, onShow],
  );
  const act = useCallback(
    (action: QueueKeyAction) => pressInQueue(desk, action, page),
    [desk, page],
  );
  useKeys(QUEUE_KEYS, view.preferences.shortcuts, act);
  useFocusPlaces(heading, panel);
  const { calling } = view;
  if (calling.queue === null) return <p className="starting">{text.live.connecting}</p>;
  const counterId = session.counter?.id ?? null;
  const sections = sectionsAt(calling, { counterId, now });
  const { inHand, own, elsewhere } = sections;
  const chosen = calling.queue.entries.get(calling.chosen ?? '') ?? null;
  const hasServices = calling.setUp?.counters.some(
    (counter) => counter.counterId === counterId && counter.serviceIds.length > 0,
  );
  return (
    <div className="columns columns--queue">
      <HandAloud entry={inHand} />
      <div className="column column--work">
        {inHand ? (
          <HandCard
            entry={inHand}
            now={now}
            heading={heading}
            onStep={(step) => takeStep(desk, inHand, step, page)}
          />
        ) : (
          <FreeCard
            next={own[0] ?? null}
            hasServices={hasServices ?? false}
            isPausing={pausesAt(calling, counterId)}
            heading={heading}
          />
        )}
        <QueueBar onOpen={(kind) => page.openDialog({ kind })} />
        <div className="queue-lists">
          <QueueList sections={sections} now={now} />
        </div>
      </div>
      <div className="column column--side">
        <AlarmList alarms={view.lane?.alarms ?? []} />
        <LaneStrip session={session} now={now} onShow={page.showLane} />
        {/* A button of another person is another button: it never gets the focus by itself. */}
        <ChosenPanel
          key={calling.chosen}
          entry={chosen?.id === inHand?.id ? null : chosen}
          panel={panel}
          onStep={(entry, step) => takeStep(desk, entry, step, page)}
        />
        <Elsewhere entries={elsewhere} session={session} now={now} />
      </div>
      {dialog && <OpenDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </div>
  );
}

function OpenDialog({ dialog, onClose }: { dialog: QueueDialog; onClose: () => void }) {
  const { desk } = useShown();
  const choose = ({ id }: QueueEntry): void => {
    onClose();
    desk.calling.open(id);
  };
  switch (dialog.kind) {
    case 'ticket':
      return <TicketDialog onClose={onClose} />;
    case 'search':
      return <TodayDialog onChoose={choose} onClose={onClose} />;
    case 'appointments':
      return <AppointmentsDialog onClose={onClose} />;
    case 'issuing':
      return <IssuingDialog onClose={onClose} />;
    case 'park':
      return <ParkDialog entry={dialog.entry} onClose={onClose} />;
    case 'forward':
      return <ForwardDialog entry={dialog.entry} onClose={onClose} />;
    case 'cancel':
      return <CancelDialog entry={dialog.entry} onClose={onClose} />;
  }
}

/** The keyboard goes where the desk says, and stays near where it was when that has gone. */
function useFocusPlaces(
  heading: React.RefObject<HTMLHeadingElement | null>,
  panel: React.RefObject<HTMLElement | null>,
): void {
  const { view } = useShown();
  const { chosen } = view.calling;
  const { serial, place } = view.focus;
  const first = useRef(serial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each serial moves the focus once.
  useEffect(() => {
    if (serial === first.current) return;
    if (place === 'panel') {
      (panel.current?.querySelector('button') ?? panel.current?.querySelector('h2'))?.focus();
    } else focusRow(chosen, heading.current);
  }, [serial]);
  useKeptFocus((lost) => {
    const wasRow = lost.dataset['row'] !== undefined;
    focusRow(wasRow ? chosen : null, heading.current);
  });
}

function focusRow(chosen: string | null, heading: HTMLElement | null): void {
  const row =
    chosen === null ? null : document.querySelector<HTMLElement>(`[data-row="${chosen}"]`);
  (row ?? heading)?.focus();
}
