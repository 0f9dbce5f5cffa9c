import { ProblemError } from './http/problem-error.ts';

/** Lets a few in at a time and a few more wait; whoever comes beyond that is sent away. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

export interface GateLimits {
  readonly running: number;
  readonly waiting: number;
}

const COME_BACK_SECONDS = 2;

export function createGate(limits: GateLimits): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= limits.running) {
      if (waiting.length >= limits.waiting) {
        throw new ProblemError('too-many-requests', 'The server is busy.', COME_BACK_SECONDS);
      }
      // The place of the one who leaves goes straight to the first who waits.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running++;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
