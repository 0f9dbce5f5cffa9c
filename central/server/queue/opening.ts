import type { OpenState } from '../../contract/queue.ts';
import type { QueueConfiguration, QueueService } from '../../contract/queue-configuration.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { clockInBranch } from './branch-clock.ts';

/** Whether a service is open, and whether it has tickets left. Pure. */

export function openStateOf(
  { queues, closedDays }: QueueConfiguration,
  { queueId }: QueueService,
  now: number,
): OpenState {
  const day = dayInBranch(now);
  const closed = closedDays.find((each) => each.day === day);
  if (closed) return { kind: 'closed-day', name: closed.name };
  const { weekday, time } = clockInBranch(now);
  const today = (queues.find(({ id }) => id === queueId)?.openingHours ?? [])
    .filter((hours) => hours.weekday === weekday && time < hours.closes)
    .sort((a, b) => (a.opens < b.opens ? -1 : 1));
  const [first] = today;
  if (first === undefined) return { kind: 'closed' };
  if (time < first.opens) return { kind: 'not-yet', opensAt: first.opens };
  const closesAt = today.reduce(
    // Hours that touch are one: from 8 to 12 and from 12 to 16 is from 8 to 16.
    (end, { opens, closes }) => (opens <= end && closes > end ? closes : end),
    first.closes,
  );
  return { kind: 'open', closesAt };
}

/** @returns null where only the numbers limit them */
export function ticketsLeft({ dailyLimit }: QueueService, givenToday: number): number | null {
  return dailyLimit === null ? null : Math.max(0, dailyLimit - givenToday);
}
