import type { Language } from '../../config/languages.ts';
import type { ShownCall } from '../../main/contract/waiting-room.ts';
import { numberedPlace } from './place-names.ts';
import { OFFSETS } from './recorded/offsets.ts';

export type RecordedWord = keyof (typeof OFFSETS)['de'];

/** Put together from recorded words: `A007` at `Schalter 12` is "number A 0 0 7 counter 12". */
export function recordedWords({ number, counter, arrow }: ShownCall): RecordedWord[] {
  const ticket: RecordedWord[] = ['number', ...[...number].filter(isRecorded)];
  const place = numberedPlace(counter);
  // Half a name, or a way to what was not named, would lead astray; the screen has it whole.
  if (!place) return ticket;
  return [...ticket, place.word, ...wordsOf(place.digits), ...(arrow === null ? [] : [arrow])];
}

/** Where in the language's file a word stands, in seconds. */
export function placeOf(language: Language, word: RecordedWord): readonly [number, number] {
  return OFFSETS[language][word];
}

/** One word where there is one, else digit by digit. */
function wordsOf(digits: string): RecordedWord[] {
  const whole = String(Number(digits));
  return isRecorded(whole) ? [whole] : [...digits].filter(isRecorded);
}

function isRecorded(word: string): word is RecordedWord {
  return Object.hasOwn(OFFSETS.de, word);
}
