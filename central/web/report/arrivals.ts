import type { ReportPeriod } from '../../contract/report.ts';

/** In which hours people come, so that counters are open then. */

type Arrivals = ReportPeriod['tickets']['arrivals'];

/** From the first to the last hour in which somebody came, those between among them. */
export function hoursPerDay(arrivals: Arrivals, days: number): { hour: number; people: number }[] {
  const hours = arrivals.map(({ hour }) => hour);
  if (hours.length === 0) return [];
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => {
    const hour = first + index;
    const people = arrivals.find((each) => each.hour === hour)?.people ?? 0;
    return { hour, people: people / Math.max(1, days) };
  });
}

/** The first of several that are alike. */
export function busiestHour(arrivals: Arrivals): Arrivals[number] | null {
  const [first, ...others] = arrivals;
  if (first === undefined) return null;
  return others.reduce((most, each) => (each.people > most.people ? each : most), first);
}
