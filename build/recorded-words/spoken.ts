import { TEXTS } from '../../config/text/index.ts';

/** What stands for each recorded word in the text for the speech synthesiser. */

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
/** Up to here a number is one word; longer ones are put together from digits. */
const LARGEST_NUMBER = 20;
const NUMBERS = Array.from({ length: LARGEST_NUMBER + 1 }, (_, index) => String(index));

const asIs = Object.fromEntries([...NUMBERS, ...LETTERS].map((word) => [word, word]));

export const SPOKEN = {
  de: {
    ...asIs,
    number: 'Nummer',
    ...TEXTS.de.waitingRoom.spoken.places,
    left: 'links',
    right: 'rechts',
    ahead: 'geradeaus',
  },
  en: {
    ...asIs,
    // Else the article.
    A: '[[eI]]',
    number: 'number',
    ...TEXTS.en.waitingRoom.spoken.places,
    left: 'on the left',
    right: 'on the right',
    ahead: 'straight ahead',
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;
