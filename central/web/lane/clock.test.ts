import { describe, expect, it } from 'vitest';
import { clockOffset, secondsSince, secondsUntil, spanText } from './clock.ts';
import { at, NOON } from './testing/requests.ts';

describe('times', () => {
  it.each([
    [0, '0:00'],
    [7, '0:07'],
    [59, '0:59'],
    [60, '1:00'],
    [754, '12:34'],
    [3_599, '59:59'],
    [3_600, '1:00:00'],
    [3_723, '1:02:03'],
  ])('%i seconds are %s', (seconds, expected) => {
    expect(spanText(seconds)).toBe(expected);
  });

  it.each([
    ['ahead', 90_000],
    ['behind', -90_000],
    ['right', 0],
  ])('count by the central clock where this one is not: %s', (_, error) => {
    const here = NOON - error;
    const central = here + clockOffset(at(0), here);
    expect(secondsSince(at(-42), central)).toBe(42);
    expect(secondsUntil(at(42), central)).toBe(42);
  });

  it('are never less than none', () => {
    expect(secondsSince(at(5), NOON)).toBe(0);
    expect(secondsUntil(at(-5), NOON)).toBe(0);
  });

  it.each([
    [NOON, 0, 30],
    [NOON + 999, 0, 30],
    [NOON + 1_000, 1, 29],
    [NOON + 1_001, 1, 29],
  ])('count whole seconds gone and begun ones left: %i', (now, gone, left) => {
    expect(secondsSince(at(0), now)).toBe(gone);
    expect(secondsUntil(at(30), now)).toBe(left);
  });
});
