import type { deReport } from './de-report.ts';

/** The capacity report, English. */
export const enReport: typeof deReport = {
  title: 'Capacity',
  from: 'From',
  to: 'To',
  show: 'Show',
  thisWeek: 'This week',
  fourWeeks: 'Four weeks',
  print: 'Print',
  csv: 'As a table (CSV)',
  reading: 'The report is being made …',
  wrongSpan: 'The first day must come before the last, by a year at most.',
  nothing: 'Nothing was recorded in these days.',
  span: (from, to) => `${from} to ${to}`,
  made: (at) => `Made on ${at}`,
  handledAtCounters: 'Done at counters',
  handledAtKiosk: 'Done at terminals',
  missed: 'Missed',
  wait: 'Wait',
  handling: 'Handling',
  medianAnd: (median, ninetieth) =>
    `half within ${median}\u00a0min, 90% within ${ninetieth}\u00a0min`,
  none: 'not measured',
  freed: 'Freed',
  freedAppointments: (appointments) => `${appointments} appointments`,
  freedMinutes: (minutes) => `${minutes}\u00a0counter minutes`,
  perDay: 'By day',
  perWeek: 'By week',
  perService: 'By service',
  perKioskService: 'At terminals, by service',
  day: 'Day',
  week: 'Week',
  weekName: (number) => `Week ${number}`,
  service: 'Service',
  all: 'All',
  median: 'Half within (min)',
  ninetieth: '90% within (min)',
  medianLine: 'half were called within this time',
  ninetiethLine: '90% were called within this time',
  minutesFreed: 'Minutes freed',
  appointmentsFreed: 'Appointments freed',
  plots: {
    handled: 'Errands done',
    people: 'Errands',
    wait: 'Wait until the first call',
    minutes: 'Minutes',
    freed: 'Appointments freed by terminals',
    appointments: 'Appointments',
    days: 'Day',
    weeks: 'Calendar week',
  },
  how: {
    title: 'How this is reckoned',
    appointments: (each) =>
      `Two parking permits that people do themselves free three passport appointments. By this measure, each transaction that succeeds at a terminal counts as ${each} appointments.`,
    minutes: {
      measured: (minutes, service) =>
        `Each transaction also saves ${minutes}\u00a0minutes at a counter: in these days, half of “${service}” took no longer there.`,
      configured: (minutes, service) =>
        `Each transaction also saves ${minutes}\u00a0minutes at a counter: “${service}” usually takes that long, as it is set up. Too little was measured in these days.`,
      assumed: (minutes) =>
        `Each transaction also saves ${minutes}\u00a0minutes at a counter. This is assumed, since the fast lane has no service in the queue.`,
    },
    success:
      'At terminals, what succeeded counts: activated, PIN set, changed or unblocked. Whoever only checked their card counts as done, but frees no appointment.',
    wait: 'The wait goes from taking a ticket or checking in to the first call, handling from the call to the end.',
    missed: 'Missed are those who were called and did not come to a counter any more that day.',
    days: 'Days and weeks in which nothing was recorded are left out.',
  },
  kioskServices: {
    'activate-eid': 'Activate the online function',
    'reset-pin': 'Set a new PIN',
    'change-pin': 'Change the PIN',
    'unblock-pin': 'Unblock the PIN',
    'check-card': 'Check the card',
  },
};
