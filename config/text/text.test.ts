import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../languages.ts';
import { TEXTS } from './index.ts';

/** What the compiler cannot see: how long sentences are, and how they are set. */

const WORDS_MAX = 15;

/** Every text with its place, and what texts with numbers in them say for some numbers. */
function textsOf(value: unknown, place: string): { place: string; text: string }[] {
  if (typeof value === 'string') return [{ place, text: value }];
  if (typeof value === 'function') {
    const say = value as (...numbers: number[]) => string;
    return [
      [0, 6, 6],
      [1, 5, 6],
      [2, 10, 10],
      [20, 6, 6],
    ].map((numbers) => ({ place: `${place}(${numbers})`, text: say(...numbers) }));
  }
  return Object.entries(value as object).flatMap(([key, part]) =>
    textsOf(part, place === '' ? key : `${place}.${key}`),
  );
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!:])\s+/);
const wordsOf = (sentence: string): string[] => sentence.match(/[\p{L}\p{N}]\S*/gu) ?? [];

describe.each(LANGUAGES)('texts in %s', (language) => {
  const texts = textsOf(TEXTS[language], '');

  it('are many', () => {
    expect(texts.length).toBeGreaterThan(300);
  });

  it(`have no sentence of more than ${WORDS_MAX} words`, () => {
    const long = texts.flatMap(({ place, text }) =>
      sentencesOf(text)
        .filter((sentence) => wordsOf(sentence).length > WORDS_MAX)
        .map((sentence) => `${place}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });

  it('are set with the language’s own marks', () => {
    const faulty = texts.filter(({ text }) => /["'`]|\.\.\.| - | {2}|^\s|\s$/.test(text));
    expect(faulty).toEqual([]);
  });

  it('keep a number and what it counts together', () => {
    const torn = texts.filter(({ text }) =>
      /\d (Ziffer|Sekunde|Minute|Versuch|digit|second|minute|tr)/.test(text),
    );
    expect(torn).toEqual([]);
  });

  it('are empty only where there is nothing to say', () => {
    const empty = texts.filter(({ text }) => text === '').map(({ place }) => place);
    expect(empty.filter((place) => !place.endsWith('.alternative'))).toEqual([]);
  });

  it('are printable on every receipt printer where they are printed', () => {
    const { services, results, receipt } = TEXTS[language];
    const printed = textsOf(
      [receipt, Object.values(services), Object.values(results).map((r) => [r.title, r.next])],
      '',
    );
    // No-break spaces become plain ones on paper.
    const faulty = printed.filter(({ text }) => !/^[ -~ÄÖÜäöüß\u00a0]*$/.test(text));
    expect(faulty).toEqual([]);
  });
});

it('says as many sentences in each language', () => {
  const [german, ...others] = LANGUAGES.map((language) =>
    textsOf(TEXTS[language], '').map(({ place }) => place),
  );
  for (const other of others) expect(other).toEqual(german);
});
