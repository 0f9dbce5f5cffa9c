import type { QueueEntry } from '../../../contract/queue.ts';
import type { Session } from '../../../contract/staff.ts';
import { useShown } from '../../desk/use-desk.ts';
import { secondsSince, spanText } from '../../lane/clock.ts';
import { sectionsOf } from '../../lane/sections.ts';
import { Button } from '../button.tsx';
import { stateWords } from '../words.ts';

interface TimedProps {
  readonly session: Session;
  /** By the central system's clock. */
  readonly now: number;
}

/** The fast lane beside the queue: who stands at a terminal and waits for an answer. */
export function LaneStrip({ session, now, onShow }: TimedProps & { readonly onShow: () => void }) {
  const { view, text } = useShown();
  const { lane } = text.queue;
  const { running } = view.lane ? sectionsOf(view.lane, now) : { running: [] };
  return (
    <section className="panel strip" aria-labelledby="strip-title">
      <h2 id="strip-title">
        {lane.title} <span className="count">{running.length}</span>
      </h2>
      {running.length === 0 && <p className="muted">{lane.none}</p>}
      <ul className="strip-rows">
        {running.map((request) => (
          <li key={request.id} className={request.state === 'open' ? 'strip--open' : ''}>
            <strong>{request.callSign}</strong>
            <span>{text.services[request.service]}</span>
            <span>{stateWords(request, { text, session, now })}</span>
            <span className="strip-time">{spanText(secondsSince(request.openedAt, now))}</span>
          </li>
        ))}
      </ul>
      {running.length > 0 && (
        <div className="buttons">
          <Button look="secondary" shortcut="A" onPress={onShow}>
            {lane.show}
          </Button>
        </div>
      )}
    </section>
  );
}

interface ElsewhereProps extends TimedProps {
  readonly entries: readonly QueueEntry[];
}

/** Whom other counters have in hand, and which pause. */
export function Elsewhere({ entries, session, now }: ElsewhereProps) {
  const { view, text } = useShown();
  const { list, states } = text.queue;
  const pausing = view.calling.queue?.switches.pausing ?? [];
  const names = session.counters
    .filter(({ id }) => pausing.includes(id) && id !== session.counter?.id)
    .map(({ name }) => name);
  return (
    <section className="elsewhere" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{list.elsewhere}</h2>
      {entries.length === 0 && <p>{list.elsewhereNone}</p>}
      <ul>
        {entries.map(({ id, ticket, state, counter, calledAt, changedAt }) => (
          <li key={id}>
            <strong>{ticket}</strong>
            <span>{counter?.name}</span>
            <span>{states[state]}</span>
            <span className="strip-time">
              {spanText(
                secondsSince(state === 'called' ? (calledAt ?? changedAt) : changedAt, now),
              )}
            </span>
          </li>
        ))}
      </ul>
      {names.length > 0 && <p>{list.pausing(names.join(', '))}</p>}
    </section>
  );
}
