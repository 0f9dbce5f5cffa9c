import { describe, expect, it } from 'vitest';
import { NO_BYTES } from '../kit/bytes.ts';
import { AUTHORITY_ANSWER_MS, answeringInTime } from './authority-questions.ts';
import type { TerminalAuthority } from './terminal-authority.ts';

const CHALLENGE = {
  holderReference: NO_BYTES,
  idPicc: NO_BYTES,
  challenge: NO_BYTES,
  ephemeralKey: NO_BYTES,
  auxiliaryData: NO_BYTES,
};

/** An authority that hears its signals and answers only when told, and a clock that stands. */
function createBench() {
  const heard: (AbortSignal | undefined)[] = [];
  const answers = Promise.withResolvers<{ kind: 'refused'; reason: string }>();
  const timers = new Map<object, () => void>();
  const session = new AbortController();
  const authority: TerminalAuthority = {
    chainFor: (_, signal) => {
      heard.push(signal);
      return answers.promise;
    },
    sign: (_, signal) => {
      heard.push(signal);
      return answers.promise;
    },
  };
  const clock = {
    now: () => 0,
    setTimeout: (fn: () => void, ms: number) => {
      expect(ms).toBe(AUTHORITY_ANSWER_MS);
      const id = {};
      timers.set(id, fn);
      return id;
    },
    clearTimeout: (id: unknown) => {
      for (const timer of timers.keys()) if (timer === id) timers.delete(timer);
    },
  };
  const questions = answeringInTime(authority, clock, session.signal);
  return { questions, heard, answers, timers, session };
}

describe.each(['chainFor', 'sign'] as const)('the question %s', (name) => {
  const ask = ({ questions }: ReturnType<typeof createBench>) =>
    name === 'sign' ? questions.sign(CHALLENGE) : questions.chainFor([]);

  it('gives the answer back, and leaves no timer', async () => {
    const bench = createBench();
    const outcome = ask(bench);
    bench.answers.resolve({ kind: 'refused', reason: 'not-approved' });
    expect(await outcome).toEqual({ kind: 'refused', reason: 'not-approved' });
    expect(bench.timers.size).toBe(0);
    expect(bench.heard[0]?.aborted).toBe(false);
  });

  it('counts silence as unreachable, and tells the authority', async () => {
    const bench = createBench();
    const outcome = ask(bench);
    for (const ring of bench.timers.values()) ring();
    expect(await outcome).toEqual({ kind: 'unreachable' });
    expect(bench.timers.size).toBe(0);
    expect(bench.heard[0]?.aborted).toBe(true);
    bench.answers.reject(new Error('too late to matter'));
  });

  it('ends with the session', async () => {
    const bench = createBench();
    const outcome = ask(bench);
    bench.session.abort();
    expect(await outcome).toEqual({ kind: 'unreachable' });
    expect(bench.heard[0]?.aborted).toBe(true);
  });

  it('lets a broken promise through', async () => {
    const bench = createBench();
    const outcome = ask(bench);
    bench.answers.reject(new Error('broken'));
    await expect(outcome).rejects.toThrow('broken');
  });
});
