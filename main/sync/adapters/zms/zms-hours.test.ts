import { describe, expect, it } from 'vitest';
import { dayAfter, wallClock, weekdayOf } from './wall-clock.ts';
import { openStateOf, periodsOn } from './zms-hours.ts';
import { availabilities, scope } from './zms-shapes.ts';

const clock = wallClock('Europe/Berlin');
const seconds = (day: string): number => clock.midnight(day) / 1000;

/** Every Tuesday unless said otherwise. */
const hours = (changed: object) =>
  availabilities.parse([
    {
      ...{ type: 'openinghours', startTime: '8:00:00', endTime: '12:30:00' },
      ...{ startDate: seconds('2026-11-03'), endDate: seconds('2026-12-31') },
      ...{ repeat: { afterWeeks: '1', weekOfMonth: 0 }, weekday: { tuesday: '1', friday: '0' } },
      ...changed,
    },
  ]);
const opensOn = (changed: object, days: readonly string[]): string[] =>
  days.filter((day) => periodsOn(day, hours(changed), clock).length > 0);

const TUESDAYS = ['2026-11-03', '2026-11-10', '2026-11-17', '2026-11-24', '2026-12-01'];

describe('walk-in hours of ZMS', () => {
  it('are read to the minute', () => {
    expect(periodsOn('2026-12-01', hours({}), clock)).toEqual([
      { opens: '08:00', closes: '12:30' },
    ]);
  });

  it.each<[string, object, string[]]>([
    ['every week', {}, TUESDAYS],
    ['not those for appointments', { type: 'appointment' }, []],
    ['on no other weekday', { weekday: { friday: 1 } }, []],
    ['from their first day on', { startDate: seconds('2026-11-18') }, TUESDAYS.slice(3)],
    ['until their last day', { endDate: seconds('2026-11-10') }, TUESDAYS.slice(0, 2)],
    ['every other week', { repeat: { afterWeeks: 2 } }, ['2026-11-03', '2026-11-17', '2026-12-01']],
    ['in the second week of a month', { repeat: { weekOfMonth: 2 } }, ['2026-11-10']],
    ['in its last week, the fourth', { repeat: { weekOfMonth: 5 } }, ['2026-11-24']],
  ])('hold %s', (_, changed, days) => {
    expect(opensOn(changed, TUESDAYS)).toEqual(days);
  });

  it('are open until nobody knows when, where they may not be read', () => {
    const opened = scope.parse({ id: 141, status: { availability: { isOpened: '1' } } });
    const now = Date.parse('2026-12-01T09:00:00Z');
    expect(openStateOf(opened, { now, clock, periods: [] })).toEqual({
      kind: 'open',
      closesAt: '24:00',
    });
  });
});

describe('the clock of a branch', () => {
  it('knows where a day begins, also when summer time does', () => {
    const shown = (day: string): string => new Date(clock.midnight(day)).toISOString();
    expect(shown('2026-03-29')).toBe('2026-03-28T23:00:00.000Z');
    expect(shown('2026-03-30')).toBe('2026-03-29T22:00:00.000Z');
    expect(shown('2026-10-26')).toBe('2026-10-25T23:00:00.000Z');
    expect([weekdayOf('2026-12-06'), dayAfter('2026-12-31', 1)]).toEqual([7, '2027-01-01']);
    expect(clock.time(Date.parse('2026-12-01T08:05:59Z'))).toBe('09:05');
  });
});
