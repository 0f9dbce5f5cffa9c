import type { CallDirection, DisplayContent } from '../../../state-machines/ports/display.ts';
import { type CharacterSetName, encodeText } from './character-sets.ts';

/**
 * Sets a content into the two rows of a character display, in columns. Nothing is ever cut short:
 * half a number or half a name sends people to the wrong place.
 */

export type GlassLines =
  | { readonly kind: 'lines'; readonly upper: readonly number[]; readonly lower: readonly number[] }
  | { readonly kind: 'does-not-fit'; readonly reason: string };

const COLUMNS = 20;
const BLANK = 0x20;
const QUESTION_MARK = 0x3f;
const EMPTY: readonly number[] = new Array(COLUMNS).fill(BLANK);

/** What stands left and right of the number. Two columns each, whatever the direction. */
const SIGNS: Readonly<Record<CallDirection | 'none', readonly [string, string]>> = {
  left: ['<<', '  '],
  right: ['  ', '>>'],
  ahead: ['^ ', ' ^'],
  none: ['  ', '  '],
};

/** A blank keeps the number apart from each sign. */
const NUMBER_MAXIMUM = COLUMNS - 2 * 3;

export function setLines(content: DisplayContent, characterSet: CharacterSetName): GlassLines {
  switch (content.kind) {
    case 'call':
      return setCall(content, characterSet);
    case 'idle':
      return setIdleText(content.text, characterSet);
    case 'blank':
      return { kind: 'lines', upper: EMPTY, lower: EMPTY };
  }
}

function setCall(
  { number, counter, direction }: Extract<DisplayContent, { kind: 'call' }>,
  characterSet: CharacterSetName,
): GlassLines {
  const ticket = encodeText(number.trim(), characterSet);
  const place = encodeText(counter.trim(), characterSet);
  if (ticket.every((byte) => byte === BLANK)) return unfit('the number is empty');
  if (ticket.includes(QUESTION_MARK) && !number.includes('?')) {
    return unfit('the number has characters that this display cannot draw');
  }
  if (ticket.length > NUMBER_MAXIMUM)
    return unfit(`the number is longer than ${NUMBER_MAXIMUM} characters`);
  if (place.length > COLUMNS) {
    return unfit(`the name of the counter is longer than ${COLUMNS} characters`);
  }
  const [left, right] = SIGNS[direction ?? 'none'].map((sign) => encodeText(sign, characterSet));
  return {
    kind: 'lines',
    upper: [...(left ?? []), ...centred(ticket, COLUMNS - 4), ...(right ?? [])],
    lower: centred(place, COLUMNS),
  };
}

function setIdleText(text: string, characterSet: CharacterSetName): GlassLines {
  const rows = text
    .split('\n')
    .flatMap((paragraph) => wrap(encodeText(paragraph.trim(), characterSet)));
  const [upper = [], lower = [], ...rest] = rows;
  if (rest.length > 0 || rows.some((row) => row.length > COLUMNS)) {
    return unfit(`the text needs more than two rows of ${COLUMNS}`);
  }
  return { kind: 'lines', upper: centred(upper, COLUMNS), lower: centred(lower, COLUMNS) };
}

/** Breaks between words. A word that is longer than a row stays whole, and is found out there. */
function wrap(text: readonly number[]): number[][] {
  const rows: number[][] = [];
  let row: number[] = [];
  for (const word of wordsOf(text)) {
    if (row.length > 0 && row.length + 1 + word.length > COLUMNS) {
      rows.push(row);
      row = word;
    } else {
      row = row.length === 0 ? word : [...row, BLANK, ...word];
    }
  }
  return [...rows, row];
}

function wordsOf(text: readonly number[]): number[][] {
  const words: number[][] = [[]];
  for (const byte of text) {
    if (byte === BLANK) words.push([]);
    else words.at(-1)?.push(byte);
  }
  return words.filter((word) => word.length > 0);
}

function centred(text: readonly number[], width: number): number[] {
  const left = Math.floor((width - text.length) / 2);
  const right = width - text.length - left;
  return [...new Array<number>(left).fill(BLANK), ...text, ...new Array<number>(right).fill(BLANK)];
}

function unfit(reason: string): GlassLines {
  return { kind: 'does-not-fit', reason };
}
