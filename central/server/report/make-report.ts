import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import {
  APPOINTMENTS_PER_TRANSACTION,
  type CapacityReport,
  type ReportPeriod,
  type ReportQuestion,
  type Spread,
} from '../../contract/report.ts';
import type { EntryRow, HandlingRow, KioskRow, ReportRows, TicketRow } from './read-rows.ts';
import { successOf } from './successes.ts';

/** Puts what the database counted into the report. Pure. */

/** With fewer measured, the usual minutes of the configuration are taken. */
const ENOUGH = 8;
/** Where the fast lane has no service of the queue. */
const ASSUMED_MINUTES = 15;
const WHOLE = 'whole';
const DAY_MS = 24 * 60 * 60_000;

interface ReportParts {
  readonly question: ReportQuestion;
  readonly configuration: Pick<QueueConfiguration, 'services' | 'fastLaneServiceId'>;
  readonly rows: ReportRows;
  readonly now: number;
}

export function makeReport({ question, configuration, rows, now }: ReportParts): CapacityReport {
  const measure = measureOf(rows.handlings, configuration);
  const periods = periodNames(rows).map((name) => periodOf(name, question, rows, measure.minutes));
  const ids = new Set(
    [...rows.entries, ...rows.handlings].flatMap(({ serviceId }) => serviceId ?? []),
  );
  const names = new Map(configuration.services.map(({ id, name }) => [id, name]));
  return {
    ...question,
    madeAt: new Date(now).toISOString(),
    services: [...ids].map((id) => ({ id, name: names.get(id) ?? id })).sort(byName),
    measure,
    days: periods.filter(({ name }) => name !== WHOLE && !name.includes('W')),
    weeks: periods.filter(({ name }) => name.includes('W')),
    whole: periodOf(WHOLE, question, rows, measure.minutes),
  };
}

function measureOf(
  handlings: readonly HandlingRow[],
  { services, fastLaneServiceId: serviceId }: ReportParts['configuration'],
): CapacityReport['measure'] {
  const common = { serviceId, appointments: APPOINTMENTS_PER_TRANSACTION };
  const measured = handlings.find(
    (row) => serviceId !== null && row.serviceId === serviceId && nameOf(row) === WHOLE,
  );
  if (measured && measured.median !== null && measured.count >= ENOUGH) {
    return { minutes: toTenth(measured.median), source: 'measured', ...common };
  }
  const configured = services.find(({ id }) => id === serviceId);
  return configured
    ? { minutes: configured.usualMinutes, source: 'configured', ...common }
    : { minutes: ASSUMED_MINUTES, source: 'assumed', ...common };
}

/** Days and weeks in which something happened, in their order. */
function periodNames({ entries, handlings, kiosks }: ReportRows): string[] {
  const names = [
    ...[...entries, ...handlings].map(nameOf),
    ...kiosks.flatMap(({ day, week, result }) => (successOf(result) ? [day, week] : [])),
  ];
  return [...new Set(names)].filter((name) => name !== WHOLE).sort();
}

function periodOf(
  name: string,
  question: ReportQuestion,
  { entries, handlings, tickets, kiosks }: ReportRows,
  minutes: number,
): ReportPeriod {
  const counted = entries.filter((row) => nameOf(row) === name);
  const measured = handlings.filter((row) => nameOf(row) === name);
  const workOf = (serviceId: string | null) => {
    const row = counted.find((each) => each.serviceId === serviceId);
    const { handled = 0, missed = 0 } = row ?? {};
    const handling = measured.find((each) => each.serviceId === serviceId);
    return { handled, missed, wait: spreadOf(row), handling: spreadOf(handling) };
  };
  const isWithin = ({ day, week }: Pick<KioskRow, 'day' | 'week'>): boolean =>
    [day, week, WHOLE].includes(name);
  const ids = new Set([...counted, ...measured].flatMap(({ serviceId }) => serviceId ?? []));
  return {
    name,
    ...daysOf(name, question),
    kiosk: kioskOf(kiosks.filter(isWithin), minutes),
    counters: workOf(null),
    tickets: ticketsOf(tickets.filter(isWithin)),
    services: [...ids].sort().map((serviceId) => ({ serviceId, ...workOf(serviceId) })),
  };
}

function kioskOf(rows: readonly KioskRow[], minutes: number): ReportPeriod['kiosk'] {
  const handled = new Map<string, number>();
  let freeing = 0;
  for (const { service, result, count } of rows) {
    const success = successOf(result);
    if (success === null) continue;
    handled.set(service, (handled.get(service) ?? 0) + count);
    if (success === 'frees') freeing += count;
  }
  return {
    handled: [...handled.values()].reduce((sum, each) => sum + each, 0),
    freeing,
    minutesFreed: toTenth(freeing * minutes),
    appointmentsFreed: freeing * APPOINTMENTS_PER_TRANSACTION,
    services: [...handled].sort().map(([service, count]) => ({ service, handled: count })),
  };
}

function ticketsOf(rows: readonly TicketRow[]): ReportPeriod['tickets'] {
  const sum = (of: (row: TicketRow) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const people = new Map<number, number>();
  for (const { hour, count } of rows) people.set(hour, (people.get(hour) ?? 0) + count);
  return {
    kiosk: sum(({ byKiosk }) => byKiosk),
    staff: sum(({ count, byKiosk }) => count - byKiosk),
    withAppointment: sum(({ withAppointment }) => withAppointment),
    withoutAppointment: sum(({ count, withAppointment }) => count - withAppointment),
    arrivals: [...people]
      .map(([hour, count]) => ({ hour, people: count }))
      .sort((a, b) => a.hour - b.hour),
  };
}

function daysOf(name: string, { from, to }: ReportQuestion) {
  if (name === WHOLE) return { firstDay: from, lastDay: to };
  if (!name.includes('W')) return { firstDay: name, lastDay: name };
  const monday = mondayOf(name);
  const sunday = dayAfter(monday, 6);
  return { firstDay: monday < from ? from : monday, lastDay: sunday > to ? to : sunday };
}

/** ISO 8601: the first week of a year is the one with its 4th of January. */
function mondayOf(week: string): string {
  const [year = '', number = ''] = week.split('-W');
  const fourth = `${year}-01-04`;
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return dayAfter(fourth, 7 * (Number(number) - 1) - weekday);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function nameOf({ day, week }: Pick<EntryRow, 'day' | 'week'>): string {
  return day ?? week ?? WHOLE;
}

function spreadOf(row: Pick<EntryRow, 'count' | 'median' | 'ninetieth'> | undefined): Spread {
  if (!row || row.median === null || row.ninetieth === null) return null;
  return { count: row.count, median: toTenth(row.median), ninetieth: toTenth(row.ninetieth) };
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name, 'de');
}
