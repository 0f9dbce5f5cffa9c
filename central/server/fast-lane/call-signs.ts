/**
 * Call signs: F01 to F99, counted anew every day in every branch. One that a visitor may still be
 * called by is never given to another.
 */

const MAX_CALL_SIGNS = 99;
/** Where the branches are: their day, not that of the server, decides when counting begins anew. */
const TIME_ZONE = 'Europe/Berlin';

const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Formatting takes long; no zone's day begins within a quarter of an hour of UTC. */
const QUARTER_MS = 15 * 60_000;
let latest = { quarter: Number.NaN, day: '' };

/** The calendar day in the branches, e.g. `2026-11-23`. */
export function dayInBranch(now: number): string {
  const quarter = Math.floor(now / QUARTER_MS);
  if (latest.quarter !== quarter) latest = { quarter, day: calendar.format(now) };
  return latest.day;
}

export interface UsedCallSign {
  readonly callSign: string;
  /** Somebody is or may be called by it. */
  readonly busy: boolean;
  /** Milliseconds since the epoch. */
  readonly lastUsedAt: number;
}

/** The first one not given today; with all given, the one that has been free for longest. */
export function nextCallSign(usedToday: readonly UsedCallSign[]): string | null {
  const given = new Set(usedToday.map(({ callSign }) => callSign));
  for (let number = 1; number <= MAX_CALL_SIGNS; number++) {
    const callSign = `F${String(number).padStart(2, '0')}`;
    if (!given.has(callSign)) return callSign;
  }
  const free = usedToday.filter(({ busy }) => !busy);
  return free.sort((a, b) => a.lastUsedAt - b.lastUsedAt)[0]?.callSign ?? null;
}
