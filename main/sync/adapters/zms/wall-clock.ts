/** What clock and calendar show where the branch is. */
export interface WallClock {
  /** e.g. `2026-12-01` */
  day(at: number): string;
  /** e.g. `09:05` */
  time(at: number): string;
  /** The first instant of a day, in milliseconds since the epoch. */
  midnight(day: string): number;
}

export const DAY_MS = 24 * 60 * 60_000;

export function wallClock(timeZone: string): WallClock {
  // Swedish writes ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return {
    day: (at) => format.format(at).slice(0, 10),
    time: (at) => format.format(at).slice(11, 16),
    midnight(day) {
      const asIfUtc = Date.parse(`${day}T00:00:00Z`);
      const shown = Date.parse(`${format.format(asIfUtc).replace(' ', 'T')}Z`);
      return asIfUtc - (shown - asIfUtc);
    },
  };
}

/** ISO 8601: 1 is Monday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
