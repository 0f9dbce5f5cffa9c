import { useEffect, useRef, useState } from 'react';

const TICK_MS = 1_000;

/**
 * The terminal's time in milliseconds, told anew each second by this page itself, so that it runs on
 * whatever becomes of the link. `at`: the terminal's clock when the latest view came.
 */
export function useClock(at: string | undefined): number {
  const ahead = useRef({ at: '', ms: 0 });
  if (at !== undefined && ahead.current.at !== at) {
    ahead.current = { at, ms: Date.parse(at) - Date.now() };
  }
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Date.now() + ahead.current.ms;
}

export function timeOfDay(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('de-DE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    ms,
  );
}
