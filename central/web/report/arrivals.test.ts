import { describe, expect, it } from 'vitest';
import { busiestHour, hoursPerDay } from './arrivals.ts';

const ARRIVALS = [
  { hour: 8, people: 6 },
  { hour: 11, people: 9 },
  { hour: 12, people: 9 },
];

describe('arrivals', () => {
  it('are the mean of the days, with the hours in which nobody came', () => {
    expect(hoursPerDay(ARRIVALS, 3)).toEqual([
      { hour: 8, people: 2 },
      { hour: 9, people: 0 },
      { hour: 10, people: 0 },
      { hour: 11, people: 3 },
      { hour: 12, people: 3 },
    ]);
    expect(hoursPerDay([], 3)).toEqual([]);
  });

  it('have a busiest hour, the first of several', () => {
    expect(busiestHour(ARRIVALS)).toEqual({ hour: 11, people: 9 });
    expect(busiestHour([])).toBeNull();
  });
});
