import { describe, expect, it } from 'vitest';
import { labelStep, ticksUpTo } from './axis.ts';

describe('the axis of a plot', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [4.5, [0, 1, 2, 3, 4, 5]],
    [43, [0, 10, 20, 30, 40, 50]],
    [100, [0, 20, 40, 60, 80, 100]],
    [1_201, [0, 500, 1_000, 1_500]],
  ])('up to %d has the ticks %j', (greatest, ticks) => {
    expect(ticksUpTo(greatest)).toEqual(ticks);
  });

  it('leaves out labels that would not fit', () => {
    expect([0, 10, 11, 40].map((count) => labelStep(count, 10))).toEqual([1, 1, 2, 4]);
  });
});
