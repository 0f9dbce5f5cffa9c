import type { Database } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { type Change, readChanges } from './branch-reading.ts';
import { createCalls } from './calls.ts';
import type { CounterFollower, Follower, KioskFollower, Told } from './followers.ts';
import { letCountersIn, letKiosksIn } from './letting-in.ts';
import { changeText, counterBeatText, KIOSK_BEAT_TEXT, requestText } from './push-texts.ts';
import { createTurns } from './turns.ts';

/**
 * The changes of one branch, read once for all who follow it. Each turn reads what is new since
 * the last and tells everyone, then lets in those who have come meanwhile. So nobody misses a
 * version or hears one twice, and a burst of changes costs one reading.
 */

/** Above every version: reads none, but which one the branch is at. */
const NO_CHANGES = Number.MAX_SAFE_INTEGER;

export interface Feed {
  add(follower: Follower): void;
  remove(follower: Follower): void;
  /** Something has or may have changed. */
  refresh(): void;
  /** Reads what is new, then tells everyone that the link is live; silent where reading fails. */
  beat(): Promise<void>;
  isEmpty(): boolean;
  close(): void;
}

export interface FeedParts {
  readonly branchId: string;
  readonly database: Database;
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}

export function createFeed({ branchId, database, now, onFault }: FeedParts): Feed {
  const arriving = new Set<Follower>();
  const counters = new Map<CounterFollower, Told>();
  const kiosks = new Map<KioskFollower, Told>();
  const calls = createCalls(database, branchId);
  let version: number | null = null;

  const at = (): string => new Date(now()).toISOString();

  const turns = createTurns(async () => {
    const read = await readChanges(database, branchId, version ?? NO_CHANGES);
    version = read.version;
    for (const change of read.changes) {
      tellCounters(counters, change, at());
      tellKiosks(kiosks, change);
    }
    const place = { queries: database, branchId, day: dayInBranch(now()), at: at() };
    await letCountersIn(place, arriving, counters);
    await letKiosksIn(place, arriving, kiosks);
    await calls.tell(read, place.day, kiosks);
  }, onFault);

  return {
    add: (follower) => {
      arriving.add(follower);
      void turns.run();
    },
    remove: (follower) => {
      arriving.delete(follower);
      if (follower.kind === 'counter') counters.delete(follower);
      else kiosks.delete(follower);
    },
    refresh: () => void turns.run(),
    beat: async () => {
      if (!(await turns.run()) || version === null) return;
      const text = counterBeatText(version, at());
      for (const [follower, told] of counters) {
        // One let in at the end of the last turn may have been told more than that turn read.
        follower.tell(told.version === version ? text : counterBeatText(told.version, at()));
      }
      for (const follower of kiosks.keys()) follower.tell(KIOSK_BEAT_TEXT);
    },
    isEmpty: () => arriving.size + counters.size + kiosks.size === 0,
    close: turns.close,
  };
}

function tellCounters(
  counters: ReadonlyMap<CounterFollower, Told>,
  change: Change,
  at: string,
): void {
  const text = changeText(change, at);
  for (const [follower, told] of counters) {
    if (change.version <= told.version) continue;
    told.version = change.version;
    follower.tell(text);
  }
}

/** A kiosk hears of its latest request only: what becomes of older ones is the counters' affair. */
function tellKiosks(kiosks: ReadonlyMap<KioskFollower, Told>, change: Change): void {
  if (change.kind !== 'request') return;
  const { request } = change;
  for (const [follower, told] of kiosks) {
    if (follower.kioskId !== request.kiosk.id || change.version <= told.version) continue;
    told.version = change.version;
    if (request.openedAt < told.openedAt) continue;
    told.openedAt = request.openedAt;
    follower.tell(requestText(request));
  }
}
