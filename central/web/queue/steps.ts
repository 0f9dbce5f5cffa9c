import type { EntryState, EntryStep, QueueEntry } from '../../contract/queue.ts';

/** Which steps a counter is offered with an entry; the central system has the last word. */

export type StepKind = EntryStep['kind'];

/** The usual one first. */
export const OFFERED: Readonly<Record<EntryState, readonly StepKind[]>> = {
  waiting: ['call', 'forward', 'prefer', 'cancel'],
  called: ['serve', 'recall', 'miss', 'park', 'forward', 'return'],
  serving: ['finish', 'park', 'forward'],
  parked: ['call', 'return', 'forward', 'prefer', 'cancel'],
  missed: ['call', 'return', 'forward', 'prefer', 'cancel'],
  done: [],
  cancelled: [],
};

const IN_HAND: ReadonlySet<EntryState> = new Set(['called', 'serving']);

/** None where another counter has the person. */
export function stepsWith(
  { state, counter }: QueueEntry,
  counterId: string | null,
): readonly StepKind[] {
  const isElsewhere = IN_HAND.has(state) && (counter === null || counter.id !== counterId);
  return isElsewhere ? [] : OFFERED[state];
}
