import { describe, expect, it } from 'vitest';
import { queueConfiguration } from '../../contract/queue-configuration.ts';
import { TEXTS } from '../text/index.ts';
import { type Draft, draftOf, withoutService, withQueue, withService } from './draft.ts';
import { check } from './faults.ts';

const COUNTER = '0193a5c2-0000-7a10-8f00-5c1e9d3b2a22';
const text = TEXTS.de;
const { contradictions, wanted } = text.setUp;

const EMPTY = draftOf(
  queueConfiguration.parse({
    ...{ queues: [], services: [], counters: [], closedDays: [], specialDays: [] },
    fastLaneServiceId: null,
  }),
  [{ id: COUNTER }],
);
const named = (draft: Draft): Draft => ({
  ...draft,
  queues: draft.queues.map((queue) => ({ ...queue, name: 'Halle', place: 'Erdgeschoss' })),
  services: draft.services.map((service) => ({ ...service, name: `Leistung ${service.id}` })),
});
const HALL = named(withService(withService(withQueue(EMPTY, 'hall'), 'card'), 'tax'));
const faultsOf = (draft: Draft) => Object.fromEntries(check(draft, text).faults);

describe('a draft of the set-up', () => {
  it('begins right: each service has a letter of its own', () => {
    const { faults, configuration } = check(HALL, text);
    expect(faults.size).toBe(0);
    expect(configuration?.services.map(({ series }) => series.prefix)).toEqual(['A', 'B']);
    expect(configuration?.counters).toMatchObject([{ counterId: COUNTER, serviceIds: [] }]);
  });

  it('wants what is missing, at its field', () => {
    expect(faultsOf(withService(withQueue(EMPTY, 'hall'), 'card'))).toEqual({
      'queues.0.name': wanted.something,
      'queues.0.place': wanted.something,
      'services.0.name': wanted.something,
    });
  });

  it.each<[string, (draft: Draft) => Draft, string, string]>([
    [
      'two services that give the same numbers',
      (draft) => withSeries(draft, { prefix: 'A', firstNumber: 499, lastNumber: 600 }),
      'services.1.series',
      contradictions['numbers-shared']('Leistung card'),
    ],
    [
      'numbers that end too soon',
      (draft) => withSeries(draft, { prefix: 'B', firstNumber: 9, lastNumber: 2 }),
      'services.1.series.lastNumber',
      contradictions['series-ends-first'],
    ],
    [
      'a number that is missing',
      (draft) => withSeries(draft, { prefix: 'B', firstNumber: null, lastNumber: 2 }),
      'services.1.series.firstNumber',
      wanted.number,
    ],
    [
      'the letter of the fast lane',
      (draft) => withSeries(draft, { prefix: 'F', firstNumber: 1, lastNumber: 2 }),
      'services.1.series.prefix',
      contradictions['prefix-of-fast-lane'],
    ],
    [
      'a waiting area that is gone',
      (draft) => ({ ...draft, queues: [] }),
      'services.0.queueId',
      contradictions['queue-unknown'],
    ],
    [
      'hours that end before they begin',
      (draft) => withHours(draft, '12:00', '08:00'),
      'queues.0.openingHours.0.closes',
      contradictions['closes-first'],
    ],
    [
      'hours that are missing',
      (draft) => withHours(draft, '', '08:00'),
      'queues.0.openingHours.0.opens',
      wanted.time,
    ],
    [
      'a day that stands there twice',
      (draft) => ({ ...draft, closedDays: [day('2026-12-25'), day('2026-12-25')] }),
      'closedDays.1.day',
      contradictions['day-twice'],
    ],
    [
      'a day without a date',
      (draft) => ({ ...draft, closedDays: [day('')] }),
      'closedDays.0.day',
      wanted.day,
    ],
    [
      'another day without hours',
      (draft) => ({ ...draft, specialDays: [{ ...day('2026-12-24'), periods: [] }] }),
      'specialDays.0.periods',
      wanted.periods,
    ],
  ])('says in German what is wrong with %s', (_, change, place, sentence) => {
    const { faults, configuration } = check(change(HALL), text);
    expect(faults.get(place)).toBe(sentence);
    expect(configuration).toBeNull();
  });

  it('lets nobody serve a service that is removed', () => {
    const [counter] = HALL.counters;
    if (!counter) throw new Error('the branch has a counter');
    const serving = { ...HALL, counters: [{ ...counter, serviceIds: ['card', 'tax'] }] };
    const left = withoutService({ ...serving, fastLaneServiceId: 'card' }, 'card');
    expect(left).toMatchObject({ counters: [{ serviceIds: ['tax'] }], fastLaneServiceId: null });
    expect(check(left, text).faults.size).toBe(0);
  });
});

function withSeries(draft: Draft, series: Draft['services'][number]['series']): Draft {
  return {
    ...draft,
    services: draft.services.map((each, index) => (index === 1 ? { ...each, series } : each)),
  };
}

function withHours(draft: Draft, opens: string, closes: string): Draft {
  const openingHours = [{ weekday: 1, opens, closes }];
  return { ...draft, queues: draft.queues.map((queue) => ({ ...queue, openingHours })) };
}

function day(value: string) {
  return { day: value, name: 'Weihnachten' };
}
