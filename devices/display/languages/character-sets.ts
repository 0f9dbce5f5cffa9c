/**
 * Text as a character display can show it: one byte a column, and never a byte that a display
 * could take for a command. What a set lacks is spelled out as one does in German.
 */

export type CharacterSetName =
  | 'cp437'
  | 'cp850'
  | 'cp858'
  | 'windows-1252'
  /** ASCII where @[\]{|}~ are §ÄÖÜäöüß: font set Germany. */
  | 'iso646-de'
  | 'ascii';

type Range = readonly [firstByte: number, characters: string];

const ASCII: Range = [0x20, String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at))];
const LETTERS_OF_437_AND_850: Range = [0x80, 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ'];
const SIGNS_OF_437_AND_850: Range = [0xa0, 'áíóúñÑªº¿'];

const CP850: readonly Range[] = [
  ASCII,
  LETTERS_OF_437_AND_850,
  [0x9b, 'ø£Ø×ƒ'],
  SIGNS_OF_437_AND_850,
  [0xa9, '®¬½¼¡«»'],
  [0xb5, 'ÁÂÀ©'],
  [0xc6, 'ãÃ'],
  [0xd0, 'ðÐÊËÈ'],
  [0xd6, 'ÍÎÏ'],
  [0xde, 'Ì'],
  [0xe0, 'ÓßÔÒõÕµþÞÚÛÙýÝ'],
  [0xf5, '§'],
  [0xf8, '°'],
];

const RANGES: Readonly<Record<CharacterSetName, readonly Range[]>> = {
  cp437: [
    ASCII,
    LETTERS_OF_437_AND_850,
    [0x9b, '¢£¥'],
    SIGNS_OF_437_AND_850,
    [0xaa, '¬½¼¡«»'],
    [0xe1, 'ß'],
    [0xf8, '°'],
  ],
  cp850: CP850,
  cp858: [...CP850, [0xd5, '€']],
  'windows-1252': [
    ASCII,
    [0x80, '€'],
    [0x8a, 'Š'],
    [0x8c, 'Œ'],
    [0x8e, 'Ž'],
    [0x9a, 'š'],
    [0x9c, 'œ'],
    [0x9e, 'ž'],
    [0x9f, 'Ÿ'],
    [0xa1, '¡¢£¤¥¦§¨©ª«¬'],
    [0xae, '®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ'],
  ],
  'iso646-de': [
    [0x20, ' !"#$%&\'()*+,-./0123456789:;<=>?§ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ^_`'],
    [0x61, 'abcdefghijklmnopqrstuvwxyzäöüß'],
  ],
  ascii: [ASCII],
};

const BYTES: Readonly<Record<CharacterSetName, ReadonlyMap<string, number>>> = {
  cp437: byteTable(RANGES.cp437),
  cp850: byteTable(RANGES.cp850),
  cp858: byteTable(RANGES.cp858),
  'windows-1252': byteTable(RANGES['windows-1252']),
  'iso646-de': byteTable(RANGES['iso646-de']),
  ascii: byteTable(RANGES.ascii),
};

const SPELLED_OUT: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['Ä', 'Ae'],
  ['Ö', 'Oe'],
  ['Ü', 'Ue'],
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  ['æ', 'ae'],
  ['Æ', 'Ae'],
  ['œ', 'oe'],
  ['Œ', 'Oe'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ı', 'i'],
  ['€', 'EUR'],
  ['…', '...'],
  ['•', '*'],
  ['·', '-'],
  ...[...'„“”«»'].map((quote): [string, string] => [quote, '"']),
  ...[...'‚‘’‹›´'].map((quote): [string, string] => [quote, "'"]),
  ...[...'‐‑‒–—−'].map((dash): [string, string] => [dash, '-']),
]);

const FOR_ALL_ELSE = '?';

/** One byte a column. Control characters become blanks, marks without a letter disappear. */
export function encodeText(text: string, characterSet: CharacterSetName): number[] {
  const table = BYTES[characterSet];
  const characters = [...text.normalize('NFC')];
  return characters.flatMap((character, index) => {
    const byte = table.get(character);
    if (byte !== undefined) return [byte];
    const replacement = replacementFor(character, characters[index + 1]);
    return [...replacement].map((one) => table.get(one) ?? table.get(FOR_ALL_ELSE) ?? 0x20);
  });
}

function replacementFor(character: string, next: string | undefined): string {
  const spelled = SPELLED_OUT.get(character);
  if (spelled !== undefined) {
    return next !== undefined && /^\p{Lu}$/u.test(next) ? spelled.toUpperCase() : spelled;
  }
  if (/^[\p{Cc}\p{Z}]$/u.test(character)) return ' ';
  if (/^[\p{M}\p{Cf}]$/u.test(character)) return '';
  const base = character.normalize('NFD').charAt(0);
  return /^[A-Za-z]$/.test(base) ? base : FOR_ALL_ELSE;
}

function byteTable(ranges: readonly Range[]): ReadonlyMap<string, number> {
  return new Map(
    ranges.flatMap(([firstByte, characters]) =>
      [...characters].map((character, index): [string, number] => [character, firstByte + index]),
    ),
  );
}
