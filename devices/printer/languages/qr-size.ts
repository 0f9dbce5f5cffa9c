/**
 * Chooses how large a QR code is printed. Phones want modules of 6 to 8 dots (about 0.8 mm) and
 * four light modules around the code (ISO/IEC 18004).
 */

/** Bytes that version 1, 2, 3 ... holds at error level M in byte mode (ISO/IEC 18004 table 7). */
const BYTES_AT_LEVEL_M = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213];
const LARGEST_MODULE_DOTS = 8;
const SMALLEST_MODULE_DOTS = 4;
const QUIET_MODULES = 4;

/** Dots a module may have so that the code fits the line; undefined where it cannot. */
export function qrModuleDots(contentBytes: number, lineDots: number): number | undefined {
  const index = BYTES_AT_LEVEL_M.findIndex((capacity) => contentBytes <= capacity);
  if (index < 0) return undefined;
  const modules = 21 + 4 * index + 2 * QUIET_MODULES;
  const dots = Math.min(LARGEST_MODULE_DOTS, Math.floor(lineDots / modules));
  return dots < SMALLEST_MODULE_DOTS ? undefined : dots;
}
