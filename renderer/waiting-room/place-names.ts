import { LANGUAGES, type Language } from '../../config/languages.ts';
import { TEXTS } from '../../config/text/index.ts';

/** Words of which counters' names are made, in every language. */

type PlaceWord = keyof typeof TEXTS.de.waitingRoom.spoken.places;

const WORDS = Object.keys(TEXTS.de.waitingRoom.spoken.places) as readonly PlaceWord[];

/** The first that is called so counts: English has one word for two of them. */
function placeWord(name: string): PlaceWord | undefined {
  const wanted = name.toLocaleLowerCase('de');
  return WORDS.find((word) =>
    LANGUAGES.some((language) => placesIn(language)[word].toLocaleLowerCase('de') === wanted),
  );
}

/** `Zimmer 104`; null for a name with anything more in it, which half of it would belie. */
export function numberedPlace(counter: string): { word: PlaceWord; digits: string } | null {
  const [, name = '', digits = ''] = /^(\p{L}+)\s+(\d+)$/u.exec(counter.trim()) ?? [];
  const word = placeWord(name);
  return word === undefined ? null : { word, digits };
}

/** German words for places stand in the language instead; all else stays as it is. */
export function counterIn(language: Language, counter: string): string {
  const [from, to] = [placesIn('de'), placesIn(language)];
  return counter.replace(/\p{L}+/gu, (name) => {
    const word = WORDS.find((it) => from[it] === name);
    return word === undefined ? name : to[word];
  });
}

function placesIn(language: Language) {
  return TEXTS[language].waitingRoom.spoken.places;
}
