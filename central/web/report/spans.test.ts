import { describe, expect, it } from 'vitest';
import { isSpan, lastWeeks } from './spans.ts';

describe('the span of a report', () => {
  it('goes from a Monday to today, by the calendar of the branch', () => {
    const thursday = Date.parse('2026-11-26T12:00:00Z');
    expect(lastWeeks(thursday, 1)).toEqual({ from: '2026-11-23', to: '2026-11-26' });
    expect(lastWeeks(thursday, 4)).toEqual({ from: '2026-11-02', to: '2026-11-26' });
    // Monday has begun in Berlin, summer time or not.
    const mondayNight = Date.parse('2026-03-29T22:30:00Z');
    expect(lastWeeks(mondayNight, 1)).toEqual({ from: '2026-03-30', to: '2026-03-30' });
  });

  it.each([
    ['2026-11-23', '2026-11-23', true],
    ['2026-11-24', '2026-11-23', false],
    ['2026-01-01', '2027-01-01', true],
    ['2026-01-01', '2027-01-02', false],
    ['', '2027-01-02', false],
  ])('from %j to %j is one: %s', (from, to, is) => {
    expect(isSpan({ from, to })).toBe(is);
  });
});
