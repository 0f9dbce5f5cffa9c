import type { Language } from '../../config/languages.ts';
import type { ShownCall } from '../../main/contract/waiting-room.ts';
import { OFFSETS } from './recorded/offsets.ts';

export type RecordedWord = keyof (typeof OFFSETS)['de'];

/** Put together from recorded words: `A007` at `Schalter 12` is "number A 0 0 7 counter 12". */
export function recordedWords({ number, counter, arrow }: ShownCall): RecordedWord[] {
  const [counterNumber] = /\d+/.exec(counter) ?? [];
  return [
    'number',
    ...[...number].filter(isRecorded),
    // A counter that has only a name stands on the screen.
    ...(counterNumber === undefined ? [] : ['counter' as const, ...wordsOf(counterNumber)]),
    ...(arrow === null ? [] : [arrow]),
  ];
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
