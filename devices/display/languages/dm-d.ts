import { type Bytes, concat } from '../../kit/bytes.ts';
import type { CharacterSetName } from './character-sets.ts';

/** Epson DM-D, the ESC/POS display set: two rows of 20 characters (device-protocols B1). */

/** ESC t and, for the national variant, ESC R. Sent each time, for a display that was off. */
const SELECT: Readonly<Record<CharacterSetName, Bytes>> = {
  cp437: Uint8Array.of(0x1b, 0x52, 0, 0x1b, 0x74, 0),
  cp850: Uint8Array.of(0x1b, 0x52, 0, 0x1b, 0x74, 2),
  cp858: Uint8Array.of(0x1b, 0x52, 0, 0x1b, 0x74, 19),
  'windows-1252': Uint8Array.of(0x1b, 0x52, 0, 0x1b, 0x74, 16),
  'iso646-de': Uint8Array.of(0x1b, 0x52, 2),
  ascii: Uint8Array.of(0x1b, 0x52, 0),
};

/** US SOH overwrite mode, US C cursor off, US E no blinking. */
const MODE = Uint8Array.of(0x1f, 0x01, 0x1f, 0x43, 0, 0x1f, 0x45, 0);
const cursorToRow = (row: 1 | 2) => Uint8Array.of(0x1f, 0x24, 1, row);

/**
 * An earlier connection may have ended inside a command, whose parameters the first ESC @ then
 * becomes, or with the display turned off for the sake of a printer behind it; ESC = turns it on.
 * Then ESC @ clears the glass.
 */
export const openDmD: Bytes = Uint8Array.of(0x1b, 0x40, 0x1b, 0x3d, 0x02, 0x1b, 0x40);

/** All settings and both whole rows, so that nothing flickers and nothing stale stays. */
export function encodeDmD(
  upper: readonly number[],
  lower: readonly number[],
  characterSet: CharacterSetName,
): Bytes {
  return concat(
    MODE,
    SELECT[characterSet],
    cursorToRow(1),
    Uint8Array.from(upper),
    cursorToRow(2),
    Uint8Array.from(lower),
  );
}
