import { describe, expect, it } from 'vitest';
import { drawnCharacter, type NationalSet } from '../../simulators/display/national-sets.ts';
import { type CharacterSetName, encodeText } from './character-sets.ts';

/** How the simulated display reads a set, which it does from tables of its own. */
const READ: readonly (readonly [CharacterSetName, NationalSet, number])[] = [
  ['cp437', 'usa', 0],
  ['cp850', 'usa', 2],
  ['cp858', 'usa', 19],
  ['windows-1252', 'usa', 16],
  ['iso646-de', 'germany', 0],
  ['ascii', 'usa', 0],
];

function read(text: string, set: CharacterSetName): string {
  const [, national, page] = READ.find(([name]) => name === set) ?? ['ascii', 'usa', 0];
  return encodeText(text, set)
    .map((byte) => drawnCharacter(byte, national, page))
    .join('');
}

describe.each(READ)('%s', (set) => {
  it('reads as it was written, or spelled out', () => {
    const umlauts = read('äöüÄÖÜß', set);
    expect([umlauts, 'äöüÄÖÜß', 'aeoeueAEOEUess']).toContain(umlauts);
    expect(umlauts === 'äöüÄÖÜß').toBe(set !== 'ascii');
  });

  it('has no byte that could be a command, for any character', () => {
    for (let code = 0; code <= 0x2_ffff; code++) {
      const bytes = encodeText(String.fromCodePoint(code), set);
      if (bytes.some((byte) => byte < 0x20 || byte === 0x7f || byte > 0xff)) {
        expect.fail(`U+${code.toString(16)} becomes ${bytes}`);
      }
    }
  });

  it('reads every character of Latin-1 as itself or as its replacement', () => {
    for (let code = 0xa1; code <= 0xff; code++) {
      const character = String.fromCodePoint(code);
      const drawn = read(character, set);
      if (drawn !== character) expect(drawn).toMatch(/^[ -~]{0,3}$/);
    }
  });
});

describe('what a set lacks', () => {
  it.each<[string, CharacterSetName, string]>([
    ['5 €', 'cp858', '5 €'],
    ['5 €', 'cp437', '5 EUR'],
    ['Straße', 'ascii', 'Strasse'],
    ['STRAẞE', 'ascii', 'STRASSE'],
    ['GRÜN Grün Über ÜBER', 'ascii', 'GRUEN Gruen Ueber UEBER'],
    ['Łódź', 'cp858', 'Lódz'],
    ['A\u0308', 'cp858', 'Ä'],
    ['„Hof“ – Süd…', 'cp858', '"Hof" - Süd...'],
    ['[1]', 'iso646-de', '?1?'],
    ['a\tb\u00a0c\u202ed\u200be', 'ascii', 'a b cde'],
    ['\u001b@\u009b', 'ascii', ' @ '],
    ['Зал 😀', 'cp858', '??? ?'],
  ])('%s in %s', (text, set, expected) => {
    expect(read(text, set)).toBe(expected);
  });
});
