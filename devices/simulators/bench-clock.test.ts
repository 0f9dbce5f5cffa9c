import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBenchClock } from './bench-clock.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('runs with the real time until somebody pushes it', () => {
  const clock = createBenchClock();
  const due = vi.fn();
  clock.setTimeout(due, 1_000);
  vi.advanceTimersByTime(999);
  expect(due).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(due).toHaveBeenCalledOnce();
});

it('lets everything happen that falls due on the way, in order, and what that sets off', () => {
  const clock = createBenchClock();
  const start = clock.now();
  const seen: [string, number][] = [];
  const note = (name: string) => seen.push([name, clock.now() - start]);
  clock.setTimeout(() => note('late'), 5_000);
  clock.setTimeout(() => {
    note('early');
    clock.setTimeout(() => note('set off'), 1_000);
  }, 2_000);
  const cancelled = clock.setTimeout(() => note('cancelled'), 3_000);
  clock.clearTimeout(cancelled);
  clock.setTimeout(() => note('after'), 60_000);
  clock.advance(10_000);
  expect(seen).toEqual([
    ['early', 2_000],
    ['set off', 3_000],
    ['late', 5_000],
  ]);
  expect(clock.now() - start).toBe(10_000);
  vi.advanceTimersByTime(50_000);
  expect(seen.at(-1)?.[0]).toBe('after');
});
