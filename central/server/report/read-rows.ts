import type { ReportQuestion } from '../../contract/report.ts';
import type { Queries } from '../database/database.ts';

/**
 * What a branch has done, counted by the database: for each day, each week and the whole span, each
 * service and all of them. Days are those of the branch's clock, also where it changes.
 */

interface Key {
  /** null in rows of weeks and of the whole. */
  readonly day: string | null;
  readonly week: string | null;
}

interface QueueKey extends Key {
  /** null: all services together. */
  readonly serviceId: string | null;
}

interface Quantiles {
  readonly count: number;
  readonly median: number | null;
  readonly ninetieth: number | null;
}

export interface EntryRow extends QueueKey, Quantiles {
  readonly handled: number;
  readonly missed: number;
}

export interface HandlingRow extends QueueKey, Quantiles {}

/** Of one day. */
export interface KioskRow {
  readonly day: string;
  readonly week: string;
  readonly service: string;
  readonly result: string;
  readonly count: number;
}

/** Of people who came in one hour of one day. */
export interface TicketRow {
  readonly day: string;
  readonly week: string;
  readonly hour: number;
  readonly count: number;
  /** Those among them whose ticket a kiosk gave. */
  readonly byKiosk: number;
  readonly withAppointment: number;
}

export interface ReportRows {
  readonly entries: readonly EntryRow[];
  readonly tickets: readonly TicketRow[];
  readonly handlings: readonly HandlingRow[];
  readonly kiosks: readonly KioskRow[];
}

export async function readRows(
  queries: Queries,
  branchId: string,
  { from, to }: ReportQuestion,
): Promise<ReportRows> {
  const parameters = [branchId, from, to];
  return {
    entries: await queries.query<EntryRow>(ENTRIES, parameters),
    tickets: await queries.query<TicketRow>(TICKETS, parameters),
    handlings: await queries.query<HandlingRow>(HANDLINGS, parameters),
    kiosks: await queries.query<KioskRow>(KIOSKS, parameters),
  };
}

const BEGINS = `($2::date::timestamp AT TIME ZONE 'Europe/Berlin')`;
const ENDS = `(($3::date + 1)::timestamp AT TIME ZONE 'Europe/Berlin')`;
const dayOf = (at: string): string => `(${at} AT TIME ZONE 'Europe/Berlin')::date`;

const WEEK = `to_char(day, 'IYYY-"W"IW')`;
const KEYS = 'day::text AS day, week, service_id AS "serviceId"';
const SETS = `GROUPING SETS (
  (day, service_id), (day), (week, service_id), (week), (service_id), ()
)`;
const quantilesOf = (minutes: string): string => `
  count(${minutes})::int AS count,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY ${minutes}) AS median,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY ${minutes}) AS ninetieth`;
const minutesBetween = (from: string, to: string): string =>
  `(extract(epoch FROM ${to} - ${from}) / 60)::float8`;

/** Whoever was missed and came back has a later `queued_at` than when they came. */
const ENTRIES = `
  WITH marks AS (
    SELECT entry_id,
      min(at) FILTER (WHERE kind = 'queue-enter') AS entered_at,
      min(at) FILTER (WHERE kind = 'queue-call') AS called_at,
      bool_or(kind = 'queue-miss') AS missed
    FROM branch_events
    WHERE branch_id = $1 AND day BETWEEN $2::date AND $3::date
      AND kind IN ('queue-enter', 'queue-call', 'queue-miss')
    GROUP BY entry_id
  ),
  entries AS (
    SELECT e.day, to_char(e.day, 'IYYY-"W"IW') AS week, e.service_id, e.state, m.missed,
      ${minutesBetween('least(e.queued_at, m.entered_at)', 'm.called_at')} AS waited
    FROM queue_entries e LEFT JOIN marks m ON m.entry_id = e.id
    WHERE e.branch_id = $1 AND e.day BETWEEN $2::date AND $3::date
  )
  SELECT ${KEYS},
    (count(*) FILTER (WHERE state = 'done'))::int AS handled,
    (count(*) FILTER (WHERE missed AND state IN ('missed', 'cancelled')))::int AS missed,
    ${quantilesOf('waited')}
  FROM entries GROUP BY ${SETS}`;

/** A ticket of a kiosk without a network is entered later, and one of the fast lane has waited. */
const TICKETS = `
  WITH marks AS (
    SELECT entry_id, min(at) AS entered_at FROM branch_events
    WHERE branch_id = $1 AND day BETWEEN $2::date AND $3::date AND kind = 'queue-enter'
    GROUP BY entry_id
  ),
  tickets AS (
    SELECT e.day, e.kind, e.kiosk_id,
      extract(hour FROM least(e.queued_at, m.entered_at) AT TIME ZONE 'Europe/Berlin')::int AS hour
    FROM queue_entries e LEFT JOIN marks m ON m.entry_id = e.id
    WHERE e.branch_id = $1 AND e.day BETWEEN $2::date AND $3::date
  )
  SELECT day::text AS day, ${WEEK} AS week, hour, count(*)::int AS count,
    count(kiosk_id)::int AS "byKiosk",
    (count(*) FILTER (WHERE kind = 'appointment'))::int AS "withAppointment"
  FROM tickets GROUP BY day, hour ORDER BY day, hour`;

const HANDLINGS = `
  WITH ended AS (
    SELECT ${dayOf('ended_at')} AS day, service_id,
      ${minutesBetween('started_at', 'ended_at')} AS took
    FROM queue_handlings
    WHERE branch_id = $1 AND ended_by = 'finish' AND ended_at >= ${BEGINS} AND ended_at < ${ENDS}
  ),
  handlings AS (SELECT *, ${WEEK} AS week FROM ended)
  SELECT ${KEYS}, ${quantilesOf('took')}
  FROM handlings GROUP BY ${SETS}`;

/** A kiosk's clock may be ahead, but nothing was reported before it happened. */
const KIOSKS = `
  WITH closed AS (
    SELECT ${dayOf('least(e.at, e.stored_at)')} AS day,
      e.body ->> 'service' AS service, e.body ->> 'result' AS result
    FROM kiosks k JOIN kiosk_events e ON e.kiosk_id = k.id
    WHERE k.branch_id = $1 AND e.kind = 'transaction-closed'
      AND least(e.at, e.stored_at) >= ${BEGINS} AND least(e.at, e.stored_at) < ${ENDS}
  )
  SELECT day::text AS day, ${WEEK} AS week, service, result, count(*)::int AS count
  FROM closed GROUP BY day, service, result ORDER BY day, service, result`;
