import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printableText, unprintableCharacters } from './printable-text.ts';

describe('printableText', () => {
  it.each([
    [
      'German letters and the euro sign stay',
      'Äpfel Öl Übung äöü ß € §',
      'Äpfel Öl Übung äöü ß € §',
    ],
    ['decomposed umlauts are composed', 'A\u0308 u\u0308', 'Ä ü'],
    ['quotes', '„a“ ‚b‘ ”c’', `"a" 'b' "c'`],
    ['guillemets are in the code page', '»a«', '»a«'],
    ['dashes and the ellipsis', 'a – b — c…', 'a - b - c...'],
    ['special blanks', '10\u00A0000\u202F€', '10 000 €'],
    ['what has no width is left out', 'Ver\u00ADgabe\u200B', 'Vergabe'],
    ['capital sharp s between capitals', 'STRAẞE', 'STRASSE'],
    ['capital sharp s in mixed case', 'Straẞe', 'Straße'],
    ['capital sharp s alone', 'ẞ', 'ß'],
    ['a bullet', '• eins', '* eins'],
    ['line breaks stay, other controls become blanks', 'a\r\nb\u0010\u0004\u0001c', 'a\nb   c'],
    ['foreign accents are lost', 'Čapek, Ő', 'Capek, O'],
    ['letters of Windows-1252 stay', 'Šimůnek Œuvre', 'Šimunek Œuvre'],
    ['other scripts cannot be printed', 'Привет', '??????'],
  ])('%s', (_, text, expected) => {
    expect(printableText(text)).toBe(expected);
  });

  it('maps any text to printable characters, and those to themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const printable = printableText(text);
        expect(printableText(printable)).toBe(printable);
        expect(printable.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Mn}]/u);
      }),
      { numRuns: 40 },
    );
  });
});

describe('unprintableCharacters', () => {
  it('names each lost character once, and a true question mark never', () => {
    expect(unprintableCharacters('Wie? Їжак Ї')).toEqual(['Ї', 'ж', 'а', 'к']);
    expect(unprintableCharacters('Größe: 5 € – „gut“')).toEqual([]);
  });
});
