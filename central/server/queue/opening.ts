import type { KioskQueue, OpenState } from '../../contract/queue.ts';
import type { QueueConfiguration, QueueService } from '../../contract/queue-configuration.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { clockInBranch } from './branch-clock.ts';

/** Whether a service is open, when it is, and whether it has tickets left. Pure. */

type Hours = KioskQueue['services'][number]['hours'];
type Period = Hours[number]['periods'][number];

/** A kiosk that is cut off for longer is no longer asked for tickets. */
const HOURS_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;

/** Services for which kiosks give no tickets, and what they say instead. */
export type SwitchedOff = ReadonlyMap<string, string | null>;

export function openStateOf(
  configuration: QueueConfiguration,
  service: QueueService,
  { now, switchedOff }: { readonly now: number; readonly switchedOff: SwitchedOff },
): OpenState {
  const day = dayInBranch(now);
  const closed = configuration.closedDays.find((each) => each.day === day);
  if (closed) return { kind: 'closed-day', name: closed.name };
  const { time } = clockInBranch(now);
  const period = periodsOn(configuration, service, day).find(({ closes }) => time < closes);
  if (period === undefined) return { kind: 'closed' };
  const text = switchedOff.get(service.id);
  if (text !== undefined) return { kind: 'switched-off', text };
  const { opens, closes } = period;
  return time < opens ? { kind: 'not-yet', opensAt: opens } : { kind: 'open', closesAt: closes };
}

/** Of today and the days after it. */
export function hoursAhead(
  configuration: QueueConfiguration,
  service: QueueService,
  now: number,
): Hours {
  const today = Date.parse(dayInBranch(now));
  return Array.from({ length: HOURS_DAYS }, (_, ahead) => {
    const day = new Date(today + ahead * DAY_MS).toISOString().slice(0, 10);
    return { day, periods: periodsOn(configuration, service, day) };
  });
}

/** @returns null where only the numbers limit them */
export function ticketsLeft({ dailyLimit }: QueueService, givenToday: number): number | null {
  return dailyLimit === null ? null : Math.max(0, dailyLimit - givenToday);
}

function periodsOn(
  { queues, closedDays, specialDays }: QueueConfiguration,
  { queueId }: QueueService,
  day: string,
): Period[] {
  if (closedDays.some((each) => each.day === day)) return [];
  const special = specialDays.find((each) => each.day === day);
  if (special) return joined(special.periods);
  // ISO 8601 counts from Monday, JavaScript from Sunday.
  const weekday = new Date(day).getUTCDay() || 7;
  const queue = queues.find(({ id }) => id === queueId);
  return joined((queue?.openingHours ?? []).filter((hours) => hours.weekday === weekday));
}

/** In order; hours that touch are one: from 8 to 12 and from 12 to 16 is from 8 to 16. */
function joined(periods: readonly Period[]): Period[] {
  const inOrder = [...periods].sort((a, b) => (a.opens < b.opens ? -1 : 1));
  const result: Period[] = [];
  for (const { opens, closes } of inOrder) {
    const last = result.at(-1);
    if (last === undefined || last.closes < opens) result.push({ opens, closes });
    else if (last.closes < closes) last.closes = closes;
  }
  return result;
}
