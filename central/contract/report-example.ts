import type { CapacityReport, ReportPeriod } from './report.ts';

const WORK = {
  handled: 41,
  missed: 2,
  wait: { count: 43, median: 12.5, ninetieth: 31 },
  handling: { count: 41, median: 9.8, ninetieth: 17.4 },
};

const DAY: ReportPeriod = {
  name: '2026-11-23',
  firstDay: '2026-11-23',
  lastDay: '2026-11-23',
  kiosk: {
    handled: 14,
    freeing: 12,
    minutesFreed: 117.6,
    appointmentsFreed: 18,
    services: [
      { service: 'activate-eid', handled: 5 },
      { service: 'check-card', handled: 2 },
      { service: 'reset-pin', handled: 7 },
    ],
  },
  counters: WORK,
  tickets: {
    ...{ kiosk: 39, staff: 4, withAppointment: 12, withoutAppointment: 31 },
    arrivals: [
      { hour: 8, people: 17 },
      { hour: 9, people: 20 },
      { hour: 11, people: 6 },
    ],
  },
  services: [{ serviceId: 'identity-card', ...WORK }],
};

export const REPORT_EXAMPLE: CapacityReport = {
  from: '2026-11-23',
  to: '2026-11-23',
  madeAt: '2026-11-23T17:05:00.000Z',
  services: [{ id: 'identity-card', name: 'Personalausweis' }],
  measure: { minutes: 9.8, source: 'measured', serviceId: 'identity-card', appointments: 1.5 },
  days: [DAY],
  weeks: [{ ...DAY, name: '2026-W48' }],
  whole: { ...DAY, name: 'whole' },
};
