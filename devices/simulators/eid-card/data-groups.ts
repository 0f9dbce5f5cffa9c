import { asciiBytes, type Bytes, fromHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { type Day, withoutHyphens } from './calendar.ts';
import type { Document } from './document.ts';

/** The contents of the eID application, TR-03110-4 section 2.2.1. */

const UTF8 = 0x0c;
const PRINTABLE = 0x13;
const NUMERIC = 0x12;
const COUNTRY = 'D';

type Content = (document: Document) => Bytes | undefined;

/** What stands inside the application tag `60 | number`. */
const CONTENTS: ReadonlyMap<number, Content> = new Map<number, Content>([
  [1, ({ documentType }) => printable(documentType)],
  [2, () => printable(COUNTRY)],
  [3, ({ expiry }) => day(expiry)],
  [4, ({ givenNames }) => utf8(givenNames)],
  [5, ({ familyNames }) => utf8(familyNames)],
  [6, () => utf8('')],
  [7, () => utf8('')],
  [8, ({ dateOfBirth }) => encodeTlv(NUMERIC, asciiBytes(dateOfBirth))],
  [9, ({ placeOfBirth }) => encodeTlv(0xa1, utf8(placeOfBirth))],
  [10, ({ nationality }) => printable(nationality)],
  [11, ({ sex }) => printable(sex)],
  [13, ({ birthName }) => utf8(birthName)],
  [15, ({ issuance }) => day(issuance)],
  [17, placeOfResidence],
  [18, ({ municipality }) => encodeTlv(0x04, fromHex(municipality))],
  [19, residencePermit],
]);

/** Undefined where this document has no such data group. */
export function dataGroup(document: Document, number: number): Bytes | undefined {
  const content = CONTENTS.get(number)?.(document);
  return content && encodeTlv(0x60 | number, content);
}

function residencePermit({ residencePermit }: Document): Bytes | undefined {
  return residencePermit === undefined ? undefined : encodeTlv(0xa1, utf8(residencePermit));
}

function placeOfResidence({ residence }: Document): Bytes {
  return encodeTlv(
    0x30,
    encodeTlv(0xaa, utf8(residence.street)),
    encodeTlv(0xab, utf8(residence.city)),
    encodeTlv(0xad, printable(COUNTRY)),
    encodeTlv(0xae, printable(residence.zipcode)),
  );
}

function day(value: Day): Bytes {
  return encodeTlv(NUMERIC, asciiBytes(withoutHyphens(value)));
}

function printable(text: string): Bytes {
  return encodeTlv(PRINTABLE, asciiBytes(text));
}

function utf8(text: string): Bytes {
  return encodeTlv(UTF8, new TextEncoder().encode(text));
}
