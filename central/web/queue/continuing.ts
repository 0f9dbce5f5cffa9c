import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { EntryState, QueueEntry } from '../../contract/queue.ts';
import { isEnded, type Lane } from '../lane/lane.ts';
import type { Queue } from './queue.ts';

/** Somebody was at a terminal, waited for a counter, and is at a terminal again. */

/** Whom a counter has sent back to the terminal stands first. */
const RANKS: { readonly [State in EntryState]?: number } = {
  parked: 0,
  called: 1,
  serving: 1,
  waiting: 2,
  missed: 3,
};
const IN_HAND: ReadonlySet<EntryState> = new Set(['called', 'serving']);

/** Whose errand a request may go on with: nobody's that another counter has, or once it has ended. */
export function continuableBy(
  request: FastLaneRequest,
  queue: Queue | null,
  counterId: string | null,
): QueueEntry[] {
  if (queue === null || isEnded(request) || request.ticket !== 'none') return [];
  return [...queue.entries.values()]
    .filter(({ kind, state }) => kind === 'fast-lane' && RANKS[state] !== undefined)
    .filter(({ state, counter }) => !IN_HAND.has(state) || counter?.id === counterId)
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.ticket < b.ticket ? -1 : 1));
}

/** The request at a terminal that goes on with what an entry waits for. */
export function continuedBy({ ticket }: QueueEntry, lane: Lane | null): FastLaneRequest | null {
  const requests = [...(lane?.requests.values() ?? [])];
  return requests.find((each) => each.continues?.ticket === ticket && !isEnded(each)) ?? null;
}

function rankOf({ state }: QueueEntry): number {
  return RANKS[state] ?? Number.POSITIVE_INFINITY;
}
