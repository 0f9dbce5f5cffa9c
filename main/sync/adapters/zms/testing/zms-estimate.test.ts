import { describe, expect, it } from 'vitest';
import { type ZmsEntry, zmsEstimate } from './zms-estimate.ts';

/** A Monday morning, in seconds. */
const NOW = 1_795_424_400;
const NEXT = walkIn('fake', 0);

function walkIn(number: string, since: number, priority?: 1 | 2): ZmsEntry {
  return {
    number,
    withAppointment: false,
    arrival: NOW + since,
    ...(priority === undefined ? {} : { priority }),
  };
}

function booked(number: string, at: number): ZmsEntry {
  return { number, withAppointment: true, arrival: NOW + at };
}

const shown = (
  averageMinutes: number,
  counters: number | null,
  entries: readonly ZmsEntry[],
): string =>
  zmsEstimate({ now: NOW, averageMinutes, counters }, [...entries, NEXT])
    .map((wait) => `${wait.entry.number} ${wait.estimateMinutes}/${wait.optimisticMinutes}`)
    .join(', ');

describe('the estimate of ZMS', () => {
  it.each<[string, number, number | null, ZmsEntry[], string]>([
    ['one waits for one counter', 10, 1, [walkIn('123', -60)], '123 10/0, fake 20/8'],
    ['one waits for two counters', 10, 2, [walkIn('123', -60)], '123 5/0, fake 10/0'],
    [
      'appointments now and later',
      10,
      2,
      [booked('1', 0), booked('2', 1_200)],
      '1 5/0, fake 10/0, 2 23/20',
    ],
    [
      'some go first',
      12,
      2,
      [walkIn('1', -600), walkIn('2', -300, 1), walkIn('3', -60, 2), booked('A1', 600)],
      '2 6/0, 3 12/0, A1 15/10, 1 24/9, fake 30/14',
    ],
    [
      'five wait',
      12,
      3,
      [1, 2, 3, 4, 5].map((each) => walkIn(String(each), -600 + each)),
      '1 4/0, 2 8/0, 3 12/0, 4 16/3, 5 20/6, fake 24/9',
    ],
    ['nobody is signed in', 15, null, [], 'fake 15/0'],
    ['nobody waits', 15, 2, [], 'fake 7/0'],
  ])('where %s', (_, averageMinutes, counters, entries, expected) => {
    expect(shown(averageMinutes, counters, entries)).toBe(expected);
  });
});
