import { type Bytes, concat, NO_BYTES } from '../../kit/bytes.ts';
import type { CharacterSetName } from './character-sets.ts';

/** CD5220, the command set of most clones: two rows of 20 characters (device-protocols B2). */

/** ESC f G is font set Germany. Clones without a choice of tables have one that is fixed. */
const GERMAN_FONT_SET = Uint8Array.of(0x1b, 0x66, 0x47);

/** ESC DC1 overwrite mode, ESC _ cursor off. */
const MODE = Uint8Array.of(0x1b, 0x11, 0x1b, 0x5f, 0);
const cursorToRow = (row: 1 | 2) => Uint8Array.of(0x1b, 0x6c, 1, row);

/** ESC Q D takes up to 40 characters, the longest of all commands. */
const FILLS_ANY_COMMAND = new Uint8Array(40).fill(0x20);

/**
 * Ends a command that an earlier connection left half sent, then the string mode, in which all
 * but CLR and CAN is ignored; CLR twice, because the first may still become a parameter. ESC =
 * turns the display on, which may be off for the sake of a printer. Then ESC @ clears the glass.
 */
export const openCd5220: Bytes = concat(
  FILLS_ANY_COMMAND,
  Uint8Array.of(0x0d, 0x0c, 0x0c, 0x1b, 0x3d, 0x02, 0x1b, 0x40),
);

/** All settings and both whole rows, so that nothing flickers and nothing stale stays. */
export function encodeCd5220(
  upper: readonly number[],
  lower: readonly number[],
  characterSet: CharacterSetName,
): Bytes {
  return concat(
    MODE,
    characterSet === 'iso646-de' ? GERMAN_FONT_SET : NO_BYTES,
    cursorToRow(1),
    Uint8Array.from(upper),
    cursorToRow(2),
    Uint8Array.from(lower),
  );
}
