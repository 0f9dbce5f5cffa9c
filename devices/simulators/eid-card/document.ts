import { addDays, addYears, type Day, daysInMonth } from './calendar.ts';

/** What is printed on the document and stored in its data groups; its dates move with the day. */

export interface Holder {
  readonly documentType: 'ID' | 'AR' | 'UB';
  readonly givenNames: string;
  readonly familyNames: string;
  readonly birthName: string;
  /** `YYYYMMDD` with blanks for what nobody knows, or an age that the holder reaches today. */
  readonly born: string | { readonly yearsAgo: number };
  readonly placeOfBirth: string;
  readonly nationality: string;
  readonly sex: 'F' | 'M';
  readonly residence: { readonly street: string; readonly city: string; readonly zipcode: string };
  /** BCD digits. */
  readonly municipality: string;
  readonly residencePermit: string | undefined;
  /** Negative: the document has expired. */
  readonly validForDays: number;
}

export interface Document extends Omit<Holder, 'born' | 'validForDays'> {
  /** `YYYYMMDD`, with blanks for what nobody knows. */
  readonly dateOfBirth: string;
  readonly issuance: Day;
  readonly expiry: Day;
  readonly today: Day;
}

const VALID_YEARS = 10;

export function issueDocument({ born, validForDays, ...holder }: Holder, today: Day): Document {
  const expiry = addDays(today, validForDays);
  const dateOfBirth =
    typeof born === 'string' ? born : addYears(today, -born.yearsAgo).replaceAll('-', '');
  return { ...holder, dateOfBirth, expiry, issuance: addYears(expiry, -VALID_YEARS), today };
}

/** An age is only certain on the last day on which the holder can have been born. */
export function latestDayOfBirth({ dateOfBirth, today }: Document): Day {
  const [year = '', month = '', day = ''] = [
    dateOfBirth.slice(0, 4),
    dateOfBirth.slice(4, 6),
    dateOfBirth.slice(6, 8),
  ].map((part) => part.trim());
  if (year === '') return today;
  const knownMonth = month === '' ? '12' : month;
  const knownDay = day === '' ? `${daysInMonth(Number(year), Number(knownMonth))}` : day;
  return `${year}-${knownMonth}-${knownDay}`;
}
