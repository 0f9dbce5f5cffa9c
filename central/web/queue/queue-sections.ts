import type { QueueEntry } from '../../contract/queue.ts';
import { compareWaiting, waitingOf } from '../../contract/queue-order.ts';
import type { Queue } from './queue.ts';

/** The queue as one counter reads it. */

export interface Place {
  readonly counterId: string | null;
  /** The services that this counter serves. */
  readonly serves: ReadonlySet<string>;
  /** Milliseconds since the epoch, by the central system's clock. */
  readonly now: number;
}

export interface QueueSections {
  /** Whom this counter has called or serves. */
  readonly inHand: QueueEntry | null;
  /** Waiting, in the order in which this counter calls them. */
  readonly own: readonly QueueEntry[];
  /** Waiting for services of other counters. */
  readonly others: readonly QueueEntry[];
  readonly parked: readonly QueueEntry[];
  readonly missed: readonly QueueEntry[];
  /** Whom other counters have in hand. */
  readonly elsewhere: readonly QueueEntry[];
}

export const NO_SECTIONS: QueueSections = {
  inHand: null,
  own: [],
  others: [],
  parked: [],
  missed: [],
  elsewhere: [],
};

export function queueSections({ entries }: Queue, place: Place): QueueSections {
  const { counterId, serves, now } = place;
  const all = [...entries.values()];
  const isIn = (...states: QueueEntry['state'][]) =>
    all.filter(({ state }) => states.includes(state));
  const waiting = inOrder(isIn('waiting'), now);
  const held = isIn('called', 'serving');
  const isHere = ({ counter }: QueueEntry): boolean => counter !== null && counter.id === counterId;
  return {
    inHand: held.find(isHere) ?? null,
    own: waiting.filter(({ serviceId }) => serves.has(serviceId)),
    others: waiting.filter(({ serviceId }) => !serves.has(serviceId)),
    parked: isIn('parked').sort((a, b) => byTime(a.changedAt, b.changedAt)),
    missed: isIn('missed').sort((a, b) => byTime(b.changedAt, a.changedAt)),
    elsewhere: held
      .filter((entry) => !isHere(entry))
      .sort((a, b) => (a.counter?.name ?? '').localeCompare(b.counter?.name ?? '', 'de')),
  };
}

/** The rows that the arrow keys go through, from top to bottom. */
export function rowsOf({ own, parked, missed, others }: QueueSections): QueueEntry[] {
  return [...own, ...parked, ...missed, ...others];
}

/** The chosen row, or what stands in its place once it is gone. */
export function chosenAfter(
  before: readonly QueueEntry[],
  after: readonly QueueEntry[],
  chosen: string | null,
): string | null {
  const place = before.findIndex(({ id }) => id === chosen);
  const still = new Set(after.map(({ id }) => id));
  if (chosen === null || place === -1 || still.has(chosen)) return chosen;
  const nearest = [...before.slice(place + 1), ...before.slice(0, place).reverse()];
  return nearest.find(({ id }) => still.has(id))?.id ?? null;
}

function inOrder(entries: readonly QueueEntry[], now: number): QueueEntry[] {
  const compare = compareWaiting(now);
  return entries
    .map((entry) => ({ entry, waiting: waitingOf(entry) }))
    .sort((a, b) => compare(a.waiting, b.waiting))
    .map(({ entry }) => entry);
}

function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
