import type { Clock } from '../../devices/kit/clock.ts';
import { createBackOff } from '../sync/back-off.ts';
import type { Round } from './catch-up.ts';

/** Rounds with the queue system in the background: now and then, and whenever there is a reason. */
export interface KeepUp {
  /** There is something to tell, or somebody to tell it to. */
  wake(): void;
  stop(): void;
}

export interface KeepUpParts {
  readonly catchUp: () => Promise<Round>;
  readonly clock: Clock;
  readonly onLedgerFault: (error: unknown) => void;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** How old a remembered offer may be, and how late a lease follows a demand that has grown. */
const PERIOD_MS = 5 * 60_000;

export function keepUp({ catchUp, clock, onLedgerFault }: KeepUpParts): KeepUp {
  const backOff = createBackOff({ firstMs: FIRST_RETRY_MS, longestMs: LONGEST_RETRY_MS });
  let isRunning = false;
  let isWoken = false;
  let isStopped = false;
  let timer: unknown;

  const round = async (): Promise<Round> => {
    try {
      return await catchUp();
    } catch (error) {
      if (!isStopped) onLedgerFault(error);
      return 'later';
    }
  };
  const run = async (): Promise<void> => {
    isWoken = true;
    if (isRunning || isStopped) return;
    isRunning = true;
    let ended: Round = 'done';
    while (isWoken && !isStopped) {
      isWoken = false;
      ended = await round();
    }
    isRunning = false;
    if (isStopped) return;
    if (ended === 'done') backOff.succeeded();
    clock.clearTimeout(timer);
    // Half by chance, so that the terminals of a city do not come at once.
    const periodMs = PERIOD_MS * (0.5 + Math.random() / 2);
    timer = clock.setTimeout(() => void run(), ended === 'done' ? periodMs : backOff.failed());
  };
  return {
    wake: () => void run(),
    stop() {
      isStopped = true;
      clock.clearTimeout(timer);
    },
  };
}
