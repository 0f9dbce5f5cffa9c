import type { ReportPeriod } from '../../contract/report.ts';
import type { Language } from '../preferences.ts';
import type { Text } from '../text/index.ts';

/** Numbers, days and weeks of the report in the words of a language. */

/** Days and months as they are written here, whichever English it is. */
const LOCALES: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-GB' };

export interface ReportWords {
  number(value: number): string;
  /** e.g. `Mo., 23.11.2026` */
  day(day: string): string;
  moment(at: string): string;
  /** e.g. `23.11.` or `KW 48`, for a plot. */
  short(period: ReportPeriod): string;
  /** e.g. `KW 48, 23.11.2026 bis 29.11.2026` */
  period(period: ReportPeriod): string;
}

export function reportWords(language: Language, { report }: Text): ReportWords {
  const locale = LOCALES[language];
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  // A day is a day of the calendar, wherever the browser is.
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (day: string): string => formatter.format(new Date(day));
  };
  const date = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  const day = format({ weekday: 'short', ...date });
  const plainDay = format(date);
  const dayAndMonth = format({ day: '2-digit', month: '2-digit' });
  const moment = format({ timeZone: 'Europe/Berlin', ...date, hour: '2-digit', minute: '2-digit' });
  const week = (name: string): string => report.weekName(String(Number(name.split('-W')[1])));
  return {
    number: (value) => numbers.format(value),
    day,
    moment,
    short: ({ name, firstDay }) => (name.includes('W') ? week(name) : dayAndMonth(firstDay)),
    period: ({ name, firstDay, lastDay }) =>
      name.includes('W')
        ? `${week(name)}, ${report.span(plainDay(firstDay), plainDay(lastDay))}`
        : day(firstDay),
  };
}
