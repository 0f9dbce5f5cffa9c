import type { ShownCall } from '../../main/contract/waiting-room.ts';

/** What stands large, and what below. */
export interface ShownCalls {
  readonly calls: readonly ShownCall[];
  readonly earlier: readonly ShownCall[];
}

export interface Place {
  readonly timeZone: string;
  readonly now: number;
  readonly calls: number;
  readonly earlier: number;
}

/** A number stays large this long, also where its person came at once. */
const LARGE_FOR_MS = 30_000;

/** @param called latest first, as they stay: the newest on top */
export function shownCalls(called: readonly ShownCall[], place: Place): ShownCalls {
  const { now } = place;
  const dayOf = dayIn(place.timeZone);
  // Numbers begin anew each day, and the last state stays while the network is away.
  const today = called.filter(({ calledAt }) => dayOf(Date.parse(calledAt)) === dayOf(now));
  const calls = today
    .filter(({ isCalling, calledAt }) => isCalling || now - Date.parse(calledAt) < LARGE_FOR_MS)
    .slice(0, place.calls);
  const earlier = today.filter((call) => !calls.includes(call)).slice(0, place.earlier);
  return { calls, earlier };
}

/** One a call: a repeated one has another. */
export function callId({ number, calls, calledAt }: ShownCall): string {
  return `${number} ${calls} ${calledAt}`;
}

function dayIn(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return (ms) => format.format(ms);
}
