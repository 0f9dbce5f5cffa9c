import { describe, expect, it } from 'vitest';
import { openStateOf, ticketsLeft } from './opening.ts';
import { CONFIGURATION, SERVICES } from './testing/test-queue.ts';

const [service] = SERVICES;

describe('a service', () => {
  it.each<[string, string, object]>([
    ['before it opens', '2026-11-23T06:59:59Z', { kind: 'not-yet', opensAt: '08:00' }],
    ['as it opens', '2026-11-23T07:00:00Z', { kind: 'open', closesAt: '16:00' }],
    ['over noon, where hours touch', '2026-11-23T11:00:00Z', { kind: 'open', closesAt: '16:00' }],
    ['just before it closes', '2026-11-23T14:59:59Z', { kind: 'open', closesAt: '16:00' }],
    ['as it closes', '2026-11-23T15:00:00Z', { kind: 'closed' }],
    ['in summer time', '2026-07-06T06:00:00Z', { kind: 'open', closesAt: '16:00' }],
    ['in a pause', '2026-11-24T11:30:00Z', { kind: 'not-yet', opensAt: '14:00' }],
    ['on a Sunday', '2026-11-22T09:00:00Z', { kind: 'closed' }],
    ['on a holiday', '2026-12-25T09:00:00Z', { kind: 'closed-day', name: '1. Weihnachtstag' }],
    // 23:30 in London is half past midnight in Berlin: already the holiday.
    ['by the calendar of the branch', '2026-12-24T23:30:00Z', { kind: 'closed-day' }],
  ])('%s', (_, at, expected) => {
    expect(openStateOf(CONFIGURATION, service, Date.parse(at))).toMatchObject(expected);
  });

  it.each<[number | null, number, number | null]>([
    [null, 500, null],
    [10, 0, 10],
    [10, 9, 1],
    [10, 10, 0],
    [10, 11, 0],
    [0, 0, 0],
  ])('with a limit of %s and %s given has %s left', (dailyLimit, given, left) => {
    expect(ticketsLeft({ ...service, dailyLimit }, given)).toBe(left);
  });
});
