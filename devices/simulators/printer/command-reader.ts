/**
 * Splits the bytes that leave the receive buffer into ESC/POS commands, one byte at a time. Total:
 * every byte sequence is some sequence of commands. Bounded: data over the maximum is counted and
 * thrown away, as a printer with little memory does.
 */

export type Command =
  | { readonly kind: 'character'; readonly byte: number }
  | { readonly kind: 'control'; readonly byte: number }
  /** A command with all its bytes, from ESC, FS, GS or DLE on. */
  | { readonly kind: 'command'; readonly bytes: Uint8Array }
  /** A command that was too long to keep. */
  | { readonly kind: 'oversized' };

/** 72 bytes a row at 1024 rows, over twice what a sensible band of a picture has. */
export const COMMAND_MAXIMUM_BYTES = 73_728;

const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** Number of parameter bytes; commands not listed have none. */
const ESC_PARAMETERS = parameterTable({
  '!': 1,
  $: 2,
  '\\': 2,
  '-': 1,
  3: 1,
  ' ': 1,
  '=': 1,
  B: 2,
  E: 1,
  G: 1,
  J: 1,
  M: 1,
  R: 1,
  V: 1,
  a: 1,
  c: 2,
  d: 1,
  e: 1,
  p: 3,
  t: 1,
  '{': 1,
});
const FS_PARAMETERS = parameterTable({ '!': 1, '-': 1, C: 1, S: 2, W: 1, p: 2 });
const GS_PARAMETERS = parameterTable({
  '!': 1,
  B: 1,
  H: 1,
  I: 1,
  L: 2,
  P: 2,
  W: 2,
  a: 1,
  b: 1,
  f: 1,
  h: 1,
  r: 1,
  w: 1,
});
/** DLE EOT and DLE ENQ carry n; DLE DC4 depends on its function. */
const DLE_DC4_PARAMETERS: ReadonlyMap<number, number> = new Map([
  [1, 2],
  [2, 2],
  [3, 5],
  [7, 1],
  [8, 7],
]);

export class CommandReader {
  #bytes: number[] = [];
  /** Length of the command in hand, once its head tells. */
  #total: number | undefined;
  #toSkip = 0;

  reset(): void {
    this.#bytes = [];
    this.#total = undefined;
    this.#toSkip = 0;
  }

  /** The command that this byte completes. */
  push(byte: number): Command | undefined {
    if (this.#toSkip > 0) {
      this.#toSkip -= 1;
      return this.#toSkip === 0 ? { kind: 'oversized' } : undefined;
    }
    if (this.#bytes.length === 0 && ![DLE, ESC, FS, GS].includes(byte)) {
      return { kind: byte < 0x20 ? 'control' : 'character', byte };
    }
    this.#bytes.push(byte);
    this.#total ??= commandLength(this.#bytes);
    if (this.#total === undefined) return undefined;
    if (this.#total > COMMAND_MAXIMUM_BYTES) {
      const toSkip = this.#total - this.#bytes.length;
      this.reset();
      this.#toSkip = toSkip;
      return undefined;
    }
    if (this.#bytes.length < this.#total) return undefined;
    const bytes = Uint8Array.from(this.#bytes);
    this.reset();
    return { kind: 'command', bytes };
  }
}

/** Whole length of the command that starts so; undefined while its head does not tell. */
function commandLength(bytes: readonly number[]): number | undefined {
  const second = bytes[1];
  if (second === undefined) return undefined;
  switch (bytes[0]) {
    case ESC:
      return escapeLength(bytes, second);
    case FS:
      return second === 0x28 ? lengthInHead(bytes) : 2 + (FS_PARAMETERS.get(second) ?? 0);
    case GS:
      return groupSeparatorLength(bytes, second);
    default:
      return dataLinkEscapeLength(bytes, second);
  }
}

function escapeLength(bytes: readonly number[], second: number): number | undefined {
  if (second === 0x28) return lengthInHead(bytes);
  if (second === 0x2a) {
    const [, , mode, low, high] = bytes;
    if (mode === undefined || low === undefined || high === undefined) return undefined;
    return 5 + (low + 256 * high) * (mode >= 32 ? 3 : 1);
  }
  return 2 + (ESC_PARAMETERS.get(second) ?? 0);
}

function groupSeparatorLength(bytes: readonly number[], second: number): number | undefined {
  const third = bytes[2];
  switch (second) {
    case 0x28:
      return lengthInHead(bytes);
    case 0x56:
      if (third === undefined) return undefined;
      return third === 0x41 || third === 0x42 ? 4 : 3;
    case 0x6b:
      return barcodeLength(bytes, third);
    case 0x76: {
      const [, , , , widthLow, widthHigh, heightLow, heightHigh] = bytes;
      if (widthLow === undefined || widthHigh === undefined) return undefined;
      if (heightLow === undefined || heightHigh === undefined) return undefined;
      return 8 + (widthLow + 256 * widthHigh) * (heightLow + 256 * heightHigh);
    }
    default:
      return 2 + (GS_PARAMETERS.get(second) ?? 0);
  }
}

/** GS k: kinds 0 to 6 end in NUL, 65 and more say how long they are. */
function barcodeLength(bytes: readonly number[], kind: number | undefined): number | undefined {
  if (kind === undefined) return undefined;
  if (kind >= 65) return bytes[3] === undefined ? undefined : 4 + bytes[3];
  const lastByte = bytes.length > 3 ? bytes[bytes.length - 1] : undefined;
  return lastByte === 0 || bytes.length > 255 ? bytes.length : undefined;
}

function dataLinkEscapeLength(bytes: readonly number[], second: number): number | undefined {
  if (second === 0x04 || second === 0x05) return 3;
  if (second !== 0x14) return 2;
  return bytes[2] === undefined ? undefined : 3 + (DLE_DC4_PARAMETERS.get(bytes[2]) ?? 0);
}

/** Commands of the form X ( f pL pH ... . */
function lengthInHead(bytes: readonly number[]): number | undefined {
  const [, , , low, high] = bytes;
  return low === undefined || high === undefined ? undefined : 5 + low + 256 * high;
}

function parameterTable(table: Readonly<Record<string, number>>): ReadonlyMap<number, number> {
  return new Map(Object.entries(table).map(([name, count]) => [name.charCodeAt(0), count]));
}
