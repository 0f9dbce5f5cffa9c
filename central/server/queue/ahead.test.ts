import { describe, expect, it } from 'vitest';
import { aheadOf } from './ahead.ts';
import type { Person } from './estimate.ts';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const MINUTE = 60_000;

let people = 0;
const person = (minutesAgo: number, serviceId: string, change: Partial<Person> = {}): Person => ({
  kind: 'walk-in',
  ...{ id: `person-${++people}`, serviceId, preferred: false },
  ...{ queuedAt: NOW - minutesAgo * MINUTE, appointmentAt: null },
  ...change,
});
const counter = (...serviceIds: string[]) => ({
  ...{ counterId: 'counter', serviceIds, direction: null, arrow: null },
});

describe('who is before somebody', () => {
  const waiting = [
    person(20, 'passes'),
    person(10, 'passes'),
    person(15, 'parking'),
    person(1, 'passes', { preferred: true }),
    person(1, 'passes', { kind: 'appointment', appointmentAt: NOW }),
  ];
  const ahead = (who: Person, ...counters: ReturnType<typeof counter>[]) =>
    aheadOf(who, waiting, { counters, now: NOW });
  const comesNow = person(0, 'passes');

  it('everybody of the service, for whoever comes now', () => {
    expect(ahead(comesNow)).toBe(4);
  });

  it.each([
    ['a counter that serves both', [counter('passes', 'parking')], 5],
    ['counters of their own', [counter('passes'), counter('parking')], 4],
    ['a second counter for both', [counter('passes'), counter('passes', 'parking')], 5],
  ])('those of another service only by %s', (_, counters, expected) => {
    expect(ahead(comesNow, ...counters)).toBe(expected);
  });

  it('those who are due first, not those who came first', () => {
    const [first, second] = waiting;
    expect(first && ahead(first)).toBe(2);
    expect(second && ahead(second)).toBe(3);
  });
});
