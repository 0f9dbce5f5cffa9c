import type { QueueEntry } from '../../../contract/queue.ts';
import { useShown } from '../../desk/use-desk.ts';
import { type QueueSections, rowsOf } from '../../queue/queue-sections.ts';
import { EntryRow } from './entry-row.tsx';

interface QueueListProps {
  readonly sections: QueueSections;
  /** By the central system's clock. */
  readonly now: number;
}

/** Who waits, in the order of calls, and who was parked or missed. */
export function QueueList({ sections, now }: QueueListProps) {
  const { view, text } = useShown();
  const { list } = text.queue;
  const rows = rowsOf(sections);
  const { chosen } = view.calling;
  const entryId = rows.some(({ id }) => id === chosen) ? chosen : (rows[0]?.id ?? null);
  const draw = (entries: readonly QueueEntry[]) => (
    <ol className="rows">
      {entries.map((entry) => (
        <EntryRow key={entry.id} entry={entry} now={now} isEntry={entry.id === entryId} />
      ))}
    </ol>
  );
  return (
    <>
      <section aria-labelledby="own">
        <h2 id="own">
          {list.own} <span className="count">{sections.own.length}</span>
        </h2>
        {sections.own.length === 0 ? (
          <p className="lane-none">
            <strong>{list.ownNone}</strong> {list.ownNoneHint}
          </p>
        ) : (
          draw(sections.own)
        )}
      </section>
      {(['parked', 'missed', 'others'] as const)
        .filter((each) => sections[each].length > 0)
        .map((each) => (
          <section key={each} aria-labelledby={each}>
            <h2 id={each}>
              {list[each]} <span className="count">{sections[each].length}</span>
            </h2>
            {draw(sections[each])}
          </section>
        ))}
    </>
  );
}
