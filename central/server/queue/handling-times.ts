import { clockInBranch } from './branch-clock.ts';

/**
 * How long a counter is busy with one person, as measured: by service and time of day. Pure.
 */

const MINUTE_MS = 60_000;
/** Hours of the day at which another part begins; fewer people come at noon, and other ones. */
const PARTS_OF_DAY = [0, 10, 12, 14] as const;
/** With fewer in a part of the day, the whole day speaks for it. */
const ENOUGH_IN_PART = 40;
/** With fewer in all, what the configuration says does. */
const ENOUGH = 8;
/** A longer break between two people is no part of serving them. */
const CHANGE_MAX_MS = 3 * MINUTE_MS;
/** Spread of what is only configured. */
const USUAL_LEAST = 0.4;
const USUAL_SPREAD = 1.2;

/** From the first call of a person to the end; also whoever did not come kept the counter busy. */
export interface Handling {
  readonly serviceId: string;
  readonly counterId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface HandlingTimes {
  /** A duration at this quantile, from 0 to 1, of those begun at the time of day. */
  at(serviceId: string, startedAt: number, quantile: number): number;
  /** As `at`, of what remains where `elapsed` of it is over. */
  remaining(serviceId: string, elapsed: number, quantile: number): number;
}

export function measureHandlings(
  handlings: readonly Handling[],
  usualMinutes: ReadonlyMap<string, number>,
): HandlingTimes {
  const all = new Map<string, number[]>();
  const parts = new Map<string, number[]>();
  for (const { serviceId, startedAt, duration } of withChanges(handlings)) {
    put(all, serviceId, duration);
    put(parts, partKey(serviceId, startedAt), duration);
  }
  for (const durations of [...all.values(), ...parts.values()]) durations.sort((a, b) => a - b);
  const usual = (serviceId: string, quantile: number): number =>
    (usualMinutes.get(serviceId) ?? 0) * MINUTE_MS * (USUAL_LEAST + USUAL_SPREAD * quantile);
  return {
    at: (serviceId, startedAt, quantile) => {
      const part = parts.get(partKey(serviceId, startedAt)) ?? [];
      const durations = part.length >= ENOUGH_IN_PART ? part : (all.get(serviceId) ?? []);
      return durations.length < ENOUGH
        ? usual(serviceId, quantile)
        : valueAt(durations, 0, quantile);
    },
    remaining: (serviceId, elapsed, quantile) => {
      const durations = all.get(serviceId) ?? [];
      if (durations.length < ENOUGH) return Math.max(0, usual(serviceId, quantile) - elapsed);
      const first = firstAbove(durations, elapsed);
      // Longer than any before: nobody knows, so half as long as usual.
      if (first >= durations.length) return valueAt(durations, 0, 0.5) / 2;
      return valueAt(durations, first, quantile) - elapsed;
    },
  };
}

/** Short breaks between two people at a counter count as time that the second one takes. */
function withChanges(handlings: readonly Handling[]) {
  const lastEnd = new Map<string, number>();
  return handlings
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .map(({ serviceId, counterId, startedAt, endedAt }) => {
      const end = lastEnd.get(counterId) ?? Number.NEGATIVE_INFINITY;
      lastEnd.set(counterId, endedAt);
      const pause = startedAt - end;
      const change = pause >= 0 && pause <= CHANGE_MAX_MS ? pause : 0;
      return { serviceId, startedAt, duration: endedAt - startedAt + change };
    });
}

function partKey(serviceId: string, startedAt: number): string {
  const { hour } = clockInBranch(startedAt);
  return `${serviceId} ${PARTS_OF_DAY.findLastIndex((begins) => begins <= hour)}`;
}

function put(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The value at the quantile of those from `first` on, between the two nearest. */
function valueAt(sorted: readonly number[], first: number, quantile: number): number {
  const place = first + quantile * (sorted.length - 1 - first);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

function firstAbove(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
