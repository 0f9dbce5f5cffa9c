import { z } from 'zod';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { QueueEntry } from '../../contract/queue.ts';
import { type Alarm, alarm } from '../../contract/staff.ts';
import type { Queries } from '../database/database.ts';
import { requestFromRow } from '../fast-lane/stored-request.ts';
import { CONFIGURED_KIND } from '../queue/configuration.ts';
import { entryFromRow } from '../queue/stored-entry.ts';
import { SWITCH_KINDS, type Switches } from '../queue/switches.ts';

/**
 * What counters and kiosks are told, read from the database. Each reading is one statement, so the
 * version it names and the rows it holds belong together.
 */

/** The last change of a request, an entry or the switches, or an alarm. */
export type Change =
  | { readonly kind: 'request'; readonly version: number; readonly request: FastLaneRequest }
  | { readonly kind: 'alarm'; readonly version: number; readonly alarm: Alarm }
  | { readonly kind: 'entry'; readonly version: number; readonly entry: QueueEntry }
  | { readonly kind: 'switches'; readonly version: number; readonly switches: Switches };

export interface BranchChanges {
  readonly version: number;
  /** In the order of their versions. */
  readonly changes: readonly Change[];
  /** The queue was set up anew. */
  readonly isConfigured: boolean;
}

export interface BranchSnapshot {
  readonly version: number;
  readonly requests: readonly FastLaneRequest[];
  readonly alarms: readonly Alarm[];
  readonly entries: readonly QueueEntry[];
  readonly switches: Switches;
}

export async function readChanges(
  queries: Queries,
  branchId: string,
  after: number,
): Promise<BranchChanges> {
  const read = changesRow.parse(
    await readBranch(queries, CHANGES, [branchId, after, SWITCH_KINDS, CONFIGURED_KIND]),
  );
  const requests = read.requests.map((row): Change => {
    const request = requestFromRow(row).request;
    return { kind: 'request', version: versionOf(row), request };
  });
  const alarms = read.alarms.map((row): Change => {
    return { kind: 'alarm', version: versionOf(row), alarm: alarmFromRow(row) };
  });
  const entries = read.entries.map((row): Change => {
    return { kind: 'entry', version: versionOf(row), entry: entryFromRow(row).entry };
  });
  const { switched, configured } = read.news;
  const switches: Change[] =
    switched === null ? [] : [{ kind: 'switches', version: switched, switches: read.switches }];
  const changes = [...requests, ...alarms, ...entries, ...switches];
  return {
    version: read.version,
    changes: changes.sort((a, b) => a.version - b.version),
    isConfigured: configured !== null,
  };
}

/** Today's requests, alarms and entries, and what of yesterday's requests is not over. */
export async function readSnapshot(
  queries: Queries,
  branchId: string,
  day: string,
): Promise<BranchSnapshot> {
  const { version, requests, alarms, entries, switches } = snapshotRow.parse(
    await readBranch(queries, SNAPSHOT, [branchId, day]),
  );
  return {
    version,
    switches,
    entries: entries.map((row) => entryFromRow(row).entry),
    requests: requests.map((row) => requestFromRow(row).request),
    alarms: alarms.map(alarmFromRow),
  };
}

/** Which of these versions are of this day: after any other a counter has to begin anew. */
export async function readVersionsOfDay(
  queries: Queries,
  branchId: string,
  { versions, day }: { versions: readonly number[]; day: string },
): Promise<ReadonlySet<number>> {
  const rows = await queries.query<{ version: number }>(
    `SELECT version::float8 AS version FROM branch_events
     WHERE branch_id = $1 AND version = ANY($2::bigint[]) AND day = $3`,
    [branchId, versions, day],
  );
  return new Set(rows.map(({ version }) => version));
}

export interface LatestRequests {
  readonly version: number;
  /** By kiosk. */
  readonly requests: ReadonlyMap<string, FastLaneRequest>;
}

