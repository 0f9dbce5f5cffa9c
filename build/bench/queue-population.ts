import { randomUUID } from 'node:crypto';
import {
  type QueueConfiguration,
  queueConfiguration,
} from '../../central/contract/queue-configuration.ts';
import type { Database } from '../../central/server/database/database.ts';
import { type DatabasePlace, openDatabase } from '../../central/server/database/open-database.ts';

/** Queues of branches that are always open, put straight into the database. */

export const SERVICE_ID = 'identity-card';
/** So that each statement ends in the time that the database gives one. */
const AT_ONCE = 10_000;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Every branch gives tickets for one service, and all its counters serve it. */
export async function openQueues(place: DatabasePlace): Promise<void> {
  const database = await openDatabase(place);
  try {
    const branches = await database.query<{ id: string; counters: string[] | null }>(
      `SELECT b.id, (SELECT array_agg(c.id) FROM counters c WHERE c.branch_id = b.id) AS counters
       FROM branches b`,
    );
    for (const { id, counters } of branches) {
      await database.query(
        `INSERT INTO queue_configurations (branch_id, body, changed_at)
         VALUES ($1, $2::jsonb, now())`,
        [id, JSON.stringify(configurationOf(counters ?? []))],
      );
    }
  } finally {
    await database.close();
  }
}

/** Entries of earlier days, all done, spread over the branches: those after `from`, up to `to`. */
export async function addPastEntries(
  database: Database,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  for (let start = from; start < to; start += AT_ONCE) {
    await database.query(
      `INSERT INTO queue_entries (id, branch_id, day, kind, ticket, service_id, state, queued_at,
       calls, called_at, counter_id, counter_name, changed_at, changed_version)
     SELECT gen_random_uuid(), b.id, past.at::date, 'walk-in', 'A' || (n % 999 + 1), $2, 'done',
       past.at, 1, past.at, $3, 'Schalter 1', past.at, -n
     FROM generate_series($1::integer + 1, $4::integer) n
     JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS branches
       FROM branches) b ON b.place = n % b.branches,
     LATERAL (SELECT now() - interval '2 days' - (n / (b.branches * 999)) * interval '1 day'
       AS at) past`,
      [start, SERVICE_ID, randomUUID(), Math.min(start + AT_ONCE, to)],
    );
  }
  await database.query('ANALYZE queue_entries');
}

function configurationOf(counters: readonly string[]): QueueConfiguration {
  return queueConfiguration.parse({
    queues: [
      {
        id: 'hall',
        name: 'Bürgerservice',
        place: 'Wartebereich',
        openingHours: WEEKDAYS.map((weekday) => ({ weekday, opens: '00:00', closes: '23:59' })),
        slipText: null,
      },
    ],
    services: [
      {
        id: SERVICE_ID,
        name: 'Personalausweis',
        queueId: 'hall',
        series: { prefix: 'A', firstNumber: 1, lastNumber: 9_999 },
        dailyLimit: null,
        usualMinutes: 10,
      },
    ],
    counters: counters.map((counterId) => ({
      counterId,
      serviceIds: [SERVICE_ID],
      direction: null,
      arrow: null,
    })),
    closedDays: [],
    specialDays: [],
    fastLaneServiceId: null,
  });
}
