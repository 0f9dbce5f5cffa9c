/** Byte helpers shared by every codec. All functions return new arrays and never keep their input. */

export type Bytes = Uint8Array<ArrayBuffer>;

export const NO_BYTES: Bytes = new Uint8Array(0);

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Parses an even number of hexadecimal digits; blanks between them are allowed. */
export function fromHex(hex: string): Bytes {
  const digits = hex.replace(/\s+/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new RangeError('not a string of whole hex bytes');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

/** Upper-case hexadecimal digits, two a byte, without separators. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex.toUpperCase();
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Compares without telling, by its time, where two values of the same length differ. */
export function equalInConstantTime(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}

/** Big-endian unsigned integer of exactly `length` bytes. Throws where the value does not fit. */
export function uintBytes(value: number, length: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * length)) {
    throw new RangeError(`${value} does not fit in ${length} unsigned bytes`);
  }
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let index = length - 1; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** Big-endian unsigned integer of up to six bytes. */
export function bytesToUint(bytes: Uint8Array): number {
  if (bytes.length > 6) throw new RangeError('more than six bytes do not fit a safe integer');
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** The bytes of an ASCII text. Throws on any other character. */
export function asciiBytes(text: string): Bytes {
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0x80;
    if (code > 0x7f) throw new RangeError('not an ASCII text');
    return code;
  });
}
