import type { QueueEntry } from '../../../contract/queue.ts';
import { useShown } from '../../desk/use-desk.ts';
import { serviceName } from '../../queue/calling-state.ts';
import { Badges } from './badges.tsx';
import { badgesOf, doneBefore, minutesSince } from './queue-words.ts';

interface EntryRowProps {
  readonly entry: QueueEntry;
  /** By the central system's clock. */
  readonly now: number;
  /** The one row of the lists that Tab reaches. */
  readonly isEntry: boolean;
}

/** Somebody in a list: a mouse chooses, Enter also goes to what may be done. */
export function EntryRow({ entry, now, isEntry }: EntryRowProps) {
  const { desk, view, text } = useShown();
  const { list } = text.queue;
  const { calling, lane } = view;
  const { id, ticket, state, queuedAt, changedAt } = entry;
  const known = { text, calling, lane };
  const remark = entry.note ?? doneBefore(entry, known);
  const minutes = minutesSince(state === 'waiting' ? queuedAt : changedAt, now);
  return (
    <li className={`row row--entry row--${state}`}>
      <button
        type="button"
        className="row-main"
        data-row={id}
        tabIndex={isEntry ? 0 : -1}
        aria-current={calling.chosen === id}
        onClick={() => desk.calling.choose(id)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.repeat) return;
          event.preventDefault();
          desk.calling.open(id);
        }}
      >
        <span className="row-sign">{ticket}</span>
        <span className="row-text">
          <span className="row-line">
            <span className="row-service">{serviceName(calling, entry.serviceId)}</span>
            <Badges badges={badgesOf(entry, known)} />
          </span>
          {remark !== null && <span className="row-note">{remark}</span>}
        </span>
        <span className="row-time">
          {state === 'waiting' && <span className="kern-sr-only">{list.waits} </span>}
          {list.minutes(minutes)}
        </span>
      </button>
    </li>
  );
}
