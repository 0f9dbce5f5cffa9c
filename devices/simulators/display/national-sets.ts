import { decodeCharacter } from '../printer/code-pages.ts';

/** The twelve ASCII places that the German variant of ISO 646 fills differently (DIN 66003). */
const GERMAN: ReadonlyMap<number, string> = new Map([
  [0x40, '§'],
  [0x5b, 'Ä'],
  [0x5c, 'Ö'],
  [0x5d, 'Ü'],
  [0x7b, 'ä'],
  [0x7c, 'ö'],
  [0x7d, 'ü'],
  [0x7e, 'ß'],
]);

export type NationalSet = 'usa' | 'germany';

/** The character that a display draws for a byte from 0x20 on. */
export function drawnCharacter(byte: number, national: NationalSet, codePage: number): string {
  const german = national === 'germany' ? GERMAN.get(byte) : undefined;
  return german ?? decodeCharacter(byte, codePage);
}
