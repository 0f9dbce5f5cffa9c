import type { Alarm } from '../../contract/staff.ts';
import type { Database, Queries } from '../database/database.ts';
import { dayInBranch } from './call-signs.ts';
import { type Step, type StepOutcome, takeStep } from './request-states.ts';
import {
  REQUEST_COLUMNS,
  requestFromRow,
  rowOfRequest,
  type StoredRequest,
} from './stored-request.ts';

/**
 * The only way to change what counters of a branch see. The branch's row is locked first and
 * counts every change, so versions have no gaps, and whoever sees one has seen all before it.
 */

export const BRANCH_CHANNEL = 'branch_changed';

/** Who made a change, for reports. */
export type Actor =
  | { readonly kind: 'staff' | 'kiosk'; readonly id: string; readonly name: string }
  | { readonly kind: 'central' };

/** Waits for other changes in the branch; the caller's transaction then is the only one. */
export async function lockBranch(queries: Queries, branchId: string): Promise<void> {
  await queries.query('SELECT 1 FROM branches WHERE id = $1 FOR NO KEY UPDATE', [branchId]);
}

/** The end of the line of each branch on this node. */
const lines = new WeakMap<Database, Map<string, Promise<unknown>>>();

/**
 * A transaction that is the only one that changes the branch. Those of this node wait for each
 * other before they take a connection, so that a crowd at one branch leaves some for the others.
 */
export function inBranch<Result>(
  database: Database,
  branchId: string,
  work: (queries: Queries) => Promise<Result>,
): Promise<Result> {
  const line = lines.get(database) ?? new Map<string, Promise<unknown>>();
  lines.set(database, line);
  const change = (): Promise<Result> =>
    database.transaction(async (queries) => {
      await lockBranch(queries, branchId);
      return work(queries);
    });
  const result = (line.get(branchId) ?? Promise.resolve()).then(change);
  const end = result
    .catch(() => undefined)
    .finally(() => {
      if (line.get(branchId) === end) line.delete(branchId);
    });
  line.set(branchId, end);
  return result;
}

export async function findRequest(
  queries: Queries,
  requestId: string,
): Promise<StoredRequest | null> {
  const [found] = await queries.query<{ row: unknown }>(
    'SELECT to_jsonb(r) AS row FROM fast_lane_requests r WHERE id = $1',
    [requestId],
  );
  return found === undefined ? null : requestFromRow(found.row);
}

/** Takes a step and saves what it changed. The branch must be locked and `stored` read since. */
export async function changeRequest(
  queries: Queries,
  { stored, step, actor, now }: { stored: StoredRequest; step: Step; actor: Actor; now: number },
): Promise<StepOutcome> {
  const outcome = takeStep(stored, step, now);
  if (outcome.kind !== 'changed') return outcome;
  const { kind, ...detail } = 'by' in step ? { ...step, by: step.by.counter } : step;
  await saveRequest(queries, UPDATE_REQUEST, { stored: outcome.stored, kind, detail, actor, now });
  return outcome;
}

/** Stores a request that is not there yet. The branch must be locked. */
export async function addRequest(
  queries: Queries,
  { stored, actor, now }: { stored: StoredRequest; actor: Actor; now: number },
): Promise<void> {
  const { service, pinState, activated } = stored.request;
  const detail = { service, pinState, activated };
  await saveRequest(queries, INSERT_REQUEST, { stored, kind: 'open', detail, actor, now });
}

/** Tells the counters of a branch of something beside the requests. The branch must be locked. */
export async function raiseAlarm(
  queries: Queries,
  { branchId, alarm, now }: { branchId: string; alarm: Omit<Alarm, 'at'>; now: number },
): Promise<void> {
  const { id, kind, about, callSign } = alarm;
  await queries.query(RAISE_ALARM, [
    branchId,
    new Date(now).toISOString(),
    dayInBranch(now),
    id,
    kind,
    about,
    callSign,
    JSON.stringify({ about, callSign }),
  ]);
}

interface Saving {
  readonly stored: StoredRequest;
  readonly kind: string;
  readonly detail: object;
  readonly actor: Actor;
  readonly now: number;
}

async function saveRequest(
  queries: Queries,
  statement: string,
  { stored, kind, detail, actor, now }: Saving,
): Promise<void> {
  await queries.query(statement, [
    stored.branchId,
    new Date(now).toISOString(),
    dayInBranch(now),
    JSON.stringify(rowOfRequest(stored)),
    kind,
    actor.kind,
    actor.kind === 'central' ? null : actor.id,
    actor.kind === 'central' ? null : actor.name,
    JSON.stringify(detail),
  ]);
}

/** Parameters 1 to 3 are the branch, the time and the day. */
const COUNT_BRANCH = `
  branch AS (UPDATE branches SET version = version + 1 WHERE id = $1::uuid RETURNING version)`;
const NOTIFY_BRANCH = `SELECT pg_notify('${BRANCH_CHANNEL}', $1::uuid::text) FROM branch`;

const saving = (request: string): string => `
  WITH ${COUNT_BRANCH},
  new AS (
    SELECT n.* FROM branch, jsonb_populate_record(
      NULL::fast_lane_requests,
      $4::jsonb || jsonb_build_object('changed_version', branch.version)
    ) n
  ),
  request AS (${request}),
  event AS (
    INSERT INTO branch_events (branch_id, version, at, day, kind, request_id, attempt,
      actor_kind, actor_id, actor_name, detail)
    SELECT $1::uuid, new.changed_version, $2::timestamptz, $3::date, $5::text, new.id, new.attempt,
      $6::text, $7::uuid, $8::text, $9::jsonb
    FROM new
  )
  ${NOTIFY_BRANCH}`;

const INSERT_REQUEST = saving('INSERT INTO fast_lane_requests SELECT * FROM new');

const assignments = [...REQUEST_COLUMNS, 'changed_version']
  .map((column) => `${column} = new.${column}`)
  .join(', ');
const UPDATE_REQUEST = saving(
  `UPDATE fast_lane_requests old SET ${assignments} FROM new WHERE old.id = new.id`,
);

const RAISE_ALARM = `
  WITH ${COUNT_BRANCH},
  alarm AS (
    INSERT INTO alarms (id, branch_id, day, kind, about, call_sign, at, changed_version)
    SELECT $4::uuid, $1::uuid, $3::date, $5::text, $6::text, $7::text, $2::timestamptz, version
    FROM branch
  ),
  event AS (
    INSERT INTO branch_events (branch_id, version, at, day, kind, actor_kind, detail)
    SELECT $1::uuid, version, $2::timestamptz, $3::date, $5::text, 'central', $8::jsonb
    FROM branch
  )
  ${NOTIFY_BRANCH}`;
