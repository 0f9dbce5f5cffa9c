import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, concat, fromHex } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import {
  DATA_GROUPS,
  DataGroupError,
  type DataGroupNumber,
  decodeDataGroup,
} from './data-groups.ts';

const utf8 = (text: string) => encodeTlv(0x0c, new TextEncoder().encode(text));
const printable = (text: string) => encodeTlv(0x13, asciiBytes(text));
const numeric = (text: string) => encodeTlv(0x12, asciiBytes(text));

const COLOGNE = encodeTlv(
  0x30,
  encodeTlv(0xaa, utf8('HEIDESTRAẞE 17')),
  encodeTlv(0xab, utf8('KÖLN')),
  encodeTlv(0xad, printable('D')),
  encodeTlv(0xae, printable('51147')),
);
const COLOGNE_READ = {
  kind: 'structured',
  street: 'HEIDESTRAẞE 17',
  city: 'KÖLN',
  country: 'D',
  postalCode: '51147',
};

describe('data groups of the published test card', () => {
  it.each([
    [1, '6104 13024944', { kind: 'document-type', code: 'ID' }],
    [
      3,
      '630A 12083230323931303331',
      { kind: 'date-of-expiry', date: { year: 2029, month: 10, day: 31 } },
    ],
    [4, '6407 0C054552494B41', { kind: 'given-names', text: 'ERIKA' }],
    [5, '650C 0C0A4D55535445524D414E4E', { kind: 'family-names', text: 'MUSTERMANN' }],
    [
      8,
      '680A 12083139363430383132',
      { kind: 'date-of-birth', date: { year: 1964, month: 8, day: 12 } },
    ],
    [
      17,
      '712D302BAA120C10484549444553545241E1BA9E45203137AB070C054BC3964C4EAD03130144AE07130535313134 37',
      { kind: 'place-of-residence', places: [COLOGNE_READ] },
    ],
  ] as const)('decodes data group %i', (number, file, decoded) => {
    expect(decodeDataGroup(number, fromHex(file))).toEqual(decoded);
  });
});

describe('dates of birth', () => {
  it.each([
    ['19640812', { year: 1964, month: 8, day: 12 }],
    ['199409  ', { year: 1994, month: 9 }],
    ['1989    ', { year: 1989 }],
    ['        ', {}],
    ['    0229', { month: 2, day: 29 }],
    ['20240229', { year: 2024, month: 2, day: 29 }],
  ])('reads %o', (digits, date) => {
    const file = encodeTlv(0x68, numeric(digits));
    expect(decodeDataGroup(8, file)).toEqual({ kind: 'date-of-birth', date });
  });

  it.each([
    '1964081',
    '196408120',
    '19641301',
    '19640001',
    '19640230',
    '20230229',
    '1964 812',
    '1964O812',
    '',
  ])('keeps %o as it came', (digits) => {
    const content = numeric(digits);
    const read = decodeDataGroup(8, encodeTlv(0x68, content));
    expect(read).toEqual({ kind: 'unknown-form', content });
  });
});

describe('places of residence', () => {
  const known = [
    ['one place', COLOGNE, [COLOGNE_READ]],
    [
      'several places',
      encodeTlv(0x31, COLOGNE, encodeTlv(0xa1, utf8('c/o Müller'))),
      [COLOGNE_READ, { kind: 'free-text', text: 'c/o Müller' }],
    ],
    ['a set of none', encodeTlv(0x31), []],
    ['free text', encodeTlv(0xa1, utf8('BERLIN')), [{ kind: 'free-text', text: 'BERLIN' }]],
    [
      'no place',
      encodeTlv(0xa2, utf8('keine Wohnung in Deutschland')),
      [{ kind: 'none', text: 'keine Wohnung in Deutschland' }],
    ],
    [
      'the least there can be',
      encodeTlv(0x30, encodeTlv(0xab, utf8('')), encodeTlv(0xad, printable('F'))),
      [{ kind: 'structured', city: '', country: 'F' }],
    ],
  ] as const;
  it.each(known)('reads %s', (_, content, places) => {
    const read = decodeDataGroup(17, encodeTlv(0x71, content));
    expect(read).toEqual({ kind: 'place-of-residence', places });
  });

  const unknown = [
    ['without a city', encodeTlv(0x30, encodeTlv(0xad, printable('D')))],
    ['with a part of another kind', encodeTlv(0x30, encodeTlv(0xaf, utf8('X')))],
    ['with a city in another string type', encodeTlv(0x30, encodeTlv(0xab, printable('KOELN')))],
    ['of another choice', encodeTlv(0xa3, utf8('X'))],
    ['of which one is of another choice', encodeTlv(0x31, COLOGNE, encodeTlv(0xa3, utf8('X')))],
  ] as const;
  it.each(unknown)('keeps a place %s as it came', (_, content) => {
    expect(decodeDataGroup(17, encodeTlv(0x71, content))).toEqual({
      kind: 'unknown-form',
      content,
    });
  });
});

describe('text', () => {
  it.each([0, 127, 128, 255, 256, 65_535])('reads %i characters', (length) => {
    const text = 'A'.repeat(length);
    expect(decodeDataGroup(4, encodeTlv(0x64, utf8(text)))).toEqual({ kind: 'given-names', text });
  });

  it('keeps another string type and other codes of documents as they came', () => {
    const content = printable('ERIKA');
    expect(decodeDataGroup(4, encodeTlv(0x64, content))).toEqual({ kind: 'unknown-form', content });
    for (const code of ['I', 'IDD', 'id', '']) {
      const kept = decodeDataGroup(1, encodeTlv(0x61, printable(code)));
      expect(kept).toEqual({ kind: 'unknown-form', content: printable(code) });
    }
  });
});

describe('hostile files', () => {
  const erika = encodeTlv(0x64, utf8('ERIKA'));
  it.each([
    ['nothing', new Uint8Array(0)],
    ['another group', encodeTlv(0x65, utf8('ERIKA'))],
    ['an empty group', encodeTlv(0x64)],
    ['two objects inside', encodeTlv(0x64, utf8('A'), utf8('B'))],
    ['bytes behind the end', concat(erika, new Uint8Array(1))],
    ['one byte short', erika.slice(0, -1)],
    ['broken UTF-8', encodeTlv(0x64, fromHex('0C01C3'))],
    ['an overlong UTF-8 form', encodeTlv(0x64, fromHex('0C02C080'))],
  ])('refuses %s', (_, file) => {
    expect(() => decodeDataGroup(4, file)).toThrow(DataGroupError);
  });

  it('never fails otherwise', () => {
    const number = fc.constantFrom<DataGroupNumber>(...DATA_GROUPS);
    const mutated = fc
      .tuple(fc.nat(COLOGNE.length + 1), fc.nat(255))
      .map(([at, byte]) => encodeTlv(0x71, COLOGNE).with(at, byte));
    fc.assert(
      fc.property(number, fc.oneof(fc.uint8Array(), mutated), (group, file) => {
        try {
          expect(decodeDataGroup(group, file)).toHaveProperty('kind');
        } catch (error) {
          expect(error).toBeInstanceOf(DataGroupError);
        }
      }),
    );
  });
});
