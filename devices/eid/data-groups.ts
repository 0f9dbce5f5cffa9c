import type { Bytes } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvs, findTlv, type Tlv, TlvError } from '../kit/tlv.ts';

/**
 * Data groups of the eID application as TR-03110 part 4, 2.2 encodes them. What is well-formed
 * but not of a known form is kept as it came; what is malformed throws a `DataGroupError`.
 */

export const DATA_GROUPS = [1, 3, 4, 5, 8, 17] as const;
export type DataGroupNumber = (typeof DATA_GROUPS)[number];

export type DataGroup =
  /** Two letters, e.g. `ID`. */
  | { readonly kind: 'document-type'; readonly code: string }
  | { readonly kind: 'date-of-expiry'; readonly date: CalendarDate }
  | { readonly kind: 'given-names'; readonly text: string }
  | { readonly kind: 'family-names'; readonly text: string }
  | { readonly kind: 'date-of-birth'; readonly date: CalendarDate }
  | { readonly kind: 'place-of-residence'; readonly places: readonly Place[] }
  | { readonly kind: 'unknown-form'; readonly content: Bytes };

/** Parts of a date of birth may be unknown. */
export interface CalendarDate {
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
}

export type Place =
  | {
      readonly kind: 'structured';
      readonly street: string | undefined;
      readonly city: string;
      readonly state: string | undefined;
      readonly country: string;
      readonly postalCode: string | undefined;
    }
  | { readonly kind: 'free-text'; readonly text: string }
  /** Why there is no place, e.g. that the holder does not live in the country. */
  | { readonly kind: 'none'; readonly text: string };

export class DataGroupError extends Error {
  readonly code = 'data-group-malformed';
}

const UTF8_STRING = 0x0c;
const NUMERIC_STRING = 0x12;
const PRINTABLE_STRING = 0x13;
const SEQUENCE = 0x30;
const SET = 0x31;
/** GeneralPlace and structuredPlace: all context tags are explicit. */
const FREE_TEXT = 0xa1;
const NO_PLACE_INFO = 0xa2;
const STREET = 0xaa;
const CITY = 0xab;
const STATE = 0xac;
const COUNTRY = 0xad;
const POSTAL_CODE = 0xae;
const PLACE_PARTS: ReadonlySet<number> = new Set([STREET, CITY, STATE, COUNTRY, POSTAL_CODE]);

interface Group {
  /** APPLICATION n, explicit. */
  readonly tag: number;
  /** Nothing where the content is of no known form. */
  decode(content: Tlv): DataGroup | undefined;
}

const GROUPS: Readonly<Record<DataGroupNumber, Group>> = {
  1: { tag: 0x61, decode: decodeDocumentType },
  3: { tag: 0x63, decode: (content) => withDate('date-of-expiry', content) },
  4: { tag: 0x64, decode: (content) => withText('given-names', content) },
  5: { tag: 0x65, decode: (content) => withText('family-names', content) },
  8: { tag: 0x68, decode: (content) => withDate('date-of-birth', content) },
  17: { tag: 0x71, decode: decodeResidence },
};

export function isDataGroupNumber(number: number): number is DataGroupNumber {
  return Object.hasOwn(GROUPS, number);
}

/** @param file the whole elementary file, e.g. `61 04 13 02 49 44` */
export function decodeDataGroup(number: DataGroupNumber, file: Uint8Array): DataGroup {
  const { tag, decode } = GROUPS[number];
  try {
    const group = decodeTlv(file);
    if (group.tag !== tag) throw new TlvError(`expected tag ${tag.toString(16)}`);
    return decode(decodeTlv(group.value)) ?? { kind: 'unknown-form', content: group.value };
  } catch (cause) {
    throw new DataGroupError(`data group ${number} cannot be read`, { cause });
  }
}

function decodeDocumentType(content: Tlv): DataGroup | undefined {
  const code = readText(content, PRINTABLE_STRING);
  return code !== undefined && /^[A-Z]{2}$/.test(code)
    ? { kind: 'document-type', code }
    : undefined;
}

function withText(kind: 'given-names' | 'family-names', content: Tlv): DataGroup | undefined {
  const text = readText(content, UTF8_STRING);
  return text === undefined ? undefined : { kind, text };
}

function withDate(kind: 'date-of-expiry' | 'date-of-birth', content: Tlv): DataGroup | undefined {
  const digits = readText(content, NUMERIC_STRING);
  const date = digits === undefined ? undefined : readDate(digits);
  return date && { kind, date };
}

function decodeResidence(content: Tlv): DataGroup | undefined {
  const objects = content.tag === SET ? decodeTlvs(content.value) : [content];
  const places = objects.map(readPlace);
  return places.every((place) => place !== undefined)
    ? { kind: 'place-of-residence', places }
    : undefined;
}

function readPlace({ tag, value }: Tlv): Place | undefined {
  if (tag === SEQUENCE) return readStructuredPlace(value);
  if (tag !== FREE_TEXT && tag !== NO_PLACE_INFO) return undefined;
  const text = readText(decodeTlv(value), UTF8_STRING);
  if (text === undefined) return undefined;
  return tag === FREE_TEXT ? { kind: 'free-text', text } : { kind: 'none', text };
}

function readStructuredPlace(value: Bytes): Place | undefined {
  const parts = decodeTlvs(value);
  const part = (tag: number, type: number): string | undefined => {
    const found = findTlv(parts, tag);
    return found && readText(decodeTlv(found), type);
  };
  const city = part(CITY, UTF8_STRING);
  const country = part(COUNTRY, PRINTABLE_STRING);
  const isKnown = new Set(parts.map(({ tag }) => tag)).isSubsetOf(PLACE_PARTS);
  if (!isKnown || city === undefined || country === undefined) return undefined;
  return {
    kind: 'structured',
    street: part(STREET, UTF8_STRING),
    city,
    state: part(STATE, UTF8_STRING),
    country,
    postalCode: part(POSTAL_CODE, PRINTABLE_STRING),
  };
}

/** Nothing where the string is of another type. */
function readText({ tag, value }: Tlv, type: number): string | undefined {
  if (tag !== type) return undefined;
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
}

/** YYYYMMDD with blanks for what is not known. */
function readDate(digits: string): CalendarDate | undefined {
  const parts = /^(\d{4}| {4})(\d{2}| {2})(\d{2}| {2})$/.exec(digits)?.slice(1);
  if (!parts) return undefined;
  const [year, month, day] = parts.map((part) => (part.trim() === '' ? undefined : Number(part)));
  // A leap year, so that a birthday on 29 February may lack its year.
  const shown = new Date(Date.UTC(year ?? 2000, (month ?? 1) - 1, day ?? 1));
  const isInCalendar =
    shown.getUTCMonth() + 1 === (month ?? 1) && shown.getUTCDate() === (day ?? 1);
  return isInCalendar ? { year, month, day } : undefined;
}
