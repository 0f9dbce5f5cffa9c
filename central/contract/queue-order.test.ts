import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareWaiting,
  dueAt,
  EARLY_MS,
  LATE_MS,
  PATIENCE_MS,
  type Waiting,
} from './queue-order.ts';

const MINUTE = 60_000;
const NINE = Date.parse('2026-11-23T08:00:00Z');

const minutes = fc.integer({ min: 0, max: 480 }).map((each) => NINE + each * MINUTE);
const walkIn = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('walk-in', 'fast-lane'),
  queuedAt: minutes,
  appointmentAt: fc.constant(null),
  preferred: fc.boolean(),
});
const booked = fc
  .record({ id: fc.uuid(), at: minutes, early: fc.integer({ min: -60, max: 60 }) })
  .map(({ id, at, early }): Waiting => {
    return {
      id,
      kind: 'appointment',
      queuedAt: at - early * MINUTE,
      appointmentAt: at,
      preferred: false,
    };
  });
const somebody: fc.Arbitrary<Waiting> = fc.oneof(walkIn, booked);
const crowd = fc.uniqueArray(somebody, { selector: ({ id }) => id, maxLength: 30 });

const person = (id: string, since: number, at: number | null = null): Waiting => ({
  id,
  kind: at === null ? 'walk-in' : 'appointment',
  queuedAt: NINE + since * MINUTE,
  appointmentAt: at === null ? null : NINE + at * MINUTE,
  preferred: false,
});
const orderAt = (minute: number, people: readonly Waiting[]): string =>
  people
    .toSorted(compareWaiting(NINE + minute * MINUTE))
    .map(({ id }) => id)
    .join(' ');

describe('who is called next', () => {
  it.each<[string, number, Waiting[], string]>([
    ['whoever staff prefer', 30, [person('a', 3), { ...person('b', 5), preferred: true }], 'b a'],
    ['whoever came first', 10, [person('b', 5), person('a', 3)], 'a b'],
    ['an appointment in its window', 56, [person('a', 30), person('t', 50, 60)], 't a'],
    ['not before its window', 54, [person('a', 30), person('t', 50, 60)], 'a t'],
    ['but then by when they came', 54, [person('a', 52), person('t', 50, 60)], 't a'],
    ['whoever has waited 40 minutes', 56, [person('a', 14), person('t', 50, 60)], 'a t'],
    ['the earlier appointment', 66, [person('u', 50, 70), person('t', 62, 60)], 't u'],
    ['a little late keeps it', 75, [person('a', 40), person('t', 75, 60)], 't a'],
    ['too late counts as a walk-in', 76, [person('a', 40), person('t', 76, 60)], 'a t'],
    ['at once: by the id', 10, [person('b', 5), person('a', 5)], 'a b'],
  ])('%s', (_, minute, people, expected) => {
    expect(orderAt(minute, people)).toBe(expected);
    expect(orderAt(minute, people.toReversed())).toBe(expected);
  });

  it('is a total order at every moment', () => {
    fc.assert(
      fc.property(fc.tuple(somebody, somebody, somebody), minutes, ([a, b, c], now) => {
        const compare = compareWaiting(now);
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
        expect(compare(a, b) === 0).toBe(
          a.id === b.id && a.queuedAt === b.queuedAt && dueAt(a, now) === dueAt(b, now),
        );
        if (compare(a, b) <= 0 && compare(b, c) <= 0) {
          expect(compare(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('does not depend on how the people are listed, nor on who is not among them', () => {
    fc.assert(
      fc.property(crowd, minutes, fc.nat(), (people, now, without) => {
        const compare = compareWaiting(now);
        const order = people.toSorted(compare);
        expect(people.toReversed().sort(compare)).toEqual(order);
        const gone = people[without % Math.max(1, people.length)];
        const rest = people.filter((each) => each !== gone).sort(compare);
        expect(rest).toEqual(order.filter((each) => each !== gone));
      }),
    );
  });

  it('lets nobody starve: who comes 20 minutes after somebody was due never goes before', () => {
    fc.assert(
      fc.property(somebody, somebody, minutes, (first, later, now) => {
        const bound = dueAt(first, now) + EARLY_MS + LATE_MS;
        fc.pre(later.queuedAt > bound && now >= later.queuedAt);
        expect(compareWaiting(now)(first, later)).toBeLessThan(0);
      }),
    );
  });

  it('lets nobody without an appointment overtake another, unless staff prefer them', () => {
    fc.assert(
      fc.property(walkIn, walkIn, minutes, (a, b, now) => {
        fc.pre(a.queuedAt < b.queuedAt && !b.preferred);
        expect(compareWaiting(now)(a, b)).toBeLessThan(0);
      }),
    );
  });

  it('makes nobody due later as time goes by', () => {
    fc.assert(
      fc.property(somebody, minutes, minutes, (each, one, other) => {
        const [before, after] = one < other ? [one, other] : [other, one];
        expect(dueAt(each, after)).toBeLessThanOrEqual(dueAt(each, before));
        expect(dueAt(each, after)).toBeLessThanOrEqual(each.queuedAt + PATIENCE_MS);
      }),
    );
  });
});
