/** What the clock and the calendar show where the branches are. Pure. */

const TIME_ZONE = 'Europe/Berlin';
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export interface BranchClock {
  /** ISO 8601: 1 is Monday. */
  readonly weekday: number;
  /** e.g. `09:05` */
  readonly time: string;
  readonly hour: number;
}

export function clockInBranch(now: number): BranchClock {
  const parts = new Map(clock.formatToParts(now).map(({ type, value }) => [type, value]));
  const hour = parts.get('hour') ?? '';
  return {
    weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1,
    time: `${hour}:${parts.get('minute') ?? ''}`,
    hour: Number(hour),
  };
}
