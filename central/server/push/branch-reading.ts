import { z } from 'zod';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import { type Alarm, alarm } from '../../contract/staff.ts';
import type { Queries } from '../database/database.ts';
import { requestFromRow } from '../fast-lane/stored-request.ts';

/**
 * What counters and kiosks are told, read from the database. Each reading is one statement, so the
 * version it names and the rows it holds belong together.
 */

/** The last change of a request, or an alarm. */
export type Change =
  | { readonly kind: 'request'; readonly version: number; readonly request: FastLaneRequest }
  | { readonly kind: 'alarm'; readonly version: number; readonly alarm: Alarm };

export interface BranchChanges {
  readonly version: number;
  /** In the order of their versions. */
  readonly changes: readonly Change[];
}

export interface BranchSnapshot {
  readonly version: number;
  readonly requests: readonly FastLaneRequest[];
  readonly alarms: readonly Alarm[];
}

export async function readChanges(
  queries: Queries,
  branchId: string,
  after: number,
): Promise<BranchChanges> {
  const read = await readBranch(queries, CHANGES, [branchId, after]);
  const requests = read.requests.map((row): Change => {
    const request = requestFromRow(row).request;
    return { kind: 'request', version: versionOf(row), request };
  });
  const alarms = read.alarms.map((row): Change => {
    return { kind: 'alarm', version: versionOf(row), alarm: alarmFromRow(row) };
  });
  const changes = [...requests, ...alarms].sort((a, b) => a.version - b.version);
  return { version: read.version, changes };
}

/** Today's requests and alarms, and what of yesterday's is not over. */
export async function readSnapshot(
  queries: Queries,
  branchId: string,
  day: string,
): Promise<BranchSnapshot> {
  const { version, requests, alarms } = await readBranch(queries, SNAPSHOT, [branchId, day]);
  return {
    version,
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
  const { version, requests } = await readBranch(queries, LATEST, [branchId, kioskIds]);
  const latest = requests.map((row) => requestFromRow(row).request);
  return { version, requests: new Map(latest.map((request) => [request.kiosk.id, request])) };
}

const branchRow = z.object({
  version: z.coerce.number().int(),
  requests: z.array(z.unknown()),
  alarms: z.array(z.unknown()),
});

async function readBranch(
  queries: Queries,
  statement: string,
  parameters: readonly unknown[],
): Promise<z.infer<typeof branchRow>> {
  const [row] = await queries.query(statement, parameters);
  return branchRow.parse(row);
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

const reading = (requests: string, alarms: string): string => `
  SELECT version, ${requests} AS requests, ${alarms} AS alarms FROM branches WHERE id = $1::uuid`;

const CHANGES = reading(
  gathered(
    'SELECT * FROM fast_lane_requests WHERE branch_id = $1 AND changed_version > $2::bigint',
  ),
  gathered('SELECT * FROM alarms WHERE branch_id = $1 AND changed_version > $2::bigint'),
);

const SNAPSHOT = reading(
  gathered(`SELECT * FROM fast_lane_requests WHERE branch_id = $1
    AND (day = $2::date OR state IN ('open', 'taken', 'approved'))`),
  gathered('SELECT * FROM alarms WHERE branch_id = $1 AND day = $2::date'),
);

const LATEST = reading(
  gathered(`SELECT latest.* FROM unnest($2::uuid[]) kiosk, LATERAL (
    SELECT * FROM fast_lane_requests WHERE kiosk_id = kiosk ORDER BY opened_at DESC LIMIT 1
  ) latest`),
  `'[]'::json`,
);
