import { describe, expect, it } from 'vitest';
import { estimateWaits, type Person, rangeOf, type Situation } from './estimate.ts';
import type { HandlingTimes } from './handling-times.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-23T09:00:00Z');
/** Everybody takes ten minutes. */
const TEN: HandlingTimes = {
  at: () => 10 * MINUTE,
  remaining: (_, elapsed) => Math.max(0, 10 * MINUTE - elapsed),
};
/** Between 0 and 20 minutes. */
const SPREAD: HandlingTimes = {
  at: (_service, _at, quantile) => quantile * 20 * MINUTE,
  remaining: () => 0,
};
const CARD = new Set(['card']);
const idle = { serviceIds: CARD, busy: null };
const busy = (minutes: number) => ({
  serviceIds: CARD,
  busy: { serviceId: 'card', since: NOW - minutes * MINUTE },
});

const person = (id: string, waits: number, at: number | null = null): Person => ({
  id,
  serviceId: 'card',
  kind: at === null ? 'walk-in' : 'appointment',
  queuedAt: NOW - waits * MINUTE,
  appointmentAt: at === null ? null : NOW + at * MINUTE,
  preferred: false,
});
const NEWCOMER = person('new', 0);

function waitIn(situation: Partial<Situation>, times = TEN, asked = NEWCOMER) {
  let state = 1;
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const full = { now: NOW, waiting: [], expected: [], showUp: 1, counters: [], ...situation };
  return estimateWaits(full, [asked], { times, random }).get(asked.id);
}

describe('the wait', () => {
  it.each<[string, Partial<Situation>, number]>([
    ['nobody waits', { counters: [idle] }, 0],
    ['one is served', { counters: [busy(4)] }, 6],
    ['two wait for one counter', { counters: [idle], waiting: two() }, 20],
    ['two wait for two', { counters: [idle, idle], waiting: two() }, 10],
    ['two counters are busy', { counters: [busy(1), busy(8)], waiting: two() }, 12],
    [
      'somebody comes for an appointment',
      { counters: [busy(2)], expected: [person('t', 0, 12)] },
      18,
    ],
    ['the appointment is later', { counters: [busy(2)], expected: [person('t', 0, 20)] }, 8],
    ['it is over', { counters: [busy(2)], expected: [person('t', 0, -16)] }, 8],
    ['nobody ever comes', { counters: [busy(2)], expected: [person('t', 0, 12)], showUp: 0 }, 8],
    [
      'those before wait for something else',
      { counters: [idle], waiting: two().map((each) => ({ ...each, serviceId: 'other' })) },
      0,
    ],
  ])('where %s', (_, situation, minutes) => {
    const wait = waitIn(situation);
    const ms = minutes * MINUTE;
    expect(wait).toEqual({ fromMs: ms, medianMs: ms, toMs: ms });
  });

  it('is unknown where nobody serves', () => {
    expect(waitIn({})).toBeUndefined();
    expect(waitIn({ counters: [{ serviceIds: new Set(['other']), busy: null }] })).toBeUndefined();
  });

  it('of an appointment in its window is that of the first', () => {
    const booked = { ...person('t', 5, 3) };
    expect(waitIn({ counters: [busy(4)], waiting: two() }, TEN, booked)?.medianMs).toBe(6 * MINUTE);
  });

  it('is a range where handling times differ', () => {
    const waiting = Array.from({ length: 6 }, (_, index) => person(`p${index}`, 30 - index));
    const wait = waitIn({ counters: [idle], waiting }, SPREAD);
    expect(wait?.fromMs).toBeLessThan(wait?.medianMs ?? 0);
    expect(wait?.medianMs).toBeLessThan(wait?.toMs ?? 0);
    expect(wait?.medianMs).toBeGreaterThan(40 * MINUTE);
    expect(wait?.medianMs).toBeLessThan(80 * MINUTE);
  });

  it.each([
    [0, 0, { fromMinutes: 0, toMinutes: 5 }],
    [4, 11, { fromMinutes: 0, toMinutes: 15 }],
    [10, 20, { fromMinutes: 10, toMinutes: 20 }],
    [59.9, 60.1, { fromMinutes: 55, toMinutes: 65 }],
  ])('from %s to %s minutes is told in steps of five', (from, to, expected) => {
    expect(rangeOf({ fromMs: from * MINUTE, medianMs: from * MINUTE, toMs: to * MINUTE })).toEqual(
      expected,
    );
  });

  it('that is unknown is told as unknown', () => {
    expect(rangeOf(undefined)).toBeNull();
  });
});

function two(): Person[] {
  return [person('a', 9), person('b', 8)];
}
