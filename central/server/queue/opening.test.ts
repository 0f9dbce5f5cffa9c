import { describe, expect, it } from 'vitest';
import { hoursAhead, openStateOf, ticketsLeft } from './opening.ts';
import { CONFIGURATION, SERVICES } from './testing/test-queue.ts';

const [service] = SERVICES;
const OFF = { kind: 'switched-off', text: 'Bitte im Bürgerbüro Süd' };

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
    ['on a special day', '2026-12-24T10:00:00Z', { kind: 'open', closesAt: '12:00' }],
    ['after its hours', '2026-12-24T11:00:00Z', { kind: 'closed' }],
    ['on a holiday', '2026-12-25T09:00:00Z', { kind: 'closed-day', name: '1. Weihnachtstag' }],
    // 23:30 in London is half past midnight in Berlin: already the holiday.
    ['by the calendar of the branch', '2026-12-24T23:30:00Z', { kind: 'closed-day' }],
  ])('%s', (_, at, expected) => {
    const place = { now: Date.parse(at), switchedOff: new Map() };
    expect(openStateOf(CONFIGURATION, service, place)).toMatchObject(expected);
  });

  it.each<[string, string, object]>([
    ['while it is open', '2026-11-23T09:00:00Z', OFF],
    ['before it opens', '2026-11-23T05:00:00Z', OFF],
    ['once it has closed', '2026-11-23T16:00:00Z', { kind: 'closed' }],
    ['on a holiday', '2026-12-25T09:00:00Z', { kind: 'closed-day' }],
  ])('is switched off %s', (_, at, expected) => {
    const switchedOff = new Map([[service.id, 'Bitte im Bürgerbüro Süd']]);
    const place = { now: Date.parse(at), switchedOff };
    expect(openStateOf(CONFIGURATION, service, place)).toMatchObject(expected);
  });

  it('tells a kiosk the hours of two weeks, by the calendar of the branch', () => {
    const ahead = hoursAhead(CONFIGURATION, service, Date.parse('2026-12-14T09:00:00Z'));
    const whole = [{ opens: '08:00', closes: '16:00' }];
    expect(ahead).toHaveLength(14);
    expect(new Map(ahead.map(({ day, periods }) => [day, periods]))).toEqual(
      new Map([
        ['2026-12-14', whole],
        [
          '2026-12-15',
          [
            { opens: '08:00', closes: '12:00' },
            { opens: '14:00', closes: '18:00' },
          ],
        ],
        ['2026-12-16', whole],
        ['2026-12-17', whole],
        ['2026-12-18', whole],
        ['2026-12-19', []],
        ['2026-12-20', []],
        ['2026-12-21', whole],
        [
          '2026-12-22',
          [
            { opens: '08:00', closes: '12:00' },
            { opens: '14:00', closes: '18:00' },
          ],
        ],
        ['2026-12-23', whole],
        ['2026-12-24', [{ opens: '08:00', closes: '12:00' }]],
        ['2026-12-25', []],
        ['2026-12-26', []],
        ['2026-12-27', []],
      ]),
    );
    const winter = hoursAhead(CONFIGURATION, service, Date.parse('2026-10-24T21:00:00Z'));
    expect(winter.slice(0, 3).map(({ day }) => day)).toEqual([
      ...['2026-10-24', '2026-10-25', '2026-10-26'],
    ]);
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
