import type { ReportQuestion } from '../../contract/report.ts';
import { REPORT_DAYS_MAX } from '../../contract/report.ts';

/** Spans of days, in the calendar of the branch. Pure. */

const DAY_MS = 24 * 60 * 60_000;

const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Whole weeks from a Monday on, and this one up to today. */
export function lastWeeks(now: number, weeks: number): ReportQuestion {
  const to = calendar.format(now);
  const sinceMonday = (new Date(to).getUTCDay() + 6) % 7;
  const from = new Date(Date.parse(to) - (sinceMonday + 7 * (weeks - 1)) * DAY_MS);
  return { from: from.toISOString().slice(0, 10), to };
}

export function isSpan({ from, to }: ReportQuestion): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  return days >= 0 && days < REPORT_DAYS_MAX;
}
