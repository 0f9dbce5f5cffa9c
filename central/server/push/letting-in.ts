import type { Queries } from '../database/database.ts';
import {
  readChanges,
  readLatestOfKiosks,
  readSnapshot,
  readVersionsOfDay,
} from './branch-reading.ts';
import type { CounterFollower, Follower, KioskFollower, Told } from './followers.ts';
import { changeText, counterBeatText, requestText, snapshotText } from './push-texts.ts';

/**
 * Brings those who have just come up to date, with the same few readings however many they are.
 * Whoever leaves while a reading runs is no longer among the arriving and is not let in.
 */

interface Place {
  readonly queries: Queries;
  readonly branchId: string;
  readonly day: string;
  readonly at: string;
}

export async function letCountersIn(
  place: Place,
  arriving: Set<Follower>,
  counters: Map<CounterFollower, Told>,
): Promise<void> {
  const here = [...arriving].filter((follower) => follower.kind === 'counter');
  if (here.length === 0) return;
  const resuming = await whoMayResume(place, here);
  const enter = (follower: CounterFollower, version: number): boolean => {
    if (!arriving.delete(follower)) return false;
    counters.set(follower, { version, openedAt: '', called: '' });
    return true;
  };
  if (resuming.size > 0) await resume(place, resuming, enter);
  const starting = here.filter((follower) => !resuming.has(follower));
  if (starting.length === 0) return;
  const snapshot = await readSnapshot(place.queries, place.branchId, place.day);
  const text = snapshotText(snapshot, place.at);
  for (const follower of starting) if (enter(follower, snapshot.version)) follower.tell(text);
}

export async function letKiosksIn(
  { queries, branchId }: Place,
  arriving: Set<Follower>,
  kiosks: Map<KioskFollower, Told>,
): Promise<void> {
  const here = [...arriving].filter((follower) => follower.kind === 'kiosk');
  if (here.length === 0) return;
  const kioskIds = [...new Set(here.map(({ kioskId }) => kioskId))];
  const { version, requests } = await readLatestOfKiosks(queries, branchId, kioskIds);
  for (const follower of here) {
    if (!arriving.delete(follower)) continue;
    const request = requests.get(follower.kioskId) ?? null;
    kiosks.set(follower, { version, openedAt: request?.openedAt ?? '', called: '' });
    follower.tell(requestText(request));
  }
}

/** A version of the future or of another day says nothing about what a counter shows. */
async function whoMayResume(
  { queries, branchId, day }: Place,
  here: readonly CounterFollower[],
): Promise<ReadonlyMap<CounterFollower, number>> {
  const versions = here.flatMap(({ after }) => (after === null ? [] : [after]));
  if (versions.length === 0) return new Map();
  const known = await readVersionsOfDay(queries, branchId, { versions, day });
  return new Map(
    here.flatMap((follower) =>
      follower.after !== null && known.has(follower.after) ? [[follower, follower.after]] : [],
    ),
  );
}

/** A beat at the end tells that this was all, also where nothing has changed. */
async function resume(
  { queries, branchId, at }: Place,
  resuming: ReadonlyMap<CounterFollower, number>,
  enter: (follower: CounterFollower, version: number) => boolean,
): Promise<void> {
  const { version, changes } = await readChanges(queries, branchId, Math.min(...resuming.values()));
  const messages = changes.map((change) => ({ ...change, text: changeText(change, at) }));
  const beat = counterBeatText(version, at);
  for (const [follower, after] of resuming) {
    if (!enter(follower, version)) continue;
    for (const message of messages) if (message.version > after) follower.tell(message.text);
    follower.tell(beat);
  }
}
