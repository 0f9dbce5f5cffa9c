/** What the clock and the calendar show where the branches are. Pure. */

const TIME_ZONE = 'Europe/Berlin';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export interface BranchClock {
  /** e.g. `09:05` */
  readonly time: string;
  readonly hour: number;
}

const MINUTE_MS = 60_000;
let latest: { minute: number; clock: BranchClock } | null = null;

export function clockInBranch(now: number): BranchClock {
  const minute = Math.floor(now / MINUTE_MS);
  // Formatting takes long, and many ask within the same minute.
  if (latest?.minute !== minute) latest = { minute, clock: read(now) };
  return latest.clock;
}

function read(now: number): BranchClock {
  const parts = new Map(clock.formatToParts(now).map(({ type, value }) => [type, value]));
  const hour = parts.get('hour') ?? '';
  return {
    time: `${hour}:${parts.get('minute') ?? ''}`,
    hour: Number(hour),
  };
}
