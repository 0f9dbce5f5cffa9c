import type { z } from 'zod';
import type { entryStep, NextAnswer, QueueEntry } from '../../contract/queue.ts';
import { compareWaiting, waitingOf } from '../../contract/queue-order.ts';
import type { Database, Queries } from '../database/database.ts';
import { inBranch } from '../fast-lane/branch-changes.ts';
import type { StaffIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readConfiguration } from './configuration.ts';
import { changeEntry, findEntry, presentEntries } from './entry-changes.ts';
import type { AtCounter, EntryStep } from './entry-states.ts';
import { settleRequest } from './lane-entries.ts';
import { counterOf, serviceOf, staffActor } from './names.ts';
import type { StoredEntry } from './stored-entry.ts';
import { isPaused } from './switches.ts';
import { tidyLocked } from './tidy.ts';

/** Counters call, serve and move people on. A counter has one person in hand at a time. */

const ENDED: ReadonlySet<QueueEntry['state']> = new Set(['done', 'cancelled']);

export interface Calling {
  readonly staff: StaffIdentity;
  readonly now: number;
}

/** Throws a `ProblemError`: counter-missing, conflict where the counter pauses. */
export async function callNext(database: Database, { staff, now }: Calling): Promise<NextAnswer> {
  const by = counterOf(staff);
  const { branchId } = staff;
  return inBranch(database, branchId, async (queries) => {
    await tidyLocked(queries, branchId, now);
    const [present, pauses, { counters }] = await Promise.all([
      presentEntries(queries, branchId),
      isPaused(queries, by),
      readConfiguration(queries, branchId),
    ]);
    const held = inHand(present, by);
    if (held) return { kind: 'in-hand', entry: held.entry };
    if (pauses) throw new ProblemError('conflict', 'The counter pauses.');
    const serves = new Set(counters.find(({ counterId }) => counterId === by.id)?.serviceIds);
    const [first] = inOrder(
      present.filter(({ entry }) => serves.has(entry.serviceId)),
      now,
    );
    if (first === undefined) return { kind: 'nobody' };
    const entry = await step(queries, first, { kind: 'call', by }, { staff, now });
    return { kind: 'called', entry };
  });
}

export interface Stepping extends Calling {
  readonly entryId: string;
  readonly step: z.infer<typeof entryStep>;
}

/**
 * Throws a `ProblemError`: counter-missing, not-found, service-not-offered, conflict,
 * taken-by-another.
 */
export async function stepEntry(
  database: Database,
  { staff, entryId, step: asked, now }: Stepping,
): Promise<QueueEntry> {
  const by = counterOf(staff);
  return inBranch(database, staff.branchId, async (queries) => {
    await tidyLocked(queries, staff.branchId, now);
    const stored = await findEntry(queries, entryId);
    if (stored?.branchId !== staff.branchId) throw new ProblemError('not-found', 'no such entry');
    if (asked.kind === 'call') {
      const held = inHand(await presentEntries(queries, staff.branchId), by);
      if (held && held.entry.id !== entryId) {
        throw new ProblemError('conflict', 'The counter has somebody else in hand.');
      }
    }
    if (asked.kind === 'forward') {
      serviceOf(await readConfiguration(queries, staff.branchId), asked.serviceId);
    }
    return step(queries, stored, { ...asked, by }, { staff, now });
  });
}

/** The waiting among them, in the order in which they are called. */
export function inOrder(entries: readonly StoredEntry[], now: number): StoredEntry[] {
  const compare = compareWaiting(now);
  return entries
    .filter(({ entry }) => entry.state === 'waiting')
    .map((stored) => ({ stored, waiting: waitingOf(stored.entry) }))
    .sort((a, b) => compare(a.waiting, b.waiting))
    .map(({ stored }) => stored);
}

function inHand(entries: readonly StoredEntry[], by: AtCounter): StoredEntry | undefined {
  return entries.find(
    ({ entry }) =>
      (entry.state === 'called' || entry.state === 'serving') && entry.counter?.id === by.id,
  );
}

async function step(
  queries: Queries,
  stored: StoredEntry,
  taken: EntryStep,
  { staff, now }: Calling,
): Promise<QueueEntry> {
  const actor = staffActor(staff);
  const outcome = await changeEntry(queries, { stored, step: taken, actor, now });
  switch (outcome.kind) {
    case 'changed':
      // The fast lane shows whom it sent to a counter until somebody has dealt with them.
      if (ENDED.has(outcome.entry.state) && outcome.entry.requestId !== null) {
        await settleRequest(queries, outcome.entry.requestId, { actor, now });
      }
      return outcome.entry;
    case 'unchanged':
      return outcome.entry;
    case 'conflict':
      throw new ProblemError('conflict', 'The entry no longer allows this.');
    case 'taken-by-another':
      throw new ProblemError('taken-by-another', 'Another counter has called this person.');
  }
}
