import type { RefObject } from 'react';
import type { QueueEntry } from '../../../contract/queue.ts';
import { useShown } from '../../desk/use-desk.ts';
import { secondsSince, spanText } from '../../lane/clock.ts';
import { serviceName } from '../../queue/calling-state.ts';
import type { StepKind } from '../../queue/steps.ts';
import { Button } from '../button.tsx';
import { Badges } from './badges.tsx';
import { badgesOf, doneBefore, minutesSince } from './queue-words.ts';

interface HandCardProps {
  readonly entry: QueueEntry;
  /** By the central system's clock. */
  readonly now: number;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onStep: (step: HandStep) => void;
}

type HandStep = Exclude<StepKind, 'call' | 'cancel' | 'prefer'>;

/** Always in these places, so that hands find them; the first is the usual one. */
const STEPS: Readonly<Record<'called' | 'serving', readonly HandStep[]>> = {
  called: ['serve', 'recall', 'miss', 'park', 'forward', 'return'],
  serving: ['finish', 'park', 'forward'],
};

const KEYS: Readonly<Record<HandStep, string>> = {
  serve: 'B',
  finish: 'E',
  recall: 'W',
  miss: 'V',
  park: 'P',
  forward: 'F',
  return: 'Z',
};

/** Whom this counter has called or serves. */
export function HandCard({ entry, now, heading, onStep }: HandCardProps) {
  const { view, text } = useShown();
  const { hand, steps } = text.queue;
  const known = { text, calling: view.calling, lane: view.lane };
  const before = doneBefore(entry, known);
  const state = entry.state === 'serving' ? 'serving' : 'called';
  return (
    <section className={`hand hand--${state}`} aria-labelledby="hand-title">
      <h2 id="hand-title" ref={heading} tabIndex={-1}>
        <span className="hand-label">{hand.title}</span>
        <span className="hand-ticket">{entry.ticket}</span>
      </h2>
      <div className="hand-text">
        <p className="hand-service">{serviceName(view.calling, entry.serviceId)}</p>
        <p className="hand-facts">
          <span>{text.queue.kinds[entry.kind]}</span>
          <Badges badges={badgesOf(entry, known)} />
        </p>
        <Times entry={entry} now={now} />
        {entry.note !== null && (
          <p className="hand-note">
            <strong>{hand.note}:</strong> {entry.note}
          </p>
        )}
        {before !== null && (
          <p className="hand-note">
            <strong>{text.queue.chosen.before}:</strong> {before}
          </p>
        )}
      </div>
      <div className="hand-steps">
        {STEPS[state].map((step, index) => (
          <Button
            key={step}
            look={index === 0 ? 'primary' : 'secondary'}
            shortcut={KEYS[step]}
            onPress={() => onStep(step)}
          >
            {steps[step]}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Times({ entry, now }: { entry: QueueEntry; now: number }) {
  const { hand, list } = useShown().text.queue;
  const { calledAt, queuedAt, changedAt, state, calls } = entry;
  const waited = minutesSince(queuedAt, calledAt === null ? now : Date.parse(calledAt));
  const isServing = state === 'serving';
  const since = isServing ? changedAt : (calledAt ?? changedAt);
  return (
    <p className="hand-facts">
      <span>
        {hand.waited} <strong>{list.minutes(waited)}</strong>
      </span>
      <span>
        {isServing ? hand.servedSince : hand.calledSince}{' '}
        <strong>{spanText(secondsSince(since, now))}</strong>
      </span>
      {calls > 1 && !isServing && <span>{hand.calls(calls)}</span>}
    </p>
  );
}

/** Says aloud whom a call or a step was about, a repeated call too. */
export function HandAloud({ entry }: { entry: QueueEntry | null }) {
  const { view, text } = useShown();
  const { hand, states } = text.queue;
  return (
    <p className="kern-sr-only" role="status">
      {entry &&
        [
          hand.aloud(entry.ticket, serviceName(view.calling, entry.serviceId), states[entry.state]),
          ...(entry.calls > 1 ? [hand.calls(entry.calls)] : []),
        ].join(' ')}
    </p>
  );
}
