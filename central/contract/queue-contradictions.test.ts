import { describe, expect, it } from 'vitest';
import { queueConfiguration } from './queue-configuration.ts';

const COUNTER_ID = '0193a5c2-0000-7a10-8f00-5c1e9d3b2a22';
const period = (opens: string, closes: string) => ({ opens, closes });
const service = (id: string, series: object, queueId = 'hall') => ({
  ...{ id, name: id, queueId, dailyLimit: null, usualMinutes: 10 },
  series: { prefix: 'A', firstNumber: 1, lastNumber: 499, ...series },
});
const RIGHT = {
  queues: [{ id: 'hall', name: 'Halle', place: 'Halle', openingHours: [], slipText: null }],
  services: [service('card', {}), service('other', { firstNumber: 500, lastNumber: 999 })],
  counters: [{ counterId: COUNTER_ID, serviceIds: ['card'], direction: null, arrow: null }],
  closedDays: [{ day: '2026-12-25', name: '1. Weihnachtstag' }],
  specialDays: [],
  fastLaneServiceId: 'card',
};

/** Place and kind of each contradiction. */
function contradictions(change: object) {
  const { error } = queueConfiguration.safeParse({ ...RIGHT, ...change });
  return (error?.issues ?? []).map((issue) => [
    issue.path.join('.'),
    issue.code === 'custom' ? issue.params : issue.code,
  ]);
}

describe('a contradiction', () => {
  it.each<[string, object, string, object]>([
    [
      'numbers that two services would give',
      { services: [service('card', {}), service('other', { firstNumber: 499 })] },
      'services.1.series',
      { kind: 'numbers-shared', id: 'card', serviceId: 'other' },
    ],
    [
      'a queue that is not there',
      { services: [service('card', {}, 'cellar')] },
      'services.0.queueId',
      { kind: 'queue-unknown', id: 'cellar', serviceId: 'card' },
    ],
    [
      'a service that is not there',
      { counters: [{ ...RIGHT.counters[0], serviceIds: ['card', 'tax'] }] },
      'counters.0.serviceIds.1',
      { kind: 'service-unknown', id: 'tax' },
    ],
    ['a fast lane to nowhere', { fastLaneServiceId: 'tax' }, 'fastLaneServiceId', { id: 'tax' }],
    [
      'a day that is closed twice',
      { closedDays: [...RIGHT.closedDays, ...RIGHT.closedDays] },
      'closedDays.1.day',
      { kind: 'day-twice', id: '2026-12-25' },
    ],
    [
      'a day that ends before it begins',
      { specialDays: [{ day: '2026-12-24', name: 'x', periods: [period('12:00', '08:00')] }] },
      'specialDays.0.periods.0.closes',
      { kind: 'closes-first' },
    ],
    [
      'numbers that end before they begin',
      { services: [service('card', { firstNumber: 2, lastNumber: 1 })] },
      'services.0.series.lastNumber',
      { kind: 'series-ends-first' },
    ],
    [
      'a prefix of the fast lane',
      { services: [service('card', { prefix: 'F' })] },
      'services.0.series.prefix',
      { kind: 'prefix-of-fast-lane' },
    ],
  ])('is told as data and at its place: %s', (_, change, path, params) => {
    expect(contradictions(change)).toContainEqual([path, expect.objectContaining(params)]);
  });

  it('is not in a right configuration', () => {
    expect(contradictions({})).toEqual([]);
  });

  it('is told with all others', () => {
    const found = contradictions({ queues: [], fastLaneServiceId: 'tax' });
    expect(found.map(([place]) => place)).toEqual([
      'services.0.queueId',
      'services.1.queueId',
      'fastLaneServiceId',
    ]);
  });
});
