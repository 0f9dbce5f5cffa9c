import type { Topic } from '../config/catalogue.ts';

/**
 * Topics for everyday words, best first. Words of all languages count, whatever language the screen
 * speaks. Pure.
 *
 * A typed word finds a topic's word that is the same, begins with it, contains it (German compounds)
 * or differs by a slip. Words that few topics have weigh more; of the typed ones the last may be
 * unfinished.
 */
export function findTopics(topics: readonly Topic[], typed: string, limit: number): Topic[] {
  const words = wordsOf(typed);
  const telling = words.filter((word) => !FILLERS.has(word));
  // What looks like a filler may be the beginning of a word.
  const asked = telling.length > 0 ? telling : words.slice(-1);
  const indexed = topics.map(index);
  const scores = indexed.map(() => 0);
  for (const word of asked) {
    const matches = indexed.map((entry) => bestMatch(word, entry));
    const found = matches.filter((match) => match > 0).length;
    if (found === 0) continue;
    const weight = 1 + Math.log(topics.length / found);
    for (const [place, match] of matches.entries())
      scores[place] = at(scores, place) + match * weight;
  }
  return topics
    .map((topic, place) => ({ topic, place, score: at(scores, place) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, limit)
    .map(({ topic }) => topic);
}

interface Indexed {
  readonly title: ReadonlySet<string>;
  readonly all: readonly string[];
}

/** A word of the title says more than one of its many synonyms. */
const TITLE_BONUS = 1.15;
const SAME = 10;
const BEGINS = 7;
const CONTAINS = 5;
const SLIP = 4;
const SLIP_AT_THE_BEGINNING = 2.5;

function bestMatch(asked: string, { title, all }: Indexed): number {
  let best = 0;
  for (const word of all) {
    const match = matchOf(asked, word) * (title.has(word) ? TITLE_BONUS : 1);
    if (match > best) best = match;
  }
  return best;
}

function matchOf(asked: string, word: string): number {
  if (word === asked) return SAME;
  // The nearer to the whole word, the better.
  const share = Math.min(asked.length, word.length) / Math.max(asked.length, word.length);
  if (word.startsWith(asked)) return BEGINS + share;
  if (asked.length >= 3 && word.includes(asked)) return CONTAINS + share;
  if (word.length >= 4 && asked.includes(word)) return CONTAINS + share;
  const allowed = slipsAllowed(asked.length);
  if (allowed === 0) return 0;
  if (slipsBetween(asked, word) <= allowed) return SLIP + share;
  const beginning = word.slice(0, asked.length);
  return word.length > asked.length && slipsBetween(asked, beginning) <= allowed
    ? SLIP_AT_THE_BEGINNING + share
    : 0;
}

function slipsAllowed(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** Letters missing, too many, wrong, or two in the wrong order. */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + same,
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      next.push(cost);
    }
    beforeLast = last;
    last = next;
  }
  return at(last, b.length);
}

const at = (numbers: readonly number[], place: number): number => numbers[place] ?? 0;

const index = (topic: Topic): Indexed => {
  const title = Object.values(topic.title).flatMap(wordsOf);
  return {
    title: new Set(title),
    all: [...title, ...Object.values(topic.words).flat().flatMap(wordsOf)],
  };
};

/** ä, ae and a are one, as are ß, ss and s: people type what the keys give. */
function wordsOf(text: string): string[] {
  const folded = text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([aou])e/g, '$1')
    .replaceAll(/(.)\1/g, '$1');
  return folded.split(/[^a-z0-9]+/).filter(Boolean);
}

/** Words that everybody uses, whatever the errand. Folded as above. */
const FILLERS: ReadonlySet<string> = new Set(
  [
    'ich habe bin will möchte muss kann brauche brauch benötige hätte gern gerne bitte wir uns',
    'mein meine meinen meiner meinem mir mich der die das den dem des ein eine einen einer einem',
    'und oder für mit von vom zum zur zu im in ins am an auf ist war hat nicht mehr es wie wo',
    'i have need want would like to my me the a an of for and or is was has please we our get how',
  ].flatMap(wordsOf),
);
