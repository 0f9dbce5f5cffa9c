import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { withDeadline } from '../integration/rig/wait.ts';
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
const END_DEADLINE_MS = 5_000;

/** Resolves once every kiosk and counter is connected and up to date. */
export async function startLoadGenerator(
  address: string,
  branches: readonly BranchSeats[],
): Promise<LoadGenerator> {
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)));
  const ask = async (order: LoadOrder, deadlineMs: number): Promise<LoadAnswer> => {
    child.send(order);
    const [message] = await withDeadline(
      `answer to ${order.kind} of the load generator`,
      deadlineMs,
      Promise.race([once(child, 'message'), failedAtEnd(child)]),
    );
    const answer = loadAnswer.parse(message);
    if (answer.kind === 'failed') throw new Error(`the load generator failed: ${answer.reason}`);
    return answer;
  };
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.disconnect();
    await withDeadline('end of the load generator', END_DEADLINE_MS, ended);
  };
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

async function failedAtEnd(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`the load generator ended: ${code ?? signal}`);
}
