import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { EntryState } from '../../contract/queue.ts';
import type { Database, Queries } from '../database/database.ts';
import { changeRequest, findRequest, inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { Step } from '../fast-lane/request-states.ts';
import type { StoredRequest } from '../fast-lane/stored-request.ts';
import type { StaffIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { successOf } from '../report/successes.ts';
import { changeEntry, findEntry } from './entry-changes.ts';
import { laneNote } from './lane-note.ts';
import { counterOf, staffActor } from './names.ts';
import { renewNote } from './notes.ts';
import { entryFromRow, type StoredEntry } from './stored-entry.ts';

/**
 * What binds requests of the fast lane to entries of the queue. A visitor whom a counter sent back
 * to the terminal has a new request there, which continues the entry they have: it ends with the
 * request's success, and else it waits again, with its number, its place and all notes.
 */

const CENTRAL = { kind: 'central' } as const;
const IN_HAND: ReadonlySet<EntryState> = new Set(['called', 'serving']);
const OVER: ReadonlySet<EntryState> = new Set(['done', 'cancelled']);

export interface Continuing {
  readonly staff: StaffIdentity;
  readonly requestId: string;
  /** Null: the request continues nothing after all. */
  readonly entryId: string | null;
  readonly now: number;
}

/** Throws a `ProblemError`: counter-missing, not-found, conflict, taken-by-another. */
export async function continueEntry(
  database: Database,
  { staff, requestId, entryId, now }: Continuing,
): Promise<FastLaneRequest> {
  const { branchId } = staff;
  counterOf(staff);
  return inBranch(database, branchId, async (queries) => {
    const stored = await findRequest(queries, requestId);
    if (stored?.branchId !== branchId) throw new ProblemError('not-found', 'no such request');
    const step: Step =
      entryId === null
        ? { kind: 'discontinue' }
        : continueStep(await findEntry(queries, entryId), { staff, requestId, now });
    const actor = staffActor(staff);
    const outcome = await changeRequest(queries, { stored, step, actor, now });
    if (outcome.kind === 'changed' || outcome.kind === 'unchanged') return outcome.stored.request;
    throw new ProblemError('conflict', 'The request has led to a ticket of its own, or has ended.');
  });
}

function continueStep(
  found: StoredEntry | null,
  { staff, requestId, now }: Omit<Continuing, 'entryId'>,
): Step {
  if (found?.branchId !== staff.branchId) throw new ProblemError('not-found', 'no such entry');
  const { id: entryId, kind, state, ticket, note, counter } = found.entry;
  if (IN_HAND.has(state) && counter?.id !== staff.counter?.id) {
    throw new ProblemError('taken-by-another', 'Another counter has called this person.');
  }
  const isOfToday = found.day === dayInBranch(now);
  if (
    kind !== 'fast-lane' ||
    OVER.has(state) ||
    !isOfToday ||
    found.entry.requestId === requestId
  ) {
    throw new ProblemError('conflict', 'Only an earlier entry of the fast lane can be continued.');
  }
  return { kind: 'continue', entryId, ticket, note };
}

/**
 * The request leads to a counter: its visitor waits under their earlier number. The branch must be
 * locked. @returns whether they do; their entry may be over
 */
export async function rejoin(
  queries: Queries,
  { request, continuesEntry }: StoredRequest,
  now: number,
): Promise<boolean> {
  const stored = continuesEntry === null ? null : await findEntry(queries, continuesEntry);
  if (stored === null) return false;
  const { id, callSign } = request;
  const step = { kind: 'rejoin', callSign, note: laneNote(request) } as const;
  const outcome = await changeEntry(queries, { stored, step, actor: CENTRAL, now });
  if (outcome.kind === 'conflict') return false;
  // Nobody waits under the new call sign.
  await settleRequest(queries, id, { actor: CENTRAL, now });
  return true;
}

export interface Closing {
  readonly before: StoredRequest;
  readonly after: StoredRequest;
  readonly now: number;
}

/** A kiosk has told how a transaction ended. The branch must be locked. */
export async function followClosing(
  queries: Queries,
  { before, after, now }: Closing,
): Promise<void> {
  const { callSign, result, ticket } = after.request;
  const isFulfilled = result !== null && successOf(result) !== null && ticket === 'none';
  const told = { before: laneNote(before.request), after: laneNote(after.request) };
  for (const stored of await boundEntries(queries, after)) {
    const { note, requestId } = stored.entry;
    if (isFulfilled && stored.entry.id === after.continuesEntry) {
      const step = { kind: 'fulfil', callSign, result } as const;
      await changeEntry(queries, { stored, step, actor: CENTRAL, now });
      if (requestId !== null) await settleRequest(queries, requestId, { actor: CENTRAL, now });
    } else if (before.request.ticket !== 'none' && told.before !== told.after) {
      const step = { kind: 'note', note: renewNote(note, told.before, told.after) } as const;
      await changeEntry(queries, { stored, step, actor: CENTRAL, now });
    }
  }
}

/** The entry that came of a request, and the one that it continues. */
async function boundEntries(
  queries: Queries,
  { request, continuesEntry }: StoredRequest,
): Promise<StoredEntry[]> {
  const rows = await queries.query<{ row: unknown }>(
    `SELECT to_jsonb(e) AS row FROM queue_entries e
     WHERE (request_id = $1 OR id = $2) AND state NOT IN ('done', 'cancelled')`,
    [request.id, continuesEntry],
  );
  return rows.map(({ row }) => entryFromRow(row));
}

/** Whoever was served at the counter under a call sign waits in the fast lane no more. */
export async function settleRequest(
  queries: Queries,
  requestId: string,
  { actor, now }: Pick<Parameters<typeof changeRequest>[1], 'actor' | 'now'>,
): Promise<void> {
  const stored = await findRequest(queries, requestId);
  if (stored?.request.ticket !== 'waiting') return;
  await changeRequest(queries, { stored, step: { kind: 'serve' }, actor, now });
}
