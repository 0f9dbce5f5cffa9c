import { describe, expect, it } from 'vitest';
import { linesOf, movingSeconds, pageSeconds } from './running-text.ts';

const TEXT = 'Der Fotoautomat steht im Foyer. Bitte halten Sie Ihren Ausweis bereit.';

describe('running text', () => {
  it('moves no faster than 5 characters a second', () => {
    const seconds = movingSeconds(TEXT, 30);
    expect((TEXT.length + 30) / seconds).toBeLessThanOrEqual(5);
  });

  it('stands in pages of whole words that fit', () => {
    const pages = linesOf(TEXT, 24);
    expect(pages.join(' ')).toBe(TEXT);
    expect(pages.every((page) => page.length <= 24)).toBe(true);
  });

  it('keeps a word that is longer than a page', () => {
    expect(linesOf('Personalausweisbehörde', 10)).toEqual(['Personalausweisbehörde']);
    expect(linesOf('  ', 10)).toEqual([]);
  });

  it('gives each page time to be read', () => {
    expect(pageSeconds('Kurz.')).toBe(6);
    expect(pageSeconds('x'.repeat(95))).toBe(10);
  });
});
