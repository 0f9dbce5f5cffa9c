import type { Queries } from '../database/database.ts';
import { type Actor, BRANCH_CHANNEL } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { type EntryOutcome, type EntryStep, takeEntryStep } from './entry-states.ts';
import { ENTRY_COLUMNS, entryFromRow, rowOfEntry, type StoredEntry } from './stored-entry.ts';

/**
 * The only way to change queue entries. The branch is locked first (`inBranch`), so every change
 * has the next version of the branch and one row of `branch_events`.
 */

export async function findEntry(queries: Queries, entryId: string): Promise<StoredEntry | null> {
  const [found] = await queries.query<{ row: unknown }>(
    'SELECT to_jsonb(e) AS row FROM queue_entries e WHERE id = $1',
    [entryId],
  );
  return found === undefined ? null : entryFromRow(found.row);
}

/** Everybody who waits, is called or served, was missed or parked. */
export async function presentEntries(queries: Queries, branchId: string): Promise<StoredEntry[]> {
  const rows = await queries.query<{ row: unknown }>(
    `SELECT to_jsonb(e) AS row FROM queue_entries e
     WHERE branch_id = $1 AND state IN ('waiting', 'called', 'serving', 'parked', 'missed')`,
    [branchId],
  );
  return rows.map(({ row }) => entryFromRow(row));
}

const ENTER_KIND = 'queue-enter';

interface Changing {
  readonly actor: Actor;
  readonly now: number;
}

/** Stores an entry that is not there yet. The branch must be locked. */
export async function addEntry(
  queries: Queries,
  { stored, actor, now }: Changing & { readonly stored: StoredEntry },
): Promise<void> {
  const detail = enterDetailOf(stored);
  await save(queries, INSERT_ENTRY, { stored, kind: ENTER_KIND, detail, actor, now });
}

/** The row of `branch_events` of an entry that is not there yet, without its version. */
export function enterEventOf(stored: StoredEntry, actor: Actor, now: number): object {
  return {
    branch_id: stored.branchId,
    at: new Date(now).toISOString(),
    day: dayInBranch(now),
    kind: ENTER_KIND,
    entry_id: stored.entry.id,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'central' ? null : actor.id,
    actor_name: actor.kind === 'central' ? null : actor.name,
    detail: enterDetailOf(stored),
  };
}

function enterDetailOf({ entry, leaseId, appointmentId }: StoredEntry): object {
  const { kind, ticket, serviceId, preferred } = entry;
  const appointment = appointmentId === null ? {} : { appointmentId };
  return { kind, ticket, serviceId, leaseId, preferred, ...appointment };
}

/** Takes a step and saves what it changed. The branch must be locked and `stored` read since. */
export async function changeEntry(
  queries: Queries,
  { stored, step, actor, now }: Changing & { stored: StoredEntry; step: EntryStep },
): Promise<EntryOutcome> {
  const outcome = takeEntryStep(stored.entry, step, now);
  if (outcome.kind !== 'changed') return outcome;
  const { kind, ...rest } = step;
  const detail = 'by' in rest ? { ...rest, by: rest.by.name } : rest;
  const changed: StoredEntry = {
    ...stored,
    entry: outcome.entry,
    heldSince: heldSince(stored, outcome),
  };
  await save(queries, UPDATE_ENTRY, {
    stored: changed,
    kind: `queue-${kind}`,
    detail,
    actor,
    now,
  });
  if (outcome.freed) await noteHandling(queries, stored, { endedBy: kind, now });
  return outcome;
}

function heldSince(
  stored: StoredEntry,
  { entry, freed }: Extract<EntryOutcome, { kind: 'changed' }>,
): string | null {
  if (freed) return null;
  return stored.heldSince ?? (entry.state === 'called' ? entry.changedAt : null);
}

async function noteHandling(
  queries: Queries,
  { branchId, entry, heldSince: startedAt }: StoredEntry,
  { endedBy, now }: { endedBy: string; now: number },
): Promise<void> {
  if (entry.counter === null || startedAt === null) return;
  await queries.query(
    `INSERT INTO queue_handlings
       (branch_id, service_id, entry_id, counter_id, started_at, ended_at, ended_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[branchId, entry.serviceId, entry.id, entry.counter.id],
      ...[startedAt, new Date(now).toISOString(), endedBy],
    ],
  );
}

interface Saving extends Changing {
  readonly stored: StoredEntry;
  readonly kind: string;
  readonly detail: object;
}

async function save(
  queries: Queries,
  statement: string,
  { stored, kind, detail, actor, now }: Saving,
): Promise<void> {
  await queries.query(statement, [
    stored.branchId,
    new Date(now).toISOString(),
    dayInBranch(now),
    JSON.stringify(rowOfEntry(stored)),
    kind,
    actor.kind,
    actor.kind === 'central' ? null : actor.id,
    actor.kind === 'central' ? null : actor.name,
    JSON.stringify(detail),
  ]);
}

const saving = (entry: string): string => `
  WITH branch AS (
    UPDATE branches SET version = version + 1 WHERE id = $1::uuid RETURNING version
  ),
  new AS (
    SELECT n.* FROM branch, jsonb_populate_record(
      NULL::queue_entries,
      $4::jsonb || jsonb_build_object('changed_version', branch.version)
    ) n
  ),
  entry AS (${entry}),
  event AS (
    INSERT INTO branch_events (branch_id, version, at, day, kind, entry_id,
      actor_kind, actor_id, actor_name, detail)
    SELECT $1::uuid, new.changed_version, $2::timestamptz, $3::date, $5::text, new.id,
      $6::text, $7::uuid, $8::text, $9::jsonb
    FROM new
  )
  SELECT pg_notify('${BRANCH_CHANNEL}', $1::uuid::text) FROM branch`;

const INSERT_ENTRY = saving('INSERT INTO queue_entries SELECT * FROM new');

const assignments = [...ENTRY_COLUMNS, 'changed_version']
  .map((column) => `${column} = new.${column}`)
  .join(', ');
const UPDATE_ENTRY = saving(
  `UPDATE queue_entries old SET ${assignments} FROM new WHERE old.id = new.id`,
);
