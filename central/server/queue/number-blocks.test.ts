import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaseSize } from './lease-size.ts';
import { type Block, nextBlock, ticketOf } from './number-blocks.ts';

const numbersIn = ({ first, last }: Block): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('the next block of numbers', () => {
  it.each<[string, Block, Block[], number, Block | null]>([
    ['all is free', { first: 1, last: 99 }, [], 10, { first: 1, last: 10 }],
    ['one', { first: 5, last: 99 }, [], 1, { first: 5, last: 5 }],
    ['few are left', { first: 95, last: 99 }, [], 10, { first: 95, last: 99 }],
    ['none is left', { first: 100, last: 99 }, [], 1, null],
    [
      'the first are held',
      { first: 1, last: 99 },
      [{ first: 1, last: 4 }],
      2,
      { first: 5, last: 6 },
    ],
    ['a gap is short', { first: 1, last: 99 }, [{ first: 4, last: 9 }], 9, { first: 1, last: 3 }],
    ['all are held', { first: 1, last: 9 }, [{ first: 0, last: 20 }], 1, null],
    ['none is asked for', { first: 1, last: 9 }, [], 0, null],
  ])('where %s', (_, left, held, count, expected) => {
    expect(nextBlock(left, held, count)).toEqual(expected);
  });

  it('taken until none is left gives every free number once, and none that is held', () => {
    const blocks = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 }))
        .map(([first, more]): Block => ({ first, last: first + more })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(blocks, fc.integer({ min: 1, max: 9 }), (held, count) => {
        const given: number[] = [];
        let left = { first: 1, last: 50 };
        for (;;) {
          const block = nextBlock(left, held, count);
          if (block === null) break;
          expect(block.last - block.first).toBeLessThan(count);
          given.push(...numbersIn(block));
          left = { ...left, first: block.last + 1 };
        }
        const taken = new Set(held.flatMap(numbersIn));
        expect(given).toEqual(numbersIn({ first: 1, last: 50 }).filter((each) => !taken.has(each)));
      }),
    );
  });

  it.each<[string, number, number, string]>([
    ['A', 7, 3, 'A007'],
    ['BX', 12, 2, 'BX12'],
    ['A', 9_999, 4, 'A9999'],
  ])('stands on paper: %s %s', (prefix, number, digits, expected) => {
    expect(ticketOf(prefix, number, digits)).toBe(expected);
  });
});

describe('the size of a lease', () => {
  it.each<[string, number, number, number, number]>([
    ['a quiet kiosk gets few', 0, 900, 2, 5],
    ['a busy one more', 20, 900, 2, 60],
    ['but not all', 1_000, 9_000, 2, 120],
    ['with many kiosks a fair part', 20, 900, 20, 23],
    ['of the last numbers one', 20, 3, 20, 1],
    ['of none none', 20, 0, 20, 0],
  ])('%s', (_, busiestHour, numbersLeft, kiosks, expected) => {
    expect(leaseSize({ busiestHour, numbersLeft, kiosks })).toBe(expected);
  });
});
