import type { Clock } from '../kit/clock.ts';

/** The real time, which the bench can push forward; what falls due on the way happens at once. */
export interface BenchClock extends Clock {
  advance(ms: number): void;
}

interface Waiting {
  readonly dueAt: number;
  readonly fn: () => void;
  timer: ReturnType<typeof setTimeout>;
}

export function createBenchClock(): BenchClock {
  const waiting = new Set<Waiting>();
  let offsetMs = 0;
  const now = (): number => Date.now() + offsetMs;
  const arm = (entry: Omit<Waiting, 'timer'>): Waiting => {
    const armed: Waiting = {
      ...entry,
      timer: setTimeout(() => fire(armed), Math.max(0, entry.dueAt - now())),
    };
    waiting.add(armed);
    return armed;
  };
  const disarm = (entry: Waiting): void => {
    clearTimeout(entry.timer);
    waiting.delete(entry);
  };
  const fire = (entry: Waiting): void => {
    waiting.delete(entry);
    entry.fn();
  };
  return {
    now,
    setTimeout: (fn, ms) => arm({ fn, dueAt: now() + ms }),
    clearTimeout: (id) => id !== undefined && disarm(id as Waiting),
    advance(ms) {
      const until = now() + ms;
      // One at a time, because what falls due may set or clear another timer.
      for (;;) {
        const next = [...waiting]
          .sort((a, b) => a.dueAt - b.dueAt)
          .find((entry) => entry.dueAt <= until);
        if (!next) break;
        offsetMs += Math.max(0, next.dueAt - now());
        disarm(next);
        next.fn();
      }
      offsetMs += Math.max(0, until - now());
      for (const entry of [...waiting]) {
        clearTimeout(entry.timer);
        entry.timer = setTimeout(() => fire(entry), Math.max(0, entry.dueAt - now()));
      }
    },
  };
}
