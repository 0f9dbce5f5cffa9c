import type { QueueEntry } from '../../contract/queue.ts';
import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import { type Queue, type QueuePush, queueAfter } from './queue.ts';
import {
  chosenAfter,
  NO_SECTIONS,
  type Place,
  type QueueSections,
  queueSections,
  rowsOf,
} from './queue-sections.ts';

/** All that the page knows of calling, and the pure steps from one state to the next. */

export interface CallingState {
  readonly queue: Queue | null;
  /** How the queue is set up; null until it was read. */
  readonly setUp: QueueConfiguration | null;
  /** The marked row. */
  readonly chosen: string | null;
}

export const NOT_CALLING: CallingState = { queue: null, setUp: null, chosen: null };

/** Something that a counter should hear of that has nobody to serve. */
export interface QueueNews {
  readonly kind: 'somebody-waits';
  readonly entry: QueueEntry;
}

interface Moment {
  readonly counterId: string | null;
  /** By the central system's clock. */
  readonly now: number;
}

export function callingAfter(state: CallingState, push: QueuePush, moment: Moment): CallingState {
  return callingWith(state, queueAfter(state.queue, push), moment);
}

/** The marked row stays marked, or what stands in its place. */
export function callingWith(
  state: CallingState,
  queue: Queue | null,
  moment: Moment,
): CallingState {
  const next = { ...state, queue };
  const [before, after] = [state, next].map((each) => rowsOf(sectionsAt(each, moment)));
  return { ...next, chosen: chosenAfter(before ?? [], after ?? [], state.chosen) };
}

export function sectionsAt(state: CallingState, moment: Moment): QueueSections {
  return state.queue === null ? NO_SECTIONS : queueSections(state.queue, placeAt(state, moment));
}

/** Whether the branch has a queue at all. */
export function hasQueue({ setUp }: CallingState): boolean {
  return setUp !== null && setUp.services.length > 0;
}

export function pausesAt({ queue }: CallingState, counterId: string | null): boolean {
  return counterId !== null && (queue?.switches.pausing.includes(counterId) ?? false);
}

/** By its id where the set-up does not know it, e.g. since it was changed during the day. */
export function serviceName({ setUp }: CallingState, serviceId: string): string {
  return setUp?.services.find(({ id }) => id === serviceId)?.name ?? serviceId;
}

/** What waits already when a page opens is no news, nor is more of it while somebody waits. */
export function queueNewsBetween(
  before: CallingState,
  after: CallingState,
  moment: Moment,
): QueueNews[] {
  if (before.queue === null || before.queue === after.queue) return [];
  const [first] = sectionsAt(after, moment).own;
  const isIdle = sectionsAt(before, moment).own.length === 0;
  const { inHand } = sectionsAt(after, moment);
  if (first === undefined || !isIdle || inHand || pausesAt(after, moment.counterId)) return [];
  return [{ kind: 'somebody-waits', entry: first }];
}

/** A set-up may be older than what is pushed. */
export function knowsServices({ queue, setUp }: CallingState): boolean {
  if (queue === null || setUp === null) return false;
  const known = new Set(setUp.services.map(({ id }) => id));
  return [...queue.entries.values()].every(({ serviceId }) => known.has(serviceId));
}

function placeAt({ setUp }: CallingState, { counterId, now }: Moment): Place {
  const counter = setUp?.counters.find((each) => each.counterId === counterId);
  return { counterId, now, serves: new Set(counter?.serviceIds) };
}
