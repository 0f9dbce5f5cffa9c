import { forkProcess } from './forked-process.ts';
import {
  type BranchSeats,
  type LoadAnswer,
  type LoadOrder,
  type LoadReport,
  loadAnswer,
} from './load-messages.ts';

/** The process that is all kiosks and counters, as the bench sees it. */
export interface LoadGenerator {
  load(perSecond: number, seconds: number): Promise<LoadReport>;
  stop(): Promise<void>;
}

const CONNECT_DEADLINE_MS = 60_000;
/** Beyond the seconds of the load itself. */
const LOAD_MARGIN_MS = 40_000;

/** Resolves once every kiosk and counter is connected and up to date. */
export async function startLoadGenerator(
  address: string,
  branches: readonly BranchSeats[],
): Promise<LoadGenerator> {
  const { ask, stop } = forkProcess<LoadOrder, LoadAnswer>(
    new URL('load-process.ts', import.meta.url),
    loadAnswer,
  );
  try {
    await ask({ kind: 'connect', address, branches: [...branches] }, CONNECT_DEADLINE_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async load(perSecond, seconds) {
      const order = { kind: 'load', perSecond, seconds } as const;
      const answer = await ask(order, seconds * 1_000 + LOAD_MARGIN_MS);
      if (answer.kind !== 'loaded') throw new Error('the load generator gave no report');
      return answer.report;
    },
    stop,
  };
}
