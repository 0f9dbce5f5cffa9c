/**
 * Text as a receipt printer can show it. Code page 858 comes first, because its German letters
 * have the same bytes in the power-on page 437; Windows-1252 adds a few Latin letters
 * (device-protocols A2).
 */

const CP858_UPPER_HALF =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
  'ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´±‗¾¶§÷¸°¨·¹³²■';
const WINDOWS_1252_EXTRA = 'ŠšŽžŒœŸ™‰';

const PRINTABLE = new Set(`${CP858_UPPER_HALF}${WINDOWS_1252_EXTRA}`);

const REPLACEMENTS = new Map<string, string>([
  ...[...'„“”'].map((quote): [string, string] => [quote, '"']),
  ...[...'‚‘’‹›'].map((quote): [string, string] => [quote, "'"]),
  ...[...'‐‑‒–—−'].map((dash): [string, string] => [dash, '-']),
  ...[...'\u00A0\u2007\u2009\u202F\t'].map((blank): [string, string] => [blank, ' ']),
  ...[...'\u00AD\u200B\u200C\u200D\u2060\uFEFF\r'].map((hidden): [string, string] => [hidden, '']),
  ['…', '...'],
  ['•', '*'],
]);

const REPLACEMENT_FOR_UNPRINTABLE = '?';

/**
 * Maps any text to characters that the printer has; line breaks stay. A letter without a place
 * in the code pages loses its accent, anything else becomes a question mark.
 */
export function printableText(text: string): string {
  let printable = '';
  for (const character of prepare(text)) printable += printableCharacter(character);
  return printable;
}

/** The characters that `printableText` would have to alter beyond recognition, each once. */
export function unprintableCharacters(text: string): string[] {
  const lost = [...prepare(text)].filter(
    (character) => printableCharacter(character) === REPLACEMENT_FOR_UNPRINTABLE,
  );
  return [...new Set(lost)].filter((character) => character !== REPLACEMENT_FOR_UNPRINTABLE);
}

function prepare(text: string): string {
  return text
    .normalize('NFC')
    .replace(/ẞ/g, (_, offset: number, whole: string) =>
      standsInCapitals(whole, offset) ? 'SS' : 'ß',
    );
}

function standsInCapitals(text: string, offset: number): boolean {
  const neighbours = `${text[offset - 1] ?? ''}${text[offset + 1] ?? ''}`;
  return /\p{Lu}/u.test(neighbours) && !/\p{Ll}/u.test(neighbours);
}

function printableCharacter(character: string): string {
  const replacement = REPLACEMENTS.get(character);
  if (replacement !== undefined) return replacement;
  if (character === '\n' || /^[ -~]$/.test(character) || PRINTABLE.has(character)) return character;
  if (/^\p{Cc}$/u.test(character)) return ' ';
  if (/^\p{Mn}$/u.test(character)) return '';
  const base = character.normalize('NFD').charAt(0);
  return /^[A-Za-z]$/.test(base) ? base : REPLACEMENT_FOR_UNPRINTABLE;
}
