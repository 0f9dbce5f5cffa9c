import type { CapacityReport, ReportPeriod, Spread } from '../../contract/report.ts';

/**
 * The report for a spreadsheet: RFC 4180, but with semicolons, decimal commas and a byte order mark,
 * as a German Excel opens it without asking. Pure.
 */

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

const KIOSK_SERVICES: Readonly<Record<string, string>> = {
  'activate-eid': 'Online-Ausweisfunktion einschalten',
  'reset-pin': 'Neue PIN setzen',
  'change-pin': 'PIN ändern',
  'unblock-pin': 'PIN entsperren',
  'check-card': 'Ausweis prüfen',
};

const COLUMNS = [
  ...['Zeitraum', 'Von', 'Bis', 'Wo', 'Leistung', 'Erledigt', 'Verpasst'],
  ...['Wartezeit Median (min)', 'Wartezeit 90 % (min)'],
  ...['Bearbeitung Median (min)', 'Bearbeitung 90 % (min)'],
  ...['Frei geworden (min)', 'Frei geworden (Termine)'],
  ...['Nummern', 'davon mit Termin'],
];

type Cell = string | number | null;

export function reportCsv(report: CapacityReport): string {
  const names = new Map(report.services.map(({ id, name }) => [id, name]));
  const rows = [...report.days, ...report.weeks, report.whole].flatMap((period) =>
    rowsOf(period, names),
  );
  return BYTE_ORDER_MARK + [COLUMNS, ...rows].map(lineOf).join('');
}

function rowsOf(period: ReportPeriod, names: ReadonlyMap<string, string>): Cell[][] {
  const { name, firstDay, lastDay, kiosk, counters, services, tickets } = period;
  const begin = [name === 'whole' ? 'gesamt' : name, firstDay, lastDay];
  const atCounter = (service: string, work: ReportPeriod['counters']): Cell[] => [
    ...[...begin, 'Schalter', service, work.handled, work.missed],
    ...[...cellsOf(work.wait), ...cellsOf(work.handling), null, null, null, null],
  ];
  const atKiosk = (service: string, handled: number, freed: readonly Cell[]): Cell[] => [
    ...[...begin, 'Terminal', service, handled, null, null, null, null, null, ...freed],
    ...[null, null],
  ];
  const given = (where: string, what: string, count: number, booked: Cell): Cell[] => [
    ...[...begin, where, what, ...Array<null>(8).fill(null), count, booked],
  ];
  return [
    atCounter('alle', counters),
    ...services.map((each) => atCounter(names.get(each.serviceId) ?? each.serviceId, each)),
    atKiosk('alle', kiosk.handled, [kiosk.minutesFreed, kiosk.appointmentsFreed]),
    ...kiosk.services.map(({ service, handled }) =>
      atKiosk(KIOSK_SERVICES[service] ?? service, handled, [null, null]),
    ),
    given('alle', 'Nummern', tickets.kiosk + tickets.staff, tickets.withAppointment),
    given('Terminal', 'Nummern', tickets.kiosk, null),
    given('Schalter', 'Nummern', tickets.staff, null),
    ...tickets.arrivals.map(({ hour, people }) =>
      given('alle', `Gekommen ${hour} bis ${hour + 1} Uhr`, people, null),
    ),
  ];
}

function cellsOf(spread: Spread): Cell[] {
  return spread ? [spread.median, spread.ninetieth] : [null, null];
}

function lineOf(cells: readonly Cell[]): string {
  return cells.map(textOf).join(';') + LINE_END;
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  // A spreadsheet would compute what begins like this (OWASP, CSV injection).
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
