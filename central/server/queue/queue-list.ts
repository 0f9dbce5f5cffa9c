import type { CalledTicket, QueueList } from '../../contract/queue.ts';
import type { Database, Queries } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { inOrder } from './call-entries.ts';
import { readConfiguration } from './configuration.ts';
import { entryFromRow, type StoredEntry } from './stored-entry.ts';
import { tidyQueue } from './tidy.ts';

/** Today's entries as counters list them, and what a waiting room shows. */

const ENTRIES_MAX = 200;
const CALLED_MAX = 20;
/** Waiting people come first, in their own order. */
const STATES = ['called', 'serving', 'parked', 'missed', 'done', 'cancelled'] as const;

export interface Listing {
  readonly branchId: string;
  /** The beginning of a ticket, e.g. `A0`; empty: all. */
  readonly search: string;
  readonly now: number;
}

export async function listQueue(
  database: Database,
  { branchId, search, now }: Listing,
): Promise<QueueList> {
  await tidyQueue(database, branchId, now);
  // One statement, so that the version and the entries belong together.
  const [read] = await database.query<{ version: number; entries: readonly unknown[] }>(ENTRIES, [
    branchId,
    dayInBranch(now),
    `${search.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}%`,
    ENTRIES_MAX + 1,
  ]);
  const found = (read?.entries ?? []).map(entryFromRow);
  const configuration = await readConfiguration(database, branchId);
  const counters = await database.query<{ id: string; name: string; pauses: boolean }>(
    `SELECT c.id, c.name, p.counter_id IS NOT NULL AS pauses
     FROM counters c LEFT JOIN queue_pauses p ON p.counter_id = c.id
     WHERE c.branch_id = $1 ORDER BY length(c.name), c.name`,
    [branchId],
  );
  return {
    version: Number(read?.version ?? 0),
    entries: sorted(found.slice(0, ENTRIES_MAX), now).map(({ entry }) => entry),
    isCut: found.length > ENTRIES_MAX,
    counters: counters.map(({ id, name, pauses }) => ({
      ...{ id, name, pauses },
      serves:
        configuration.counters.find(({ counterId }) => counterId === id)?.serviceIds.length ?? 0,
    })),
  };
}

/** The last calls of today, latest first. */
export async function readCalled(
  queries: Queries,
  branchId: string,
  day: string,
): Promise<CalledTicket[]> {
  const { services, counters } = await readConfiguration(queries, branchId);
  const rows = await queries.query<{ row: unknown }>(
    `SELECT to_jsonb(e) AS row FROM queue_entries e
     WHERE branch_id = $1 AND day = $2 AND called_at IS NOT NULL AND counter_id IS NOT NULL
     ORDER BY called_at DESC, changed_version DESC LIMIT $3`,
    [branchId, day, CALLED_MAX],
  );
  return rows.flatMap(({ row }): CalledTicket[] => {
    const { ticket, serviceId, state, counter, calls, calledAt } = entryFromRow(row).entry;
    const queueId = services.find(({ id }) => id === serviceId)?.queueId;
    if (counter === null || calledAt === null || queueId === undefined) return [];
    const place = counters.find(({ counterId }) => counterId === counter.id);
    return [
      {
        ...{ ticket, queueId, calls, calledAt, isCalling: state === 'called' },
        ...{ counterId: counter.id, counter: counter.name },
        ...{ direction: place?.direction ?? null, arrow: place?.arrow ?? null },
      },
    ];
  });
}

function sorted(entries: readonly StoredEntry[], now: number): StoredEntry[] {
  const rest = STATES.flatMap((state) =>
    entries
      .filter(({ entry }) => entry.state === state)
      .sort((a, b) => (a.entry.changedAt < b.entry.changedAt ? 1 : -1)),
  );
  return [...inOrder(entries, now), ...rest];
}

const ENTRIES = `
  SELECT b.version::float8 AS version, coalesce((
    SELECT json_agg(found.row) FROM (
      SELECT to_jsonb(e) AS row FROM queue_entries e
      WHERE e.branch_id = b.id AND e.day = $2::date AND e.ticket LIKE $3::text
      ORDER BY e.state IN ('done', 'cancelled'), e.changed_at DESC LIMIT $4::integer
    ) found
  ), '[]'::json) AS entries
  FROM branches b WHERE b.id = $1::uuid`;
