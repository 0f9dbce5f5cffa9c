/** The code pages that ESC t can select, read independently of the encoder (device-protocols A2). */

const LETTERS_OF_437_AND_850 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ';

const CP437 =
  `${LETTERS_OF_437_AND_850}¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧` +
  '╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';

const CP850 =
  `${LETTERS_OF_437_AND_850}ø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤` +
  'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

const CP858 = CP850.replace('ı', '€');

/** Also what a printer falls back to that does not have the selected page. */
export const POWER_ON_CODE_PAGE = 0;

const UPPER_HALVES: ReadonlyMap<number, string> = new Map([
  [0, CP437],
  [2, CP850],
  [19, CP858],
  [16, upperHalfOf('windows-1252')],
  [40, upperHalfOf('iso-8859-15')],
]);

/** The character for a byte 0x20 to 0xFF under `ESC t page`. */
export function decodeCharacter(byte: number, page: number): string {
  if (byte < 0x80) return byte === 0x7f ? ' ' : String.fromCharCode(byte);
  const upperHalf = UPPER_HALVES.get(page) ?? CP437;
  return upperHalf.charAt(byte - 0x80);
}

function upperHalfOf(encoding: string): string {
  const bytes = Uint8Array.from({ length: 128 }, (_, index) => 0x80 + index);
  return new TextDecoder(encoding).decode(bytes).replace(/[\u0080-\u009F]/g, ' ');
}
