import type { FollowedTicket } from '../../contract/follow.ts';
import type { QueueEntry } from '../../contract/queue.ts';
import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import { waitingOf } from '../../contract/queue-order.ts';
import type { Database } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { Gate } from '../gate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { aheadOf, peopleWaiting } from './ahead.ts';
import { readConfiguration } from './configuration.ts';
import { presentEntries } from './entry-changes.ts';
import { placeOf } from './names.ts';
import { entryFromRow } from './stored-entry.ts';
import { type Waits, waitOf } from './waits.ts';

/**
 * What a phone shows to whoever holds a slip. Anybody may ask, so an answer is kept for a moment: a
 * phone that asks all the time costs no more than one that asks now and then.
 */

const KEPT_MS = 5_000;

export interface FollowParts {
  readonly database: Database;
  readonly now: () => number;
  readonly waits: Waits;
  /** Estimates are work. */
  readonly gate: Gate;
}

type Counters = QueueConfiguration['counters'];

export type Follow = (token: string) => Promise<FollowedTicket>;

/** The answer rejects with a `ProblemError`: not-found, too-many-requests. */
export function createFollow(parts: FollowParts): Follow {
  let kept = { since: 0, answers: new Map<string, Promise<FollowedTicket>>() };
  return (token) => {
    const now = parts.now();
    if (Math.abs(now - kept.since) >= KEPT_MS) kept = { since: now, answers: new Map() };
    const { answers } = kept;
    const known = answers.get(token);
    if (known) return known;
    const answer = parts.gate(() => readFollowed(parts, token, now));
    answers.set(token, answer);
    answer.catch(() => answers.delete(token));
    return answer;
  };
}

async function readFollowed(
  { database, waits }: FollowParts,
  token: string,
  now: number,
): Promise<FollowedTicket> {
  const day = dayInBranch(now);
  const [found] = await database.query<{ row: unknown; branch_name: string }>(
    `SELECT to_jsonb(e) AS row, b.name AS branch_name
     FROM queue_entries e JOIN branches b ON b.id = e.branch_id
     WHERE e.follow_token = $1 AND e.day = $2`,
    [token, day],
  );
  if (!found) throw new ProblemError('not-found', 'No ticket of today has this token.');
  const { entry, branchId } = entryFromRow(found.row);
  const configuration = await readConfiguration(database, branchId);
  const isAwaited = entry.state === 'called' || entry.state === 'serving';
  const counter = isAwaited ? entry.counter : null;
  const { counters } = configuration;
  const set = counters.find(({ counterId }) => counterId === counter?.id);
  return {
    ticket: entry.ticket,
    state: entry.state,
    branchName: found.branch_name,
    place: placeOf(configuration, entry.serviceId),
    ahead: await countAhead(database, { branchId, entry, counters, now }),
    wait: await waitOf({ database, waits }, branchId, entry, now),
    counter: counter?.name ?? null,
    direction: set?.direction ?? null,
    at: new Date(now).toISOString(),
  };
}

async function countAhead(
  database: Database,
  place: { branchId: string; entry: QueueEntry; counters: Counters; now: number },
): Promise<number> {
  const { branchId, entry, counters, now } = place;
  if (entry.state !== 'waiting') return 0;
  const waiting = peopleWaiting(await presentEntries(database, branchId), dayInBranch(now));
  const person = { ...waitingOf(entry), serviceId: entry.serviceId };
  return aheadOf(person, waiting, { counters, now });
}
