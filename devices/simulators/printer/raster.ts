import type { Alignment, PaperLine } from './paper.ts';

/** A GS v 0 command as it appears on paper: what is wider than the head is not printed. */
export function rasterLine(
  command: Uint8Array,
  alignment: Alignment,
  printWidthDots: number,
): PaperLine | undefined {
  const bytesPerRow = (command[4] ?? 0) + 256 * (command[5] ?? 0);
  const heightDots = (command[6] ?? 0) + 256 * (command[7] ?? 0);
  if (bytesPerRow === 0 || heightDots === 0) return undefined;
  const printed = Math.min(bytesPerRow, printWidthDots / 8);
  const bits = new Uint8Array(printed * heightDots);
  for (let row = 0; row < heightDots; row++) {
    const start = 8 + row * bytesPerRow;
    bits.set(command.subarray(start, start + printed), row * printed);
  }
  return { kind: 'raster', alignment, bytesPerRow: printed, bits, heightDots };
}
