import { randomUUID } from 'node:crypto';
import {
  type QueueConfiguration,
  queueConfiguration,
} from '../../../central/contract/queue-configuration.ts';
import type { Database } from '../../../central/server/database/database.ts';
import { callNext, stepEntry } from '../../../central/server/queue/call-entries.ts';
import { giveTicket } from '../../../central/server/queue/give-ticket.ts';

/** A branch that has a queue, and four weeks of work behind it. */

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const DAYS = 28;
/** Above the versions that a branch has by itself. */
const FIRST_VERSION = 1_000_000;

const SET_UP: QueueConfiguration = queueConfiguration.parse({
  queues: [
    {
      id: 'hall',
      name: 'Bürgerservice',
      place: 'Wartebereich 1. OG',
      openingHours: WEEKDAYS.map((weekday) => ({ weekday, opens: '00:00', closes: '23:59' })),
      slipText: null,
    },
  ],
  services: [
    {
      ...{ id: 'identity-card', name: 'Personalausweis', queueId: 'hall' },
      series: { prefix: 'A', firstNumber: 1, lastNumber: 499 },
      ...{ dailyLimit: null, usualMinutes: 12 },
    },
    {
      ...{ id: 'registration', name: 'An- und Abmeldung', queueId: 'hall' },
      series: { prefix: 'B', firstNumber: 1, lastNumber: 499 },
      ...{ dailyLimit: 80, usualMinutes: 15 },
    },
  ],
  counters: [],
  closedDays: [],
  specialDays: [],
  fastLaneServiceId: 'identity-card',
});

/** At the counters that the branch has, all of them for both services. */
export async function storeSetUp(database: Database, branchId: string): Promise<void> {
  const counters = await database.query<{ id: string; name: string }>(
    'SELECT id, name FROM counters WHERE branch_id = $1 ORDER BY name',
    [branchId],
  );
  const body: QueueConfiguration = {
    ...SET_UP,
    counters: counters.map(({ id: counterId }, index) => ({
      counterId,
      serviceIds: ['identity-card', 'registration'],
      direction: `links, ${index + 1}. Tür`,
      arrow: 'left',
    })),
  };
  await database.query(
    `INSERT INTO queue_configurations (branch_id, body, changed_at) VALUES ($1, $2::jsonb, now())`,
    [branchId, JSON.stringify(body)],
  );
}

/** @returns the tokens by which they are followed */
export async function giveTickets(
  database: Database,
  branchId: string,
  count: number,
): Promise<string[]> {
  const [kiosk] = await database.query<{ id: string; name: string }>(
    'SELECT id, name FROM kiosks WHERE branch_id = $1',
    [branchId],
  );
  if (!kiosk) throw new Error('the branch has no kiosk');
  const tokens: string[] = [];
  for (let index = 0; index < count; index++) {
    const given = await giveTicket(database, {
      kiosk: { ...kiosk, branchId },
      entryId: randomUUID(),
      serviceId: 'identity-card',
      now: Date.now() + index,
    });
    if (given.kind !== 'given') throw new Error(`no ticket was given: ${given.kind}`);
    tokens.push(given.followToken);
  }
  return tokens;
}

/** At Schalter 2, which is done at once with whom it had before. */
export async function callWhoeverIsNext(database: Database, branchId: string): Promise<void> {
  const [counter] = await database.query<{ id: string; name: string }>(
    `SELECT id, name FROM counters WHERE branch_id = $1 AND name = 'Schalter 2'`,
    [branchId],
  );
  if (!counter) throw new Error('the branch has no Schalter 2');
  const staff = {
    ...{ sessionId: randomUUID(), accountId: randomUUID(), displayName: 'D. Yılmaz' },
    ...({ role: 'clerk', branchId, counter } as const),
  };
  const now = Date.now();
  const called = await callNext(database, { staff, now });
  if (called.kind !== 'in-hand') return;
  for (const kind of ['serve', 'finish'] as const) {
    await stepEntry(database, { staff, entryId: called.entry.id, step: { kind }, now });
  }
  await callNext(database, { staff, now });
}

/** Monday to Friday; more people on Mondays, who wait longer; some are missed. */
export async function fillFourWeeks(
  database: Database,
  branchId: string,
  now: number,
): Promise<void> {
  await database.query(PAST_ENTRIES, [branchId, new Date(now), DAYS, FIRST_VERSION]);
  await database.query(PAST_TRANSACTIONS, [branchId, new Date(now), DAYS]);
}

const PAST_DAYS = `
  days AS (
    SELECT ($2::timestamptz AT TIME ZONE 'Europe/Berlin')::date - ago AS day, ago
    FROM generate_series(0, $3::int - 1) ago
  ),
  workdays AS (
    SELECT day, ago, extract(isodow FROM day)::int AS weekday,
      (day + time '08:00') AT TIME ZONE 'Europe/Berlin' AS opens
    FROM days WHERE extract(isodow FROM day) < 6
  )`;

const PAST_ENTRIES = `
  WITH ${PAST_DAYS},
  people AS (
    SELECT gen_random_uuid() AS id, day, n, (ago * 200 + n) AS serial,
      CASE WHEN n % 3 = 0 THEN 'registration' ELSE 'identity-card' END AS service_id,
      CASE WHEN n % 17 = 0 THEN 'cancelled' ELSE 'done' END AS state,
      opens + n * interval '6 minutes' AS queued_at,
      interval '1 minute' * (4 + (n * 7 + ago * 3) % (44 - 6 * weekday)) AS waits,
      interval '1 minute' * (6 + (n * 5) % 11) AS takes
    FROM workdays, generate_series(1, 70 - 6 * weekday) n
  ),
  entries AS (
    INSERT INTO queue_entries (id, branch_id, day, kind, ticket, service_id, state, queued_at,
      calls, called_at, changed_at, changed_version)
    SELECT id, $1, day, 'walk-in', 'Z' || lpad(n::text, 3, '0'), service_id, state, queued_at,
      1, queued_at + waits, queued_at + waits + takes, $4 + serial FROM people
  ),
  handlings AS (
    INSERT INTO queue_handlings
      (branch_id, service_id, entry_id, counter_id, started_at, ended_at, ended_by)
    SELECT $1, service_id, id, $1, queued_at + waits, queued_at + waits + takes, 'finish'
    FROM people WHERE state = 'done'
  )
  INSERT INTO branch_events (branch_id, version, at, day, kind, entry_id, actor_kind, detail)
  SELECT $1, $4 + 3 * serial + step, at, day, kind, id, 'staff', '{}'
  FROM people CROSS JOIN LATERAL (VALUES
    (0, 'queue-enter', queued_at), (1, 'queue-call', queued_at + waits),
    (2, CASE state WHEN 'done' THEN 'queue-finish' ELSE 'queue-miss' END, queued_at + waits + takes)
  ) steps (step, kind, at)`;

const PAST_TRANSACTIONS = `
  WITH ${PAST_DAYS}
  INSERT INTO kiosk_events (kiosk_id, id, at, stored_at, kind, body)
  SELECT k.id, gen_random_uuid(), opens + n * interval '20 minutes',
    opens + n * interval '20 minutes', 'transaction-closed', jsonb_build_object(
      'service', (ARRAY['activate-eid', 'reset-pin', 'change-pin'])[1 + n % 3],
      'result', (ARRAY['eid-activated', 'pin-set', 'pin-changed', 'cancelled'])[1 + n % 4])
  FROM kiosks k, workdays, generate_series(1, 10 + (ago * 5) % 9) n WHERE k.branch_id = $1`;
