import { describe, expect, it } from 'vitest';
import { type Handling, measureHandlings } from './handling-times.ts';

const MINUTE = 60_000;
/** 9 and 13 o'clock in Berlin. */
const MORNING = Date.parse('2026-11-23T08:00:00Z');
const NOON = Date.parse('2026-11-23T12:00:00Z');
const USUAL = new Map([['card', 10]]);

/** Each at a counter of its own, so that nothing lies between two. */
function handlings(startedAt: number, minutes: readonly number[]): Handling[] {
  return minutes.map((each, index) => ({
    serviceId: 'card',
    counterId: `${startedAt} ${index}`,
    startedAt,
    endedAt: startedAt + each * MINUTE,
  }));
}

const oneTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('handling times', () => {
  it.each([
    [0, 4],
    [0.5, 10],
    [1, 16],
  ])('are as configured until eight were measured: quantile %s', (quantile, minutes) => {
    const times = measureHandlings(handlings(MORNING, oneTo(7)), USUAL);
    expect(times.at('card', MORNING, quantile)).toBeCloseTo(minutes * MINUTE);
    expect(times.remaining('card', 9 * MINUTE, quantile)).toBeCloseTo(
      Math.max(0, minutes - 9) * MINUTE,
    );
  });

  it.each([
    [0, 1],
    [0.5, 5.5],
    [0.25, 3.25],
    [1, 10],
  ])('then as measured: quantile %s', (quantile, minutes) => {
    const times = measureHandlings(handlings(MORNING, oneTo(10).toReversed()), USUAL);
    expect(times.at('card', MORNING, quantile)).toBeCloseTo(minutes * MINUTE);
  });

  it('are those of the time of day where there are enough', () => {
    const few = [...handlings(MORNING, oneTo(39)), ...handlings(NOON, [100])];
    expect(measureHandlings(few, USUAL).at('card', MORNING, 1)).toBe(100 * MINUTE);
    const enough = [...handlings(MORNING, oneTo(40)), ...handlings(NOON, [100])];
    expect(measureHandlings(enough, USUAL).at('card', MORNING, 1)).toBe(40 * MINUTE);
    expect(measureHandlings(enough, USUAL).at('card', NOON, 1)).toBe(100 * MINUTE);
  });

  it('that have begun last as long as those that lasted longer', () => {
    const times = measureHandlings(handlings(MORNING, oneTo(10)), USUAL);
    expect(times.remaining('card', 6 * MINUTE, 0)).toBeCloseTo(MINUTE);
    expect(times.remaining('card', 6 * MINUTE, 1)).toBeCloseTo(4 * MINUTE);
    expect(times.remaining('card', 99 * MINUTE, 0.5)).toBeCloseTo(2.75 * MINUTE);
  });

  it('have the short break before them, not the long one', () => {
    const following = (breakMinutes: number) => {
      const list = oneTo(10).map((_, index): Handling => {
        const startedAt = MORNING + index * (4 + breakMinutes) * MINUTE;
        const place = { serviceId: 'card', counterId: 'one' };
        return { ...place, startedAt, endedAt: startedAt + 4 * MINUTE };
      });
      return measureHandlings(list, USUAL).at('card', MORNING, 1);
    };
    expect(following(2)).toBe(6 * MINUTE);
    expect(following(4)).toBe(4 * MINUTE);
  });
});
