import { asciiBytes, type Bytes, concat, NO_BYTES } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { ID_DATE_OF_BIRTH, ID_DATE_OF_EXPIRY } from './object-identifiers.ts';

/**
 * Authenticated auxiliary data, TR-03110 part 3, A.7: what the chip is to compare its own data
 * with, so that they need not be read. Days are those of UTC, like the dates of certificates.
 */

/** A day as `YYYY-MM-DD`. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** @returns the whole `67` object; nothing where there is nothing to compare */
export function encodeAuxiliaryData({
  expiresFrom,
  bornUntil,
}: {
  readonly expiresFrom?: string;
  readonly bornUntil?: string;
}): Bytes {
  const templates = [
    bornUntil === undefined ? NO_BYTES : template(ID_DATE_OF_BIRTH, bornUntil),
    expiresFrom === undefined ? NO_BYTES : template(ID_DATE_OF_EXPIRY, expiresFrom),
  ];
  const content = concat(...templates);
  return content.length === 0 ? NO_BYTES : encodeTlv(0x67, content);
}

/** The last day on which somebody can have been born who is this old today. */
export function bornUntil(today: Date, age: number): string {
  const year = today.getUTCFullYear() - age;
  const month = today.getUTCMonth();
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month, Math.min(today.getUTCDate(), lastOfMonth))));
}

function template(oid: Bytes, day: string): Bytes {
  const digits = asciiBytes(day.replaceAll('-', ''));
  return encodeTlv(0x73, encodeTlv(0x06, oid), encodeTlv(0x53, digits));
}
