import { describe, expect, it } from 'vitest';
import { SERVICE_RESULTS } from '../../../state-machines/views.ts';
import { makeReport } from './make-report.ts';
import type { ReportRows } from './read-rows.ts';
import { successOf } from './successes.ts';

const CONFIGURATION = {
  services: [
    {
      ...{ id: 'identity-card', name: 'Personalausweis', queueId: 'hall' },
      series: { prefix: 'A', firstNumber: 1, lastNumber: 999 },
      ...{ dailyLimit: null, usualMinutes: 10 },
    },
  ],
  fastLaneServiceId: 'identity-card' as string | null,
};
const NOTHING: ReportRows = { entries: [], tickets: [], handlings: [], kiosks: [] };
const make = (rows: Partial<ReportRows>, configuration = CONFIGURATION) =>
  makeReport({
    question: { from: '2026-12-24', to: '2027-01-12' },
    configuration,
    rows: { ...NOTHING, ...rows },
    now: Date.parse('2027-01-12T17:00:00Z'),
  });
const closed = (day: string, week: string, result: string, count: number) => ({
  ...{ day, week, service: 'change-pin', result, count },
});
const handled = (count: number) => ({
  ...{ day: null, week: null, serviceId: 'identity-card', count, median: 7.96, ninetieth: 14 },
});

describe('the capacity report', () => {
  it('knows weeks across the year, cut at the ends of the span', () => {
    const { weeks } = make({
      kiosks: [
        closed('2026-12-24', '2026-W52', 'pin-set', 1),
        closed('2026-12-30', '2026-W53', 'pin-set', 1),
        closed('2027-01-02', '2026-W53', 'pin-set', 1),
        closed('2027-01-12', '2027-W02', 'pin-set', 1),
      ],
    });
    expect(weeks.map(({ name, firstDay, lastDay }) => [name, firstDay, lastDay])).toEqual([
      ['2026-W52', '2026-12-24', '2026-12-27'],
      ['2026-W53', '2026-12-28', '2027-01-03'],
      ['2027-W02', '2027-01-11', '2027-01-12'],
    ]);
    expect(weeks[1]?.kiosk.handled).toBe(2);
  });

  it('frees three appointments with two transactions, and none with what only informs', () => {
    const { whole } = make({
      kiosks: [
        closed('2027-01-04', '2027-W01', 'pin-changed', 2),
        closed('2027-01-04', '2027-W01', 'card-checked', 5),
        closed('2027-01-04', '2027-W01', 'cancelled', 9),
      ],
    });
    expect(whole.kiosk).toEqual({
      handled: 7,
      freeing: 2,
      minutesFreed: 20,
      appointmentsFreed: 3,
      services: [{ service: 'change-pin', handled: 7 }],
    });
  });

  it('adds up who gave tickets, and who came when', () => {
    const came = (day: string, hour: number, count: number) => ({
      ...{ day, week: '2027-W01', hour, count, byKiosk: count - 1, withAppointment: 1 },
    });
    const { whole, weeks } = make({
      tickets: [came('2027-01-04', 8, 5), came('2027-01-04', 10, 2), came('2027-01-05', 8, 3)],
      kiosks: [closed('2027-01-04', '2027-W01', 'pin-set', 1)],
    });
    expect(whole.tickets).toEqual({
      ...{ kiosk: 7, staff: 3, withAppointment: 3, withoutAppointment: 7 },
      arrivals: [
        { hour: 8, people: 8 },
        { hour: 10, people: 2 },
      ],
    });
    expect(weeks[0]?.tickets).toEqual(whole.tickets);
  });

  it('reckons with the minutes measured, else set up, else assumed', () => {
    expect(make({ handlings: [handled(8)] }).measure).toMatchObject({
      minutes: 8,
      source: 'measured',
    });
    const configured = { minutes: 10, source: 'configured', serviceId: 'identity-card' };
    expect(make({ handlings: [handled(7)] }).measure).toMatchObject(configured);
    const without = { ...CONFIGURATION, fastLaneServiceId: null };
    expect(make({}, without).measure).toMatchObject({ source: 'assumed', serviceId: null });
  });

  it('knows the results of kiosks by their names', () => {
    expect(SERVICE_RESULTS.filter((result) => successOf(result) !== null)).toHaveLength(7);
    expect(successOf('toString')).toBeNull();
  });
});
