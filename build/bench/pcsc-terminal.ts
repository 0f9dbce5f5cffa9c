import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PrivatePcscd } from '../integration/rig/pcscd.ts';
import { withDeadline } from '../integration/rig/wait.ts';
import {
  type TerminalAnswer,
  type TerminalOrder,
  type TerminalService,
  terminalAnswer,
} from './terminal-messages.ts';
import type { PinPair, TerminalUnderTest } from './terminal-under-test.ts';

const ANSWER_DEADLINE_MS = 20_000;
const END_DEADLINE_MS = 5_000;

export async function startPcscTerminal(
  pcscd: PrivatePcscd,
  readerName: string,
): Promise<TerminalUnderTest> {
  const terminal = startTerminalProcess(pcscd, readerName, 'change-pin');
  return {
    ...terminal,
    name: 'our terminal',
    async changePin({ pin, newPin }: PinPair) {
      // As at the terminal: the card's state is read before the visitor is asked for anything.
      await terminal.obey({ kind: 'read-state' }, 'operational');
      const operationAt = performance.now();
      await terminal.obey({ kind: 'change-pin', pin, newPin }, 'ok');
      return { operationAt, questions: [] };
    },
  };
}

/** Our terminal, started as a process that reaches the private pcscd. */
export interface TerminalProcess {
  waitForCard(): Promise<void>;
  waitForNoCard(): Promise<void>;
  /** Rejects where the outcome is another than expected. */
  obey(order: TerminalOrder, expected: string): Promise<void>;
  stop(): Promise<void>;
}

/** @param service that it has served before, so that it is compiled */
export function startTerminalProcess(
  pcscd: PrivatePcscd,
  readerName: string,
  service: TerminalService,
): TerminalProcess {
  const script = fileURLToPath(new URL('terminal-process.ts', import.meta.url));
  const child = fork(script, [readerName, service], {
    env: { ...process.env, ...pcscd.clientEnvironment },
  });
  const answers = readAnswers(child);
  return {
    waitForCard: () => answers.presence('card'),
    waitForNoCard: () => answers.presence('no-card'),
    async obey(order, expected) {
      child.send(order);
      const { outcome } = await answers.next('outcome');
      if (outcome !== expected) {
        throw new Error(`our terminal answered ${outcome}, not ${expected}`);
      }
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      if (child.connected) child.disconnect();
      await withDeadline('end of our terminal', END_DEADLINE_MS, ended).catch(() =>
        child.kill('SIGKILL'),
      );
    },
  };
}

function readAnswers(child: ChildProcess) {
  let presence = 'no-reader';
  const outcomes: Extract<TerminalAnswer, { kind: 'outcome' }>[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const check of [...waiting]) check();
  };
  child.on('message', (message) => {
    const answer = terminalAnswer.parse(message);
    if (answer.kind === 'presence') presence = answer.presence;
    else outcomes.push(answer);
    wake();
  });
  child.once('exit', wake);
  const until = <Value>(what: string, take: () => Value | undefined): Promise<Value> =>
    withDeadline(
      what,
      ANSWER_DEADLINE_MS,
      new Promise((resolve, reject) => {
        const check = (): void => {
          const value = take();
          if (value === undefined && child.exitCode === null) return;
          waiting.delete(check);
          if (value === undefined) reject(new Error(`our terminal ended: ${child.exitCode}`));
          else resolve(value);
        };
        waiting.add(check);
        check();
      }),
    );
  return {
    next: (kind: 'outcome') => until(`${kind} of our terminal`, () => outcomes.shift()),
    presence: async (wanted: 'card' | 'no-card'): Promise<void> => {
      await until(`${wanted} at our terminal`, () => presence === wanted || undefined);
    },
  };
}
