import type { RefObject } from 'react';
import type { QueueEntry } from '../../../contract/queue.ts';
import { counterIn } from '../../desk/desk-state.ts';
import { useShown } from '../../desk/use-desk.ts';
import { timeText } from '../../lane/clock.ts';
import { serviceName } from '../../queue/calling-state.ts';
import { continuedBy } from '../../queue/continuing.ts';
import { isOver } from '../../queue/queue.ts';
import { type StepKind, stepsWith } from '../../queue/steps.ts';
import { Button } from '../button.tsx';
import { doneBefore } from './queue-words.ts';

interface ChosenPanelProps {
  /** Null, or somebody who is not at this counter. */
  readonly entry: QueueEntry | null;
  readonly panel: RefObject<HTMLElement | null>;
  readonly onStep: (entry: QueueEntry, step: StepKind) => void;
}

/** Whom the list has marked, and what this counter may do out of turn. */
export function ChosenPanel({ entry, panel, onStep }: ChosenPanelProps) {
  const { view, text } = useShown();
  const { chosen, steps: words } = text.queue;
  if (entry === null) {
    return (
      <section className="panel panel--empty" aria-labelledby="panel-title" ref={panel}>
        <h2 id="panel-title" tabIndex={-1}>
          {chosen.empty}
        </h2>
        <p className="muted">{chosen.emptyHint}</p>
      </section>
    );
  }
  const steps = stepsWith(entry, counterIn(view)?.id ?? null);
  const wordsOf = (step: StepKind): string =>
    step === 'prefer' && entry.preferred ? chosen.unprefer : words[step];
  return (
    <section className="panel" aria-labelledby="panel-title" ref={panel}>
      <h2 id="panel-title" tabIndex={-1}>
        <span className="panel-sign">{entry.ticket}</span>{' '}
        {serviceName(view.calling, entry.serviceId)}
      </h2>
      <Facts entry={entry} />
      {steps.length === 0 && (
        <p className="panel-note">{isOver(entry) ? chosen.over : chosen.elsewhere}</p>
      )}
      <div className="buttons">
        {steps.map((step) => (
          <Button
            key={step}
            look={step === 'cancel' ? 'tertiary' : 'secondary'}
            label={`${wordsOf(step)}: ${entry.ticket}`}
            onPress={() => onStep(entry, step)}
          >
            {wordsOf(step)}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Facts({ entry }: { entry: QueueEntry }) {
  const { view, text } = useShown();
  const { chosen, kinds, states, list } = text.queue;
  const { kind, state, queuedAt, appointmentAt, counter, calls, forwardedFrom, note } = entry;
  const clock = (at: string): string => chosen.time(timeText(Date.parse(at)));
  const goesOn = continuedBy(entry, view.lane);
  const before = doneBefore(entry, { text, calling: view.calling, lane: view.lane });
  const where = counter && state !== 'waiting' ? ` – ${list.by(counter.clerk, counter.name)}` : '';
  const facts: (readonly [string, string])[] = [
    [chosen.state, `${states[state]}${where}`],
    [chosen.kind, kinds[kind]],
    [chosen.came, clock(queuedAt)],
    ...(appointmentAt === null ? [] : [[chosen.appointment, clock(appointmentAt)] as const]),
    ...(calls === 0 ? [] : [[chosen.calls, String(calls)] as const]),
    ...(forwardedFrom === null
      ? []
      : [[chosen.forwarded, serviceName(view.calling, forwardedFrom)] as const]),
    ...(before === null ? [] : [[chosen.before, before] as const]),
    ...(goesOn === null
      ? []
      : [[chosen.continued, `${goesOn.callSign}, ${goesOn.kiosk.name}`] as const]),
    ...(note === null ? [] : [[chosen.note, note] as const]),
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
