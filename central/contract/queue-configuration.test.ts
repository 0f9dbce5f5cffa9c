import { describe, expect, it } from 'vitest';
import { type QueueConfiguration, queueConfiguration } from './queue-configuration.ts';

const COUNTER_ID = '0193a5c2-0000-7a10-8f00-5c1e9d3b2a22';

const service = (id: string, prefix: string, firstNumber: number, lastNumber: number) => ({
  ...{ id, name: id, queueId: 'hall', dailyLimit: null, usualMinutes: 10 },
  series: { prefix, firstNumber, lastNumber },
});
const RIGHT: QueueConfiguration = {
  queues: [{ id: 'hall', name: 'Halle', place: 'Halle', openingHours: [], slipText: null }],
  services: [service('card', 'A', 1, 499), service('other', 'A', 500, 999)],
  counters: [{ counterId: COUNTER_ID, serviceIds: ['card'], direction: null, arrow: null }],
  closedDays: [],
  specialDays: [],
  fastLaneServiceId: 'card',
};
const hours = (opens: string, closes: string) => [
  { ...RIGHT.queues[0], openingHours: [{ weekday: 1, opens, closes }] },
];

describe('the configuration of a queue', () => {
  it('is right', () => {
    expect(queueConfiguration.parse(RIGHT)).toEqual(RIGHT);
  });

  it.each<[string, object, RegExp]>([
    [
      'same numbers',
      { services: [service('card', 'A', 1, 10), service('other', 'A', 10, 20)] },
      /card and other would give the same numbers/,
    ],
    ['a prefix of call signs', { services: [service('card', 'F', 1, 9)] }, /fast lane/],
    ['a series that ends first', { services: [service('card', 'A', 9, 1)] }, /ends before/],
    [
      'a service twice',
      { services: [service('card', 'A', 1, 9), service('card', 'B', 1, 9)] },
      /service card stands there twice/,
    ],
    ['an unknown queue', { queues: [] }, /unknown queue hall/],
    ['an unknown service', { fastLaneServiceId: 'nothing' }, /no service nothing/],
    ['a counter twice', { counters: [...RIGHT.counters, ...RIGHT.counters] }, /counter .* twice/],
    ['hours that end first', { queues: hours('16:00', '08:00') }, /closes before/],
    ['hours that are none', { queues: hours('8:00', '16:00') }, /pattern|Invalid/],
    ['a day that is none', { closedDays: [{ day: '2026-02-30', name: 'x' }] }, /Invalid/],
    ['more than it may say', { surplus: true }, /surplus/],
  ])('is refused with %s', (_, change, message) => {
    const read = queueConfiguration.safeParse({ ...RIGHT, ...change });
    expect(read.error?.message).toMatch(message);
  });
});
