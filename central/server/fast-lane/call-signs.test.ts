import { describe, expect, it } from 'vitest';
import { dayInBranch, nextCallSign, type UsedCallSign } from './call-signs.ts';

const used = (number: number, changes: Partial<UsedCallSign> = {}): UsedCallSign => ({
  callSign: `F${String(number).padStart(2, '0')}`,
  busy: true,
  lastUsedAt: number,
  ...changes,
});
const all = Array.from({ length: 99 }, (_, index) => used(index + 1));

describe('the next call sign', () => {
  it.each<[string, UsedCallSign[], string | null]>([
    ['of a new day', [], 'F01'],
    ['after the first', [used(1)], 'F02'],
    ['never one given today, though it is free', [used(1, { busy: false })], 'F02'],
    ['one that was left out', [used(1), used(3)], 'F02'],
    ['the last', all.slice(0, 98), 'F99'],
    ['none with all in use', all, null],
    ['the one free again', all.with(41, used(42, { busy: false })), 'F42'],
    [
      'the one free for longest',
      all
        .with(10, used(11, { busy: false, lastUsedAt: 5_000 }))
        .with(76, used(77, { busy: false, lastUsedAt: 4_999 })),
      'F77',
    ],
  ])('%s', (_, usedToday, expected) => {
    expect(nextCallSign(usedToday)).toBe(expected);
  });
});

describe('the day in the branch', () => {
  it.each([
    ['2026-11-22T22:59:59.999Z', '2026-11-22'],
    ['2026-11-22T23:00:00.000Z', '2026-11-23'],
    ['2026-07-01T21:59:59.999Z', '2026-07-01'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02'],
  ])('of %s is %s', (instant, day) => {
    expect(dayInBranch(Date.parse(instant))).toBe(day);
  });
});
