import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBenchClock } from '../../devices/simulators/bench-clock.ts';
import type { Round } from './catch-up.ts';
import { type KeepUp, keepUp } from './keep-up.ts';

const HOUR_MS = 60 * 60_000;

let answers: (Round | Error)[];
let rounds: number;
let faults: unknown[];
let background: KeepUp;
const clock = createBenchClock();

beforeEach(() => {
  answers = [];
  rounds = 0;
  faults = [];
  background = keepUp({
    clock,
    async catchUp() {
      rounds += 1;
      const answer = answers.shift() ?? 'done';
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onLedgerFault: (error) => faults.push(error),
  });
});
afterEach(() => background.stop());

const roundsAre = (count: number) => vi.waitFor(() => expect(rounds).toBe(count));
/** Time for a timer to have been set. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the background of the queue', () => {
  it('goes round when woken, once more when woken meanwhile, and again after a while', async () => {
    background.wake();
    background.wake();
    background.wake();
    await roundsAre(2);
    await settled();
    clock.advance(5 * 60_000);
    await roundsAre(3);
  });

  it('comes again soon where something is left to do', async () => {
    answers = ['later'];
    background.wake();
    await roundsAre(1);
    await settled();
    clock.advance(1_000);
    await roundsAre(2);
  });

  it('goes on after a fault of the ledger', async () => {
    answers = [new Error('the disk is full')];
    background.wake();
    await roundsAre(1);
    await settled();
    clock.advance(1_000);
    await roundsAre(2);
    expect(faults).toHaveLength(1);
  });

  it('is silent once it is stopped', async () => {
    background.wake();
    background.stop();
    await settled();
    clock.advance(HOUR_MS);
    background.wake();
    await settled();
    expect(rounds).toBe(1);
  });
});
