import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../config/languages.ts';
import { OFFSETS } from './recorded/offsets.ts';
import { placeOf, recordedWords } from './recorded-words.ts';
import { shownCall } from './testing/shown-call.ts';

const said = (number: string, counter: string, arrow: 'left' | null = null) =>
  recordedWords(shownCall(number, { counter, arrow })).join(' ');

describe('an announcement of recorded words', () => {
  it.each([
    ['A007', 'Schalter 12', 'number A 0 0 7 counter 12'],
    ['FL1234', 'Schalter 03', 'number F L 1 2 3 4 counter 3'],
    ['B1', 'Schalter 104', 'number B 1 counter 1 0 4'],
    ['B1', 'Zimmer 104', 'number B 1 room 1 0 4'],
    ['B1', 'Platz 7', 'number B 1 desk 7'],
    ['B1', 'Raum 20', 'number B 1 space 20'],
    ['B1', 'Tür 3', 'number B 1 door 3'],
    ['B1', 'Room 3', 'number B 1 room 3'],
    ['B1', 'Information', 'number B 1'],
    ['B1', '1. OG, Zimmer 5', 'number B 1'],
    ['B1', 'Schalter 4a', 'number B 1'],
    ['B1', 'Schalter 2 links', 'number B 1'],
    ['B1', 'Haus 2', 'number B 1'],
  ])('%s, %s', (number, counter, words) => {
    expect(said(number, counter)).toBe(words);
  });

  it('ends with the way', () => {
    expect(said('A1', 'Schalter 2', 'left')).toBe('number A 1 counter 2 left');
    expect(said('A1', 'Information', 'left')).toBe('number A 1');
  });

  it.each(LANGUAGES)('has all words in %s, none over another', (language) => {
    const names = Object.keys(OFFSETS.de) as (keyof typeof OFFSETS.de)[];
    expect(names).toHaveLength(26 + 21 + 9);
    let end = 0;
    const places = names.map((name) => placeOf(language, name)).sort(([a], [b]) => a - b);
    for (const [begin, length] of places) {
      expect(begin).toBeGreaterThanOrEqual(end);
      expect(length).toBeGreaterThan(0.1);
      end = begin + length;
    }
  });

  it('loads little', () => {
    const bytes = LANGUAGES.map(
      (language) => statSync(new URL(`./recorded/${language}.ogg`, import.meta.url)).size,
    );
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(600_000);
  });
});
