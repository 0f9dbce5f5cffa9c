import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { withDeadline } from '../integration/rig/wait.ts';

/** A process of a measurement that answers one order after the other. */
export interface ForkedProcess<Order, Answer> {
  /** Rejects where it fails, ends, or takes longer than the deadline. */
  ask(order: Order, deadlineMs: number): Promise<Answer>;
  stop(): Promise<void>;
}

const END_DEADLINE_MS = 5_000;

/** @param url of the program */
export function forkProcess<Order extends { readonly kind: string }, Answer>(
  url: URL,
  answers: z.ZodType<Answer | { readonly kind: 'failed'; readonly reason: string }>,
): ForkedProcess<Order, Answer> {
  const program = fileURLToPath(url);
  const file = basename(program);
  const child = fork(program);
  const ended = failedAtEnd(child, file);
  // Told to whoever asks; an end that nobody waits for is the normal one.
  ended.catch(() => undefined);
  return {
    async ask(order, deadlineMs) {
      child.send(order);
      const [message] = await withDeadline(
        `answer to ${order.kind} of ${file}`,
        deadlineMs,
        Promise.race([once(child, 'message'), ended]),
      );
      const answer = answers.parse(message);
      if (isFailure(answer)) throw new Error(`${file} failed: ${answer.reason}`);
      return answer;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await withDeadline(`end of ${file}`, END_DEADLINE_MS, ended);
    },
  };
}

function isFailure(
  answer: unknown,
): answer is { readonly kind: 'failed'; readonly reason: string } {
  return (answer as { kind?: unknown }).kind === 'failed';
}

async function failedAtEnd(child: ChildProcess, file: string): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`${file} ended: ${code ?? signal}`);
}
