import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import { compareWaiting, waitingOf } from '../../contract/queue-order.ts';
import type { Person } from './estimate.ts';
import type { StoredEntry } from './stored-entry.ts';

/** How many people are before somebody: the same to kiosks, counters and phones. Pure. */

/** Everybody who waits, of one day. */
export function peopleWaiting(present: readonly StoredEntry[], day: string): Person[] {
  return present
    .filter((stored) => stored.day === day && stored.entry.state === 'waiting')
    .map(({ entry }) => ({ ...waitingOf(entry), serviceId: entry.serviceId }));
}

/** Those whom a counter that serves this person too would call before, as it looks now. */
export function aheadOf(
  person: Person,
  waiting: readonly Person[],
  { counters, now }: Pick<QueueConfiguration, 'counters'> & { readonly now: number },
): number {
  const rivals = new Set([
    person.serviceId,
    ...counters
      .filter(({ serviceIds }) => serviceIds.includes(person.serviceId))
      .flatMap(({ serviceIds }) => serviceIds),
  ]);
  const compare = compareWaiting(now);
  return waiting.filter(
    (each) => each.id !== person.id && rivals.has(each.serviceId) && compare(each, person) < 0,
  ).length;
}
