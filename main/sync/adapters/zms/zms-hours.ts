import type { OpenState } from '../../../../central/contract/queue.ts';
import { DAY_MS, dayAfter, type WallClock, weekdayOf } from './wall-clock.ts';
import type { ZmsAvailability, ZmsScope } from './zms-shapes.ts';

/** When a location of ZMS gives tickets: `E/Availability.php`, `S/availability.json`. Pure. */

export interface Period {
  readonly opens: string;
  readonly closes: string;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const SET: readonly unknown[] = [true, 1, '1', 'true'];
/** Of `weekOfMonth`: the last one, also where it is the fourth. */
const LAST_WEEK = 5;
const WEEK_MS = 7 * DAY_MS;
/** Of `slipText`. */
const TEXT_MAX = 240;
/** Where nobody says until when: no earlier than this. */
const END_OF_DAY = '24:00';

/** Walk-in hours only; those for appointments give no tickets. */
export function periodsOn(
  day: string,
  availabilities: readonly ZmsAvailability[],
  clock: WallClock,
): Period[] {
  const weekday = WEEKDAYS[weekdayOf(day) - 1] ?? '';
  return availabilities
    .filter(
      (each) =>
        each.type === 'openinghours' &&
        SET.includes(each.weekday?.[weekday]) &&
        clock.day(each.startDate * 1000) <= day &&
        day <= clock.day(each.endDate * 1000) &&
        isItsWeek(day, each, clock),
    )
    .map(({ startTime, endTime }) => ({ opens: toMinute(startTime), closes: toMinute(endTime) }))
    .sort((a, b) => (a.opens < b.opens ? -1 : 1));
}

function isItsWeek(day: string, { repeat, startDate }: ZmsAvailability, clock: WallClock): boolean {
  const { afterWeeks = 0, weekOfMonth = 0 } = repeat ?? {};
  if (weekOfMonth > 0) {
    const isLast = dayAfter(day, 7).slice(0, 7) !== day.slice(0, 7);
    const week = Math.ceil(Number(day.slice(8)) / 7);
    return week === weekOfMonth || (weekOfMonth === LAST_WEEK && isLast);
  }
  if (afterWeeks <= 1) return true;
  const weeks = Math.floor((mondayOf(day) - mondayOf(clock.day(startDate * 1000))) / WEEK_MS);
  return weeks % afterWeeks === 0;
}

function mondayOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - (weekdayOf(day) - 1) * DAY_MS;
}

/** `8:00:00` and `08:00` are `08:00`. */
function toMinute(time: string): string {
  const [hour = '0', minute = '00'] = time.split(':');
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** @param periods of today */
export function openStateOf(
  { status, preferences, dayoff }: ZmsScope,
  { now, clock, periods }: { now: number; clock: WallClock; periods: readonly Period[] },
): OpenState {
  if (status?.ticketprinter?.deactivated) {
    const text = preferences?.ticketprinter?.deactivatedText.trim().slice(0, TEXT_MAX).trim();
    return { kind: 'switched-off', text: text || null };
  }
  const time = clock.time(now);
  if (status?.availability?.isOpened) {
    const current = periods.find(({ opens, closes }) => opens <= time && time < closes);
    return { kind: 'open', closesAt: current?.closes ?? END_OF_DAY };
  }
  const off = dayoff.find(({ date }) => clock.day(date * 1000) === clock.day(now));
  if (off) return { kind: 'closed-day', name: off.name };
  const later = periods.find(({ opens }) => time < opens);
  return later ? { kind: 'not-yet', opensAt: later.opens } : { kind: 'closed' };
}