export async function readLatestOfKiosks(
  queries: Queries,
  branchId: string,
  kioskIds: readonly string[],
): Promise<LatestRequests> {
  const { version, requests } = latestRow.parse(
    await readBranch(queries, LATEST, [branchId, kioskIds]),
  );
  const latest = requests.map((row) => requestFromRow(row).request);
  return { version, requests: new Map(latest.map((request) => [request.kiosk.id, request])) };
}

const latestRow = z.object({ version: z.coerce.number().int(), requests: z.array(z.unknown()) });
const snapshotRow = latestRow.extend({
  alarms: z.array(z.unknown()),
  entries: z.array(z.unknown()),
  switches: z.object({ pausing: z.array(z.uuid()), switchedOff: z.array(z.string()) }),
});
const changesRow = snapshotRow.extend({
  /** The latest version of each kind of news. */
  news: z.object({ switched: z.int().nullable(), configured: z.int().nullable() }),
});

async function readBranch(
  queries: Queries,
  statement: string,
  parameters: readonly unknown[],
): Promise<unknown> {
  const [row] = await queries.query(statement, parameters);
  return row;
}

const versionRow = z.object({ changed_version: z.int() });
const versionOf = (row: unknown): number => versionRow.parse(row).changed_version;

const alarmRow = z
  .object({
    id: z.string(),
    kind: alarm.shape.kind,
    about: z.string(),
    call_sign: z.string().nullable(),
    at: z.string(),
  })
  .transform(
    ({ id, kind, about, call_sign: callSign, at }): Alarm => ({
      id,
      kind,
      about,
      callSign,
      at: new Date(at).toISOString(),
    }),
  );
const alarmFromRow = (row: unknown): Alarm => alarmRow.parse(row);

const gathered = (rows: string): string =>
  `coalesce((SELECT json_agg(g ORDER BY g.changed_version) FROM (${rows}) g), '[]'::json)`;

/** @param columns what else is read, by name */
const reading = (columns: Readonly<Record<string, string>>): string => `
  SELECT version, ${Object.entries(columns)
    .map(([name, value]) => `${value} AS ${name}`)
    .join(', ')}
  FROM branches WHERE id = $1::uuid`;

const SWITCHES = `json_build_object(
  'pausing', coalesce((SELECT json_agg(p.counter_id ORDER BY p.since)
    FROM queue_pauses p JOIN counters c ON c.id = p.counter_id WHERE c.branch_id = $1), '[]'::json),
  'switchedOff', coalesce((SELECT json_agg(o.service_id ORDER BY o.service_id)
    FROM queue_switched_off o WHERE o.branch_id = $1), '[]'::json))`;

const CHANGES = reading({
  requests: gathered(
    'SELECT * FROM fast_lane_requests WHERE branch_id = $1 AND changed_version > $2::bigint',
  ),
  alarms: gathered('SELECT * FROM alarms WHERE branch_id = $1 AND changed_version > $2::bigint'),
  entries: gathered(
    'SELECT * FROM queue_entries WHERE branch_id = $1 AND changed_version > $2::bigint',
  ),
  switches: SWITCHES,
  news: `(SELECT json_build_object(
      'switched', max(e.version) FILTER (WHERE e.kind = ANY($3::text[])),
      'configured', max(e.version) FILTER (WHERE e.kind = $4::text))
    FROM branch_events e WHERE e.branch_id = $1 AND e.version > $2::bigint)`,
});

const SNAPSHOT = reading({
  requests: gathered(`SELECT * FROM fast_lane_requests WHERE branch_id = $1
    AND (day = $2::date OR state IN ('open', 'taken', 'approved'))`),
  alarms: gathered('SELECT * FROM alarms WHERE branch_id = $1 AND day = $2::date'),
  entries: gathered(`SELECT * FROM queue_entries WHERE branch_id = $1 AND day = $2::date
    AND state IN ('waiting', 'called', 'serving', 'parked', 'missed')`),
  switches: SWITCHES,
});

const LATEST = reading({
  requests: gathered(`SELECT latest.* FROM unnest($2::uuid[]) kiosk, LATERAL (
    SELECT * FROM fast_lane_requests WHERE kiosk_id = kiosk ORDER BY opened_at DESC LIMIT 1
  ) latest`),
});
