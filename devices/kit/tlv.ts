import { type Bytes, bytesToUint, concat, uintBytes } from './bytes.ts';

/**
 * BER-TLV as ISO/IEC 7816-4 section 6 uses it: tags of one to three bytes, definite lengths of
 * up to three bytes. Decoding is total: every malformed input ends in a `TlvError`.
 */

export interface Tlv {
  /** Tag bytes read as one big-endian number, e.g. 0x7F49. */
  readonly tag: number;
  readonly value: Bytes;
}

export class TlvError extends Error {
  readonly code = 'tlv-malformed';
  constructor(reason: string) {
    super(`malformed TLV: ${reason}`);
    this.name = 'TlvError';
  }
}

/** Encodes one object; several values are joined. Lengths take the shortest form (DER). */
export function encodeTlv(tag: number, ...values: readonly Uint8Array[]): Bytes {
  const length = values.reduce((sum, value) => sum + value.length, 0);
  return concat(encodeTag(tag), encodeLength(length), ...values);
}

/** Decodes a whole sequence of objects. Nothing may be left over. */
export function decodeTlvs(bytes: Uint8Array): Tlv[] {
  const objects: Tlv[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const { object, end } = decodeTlvAt(bytes, offset);
    objects.push(object);
    offset = end;
  }
  return objects;
}

/** Decodes exactly one object that fills the input. */
export function decodeTlv(bytes: Uint8Array): Tlv {
  const { object, end } = decodeTlvAt(bytes, 0);
  if (end !== bytes.length) throw new TlvError('bytes after the end of the object');
  return object;
}

/** Decodes the object that starts at `offset`; `end` is the offset behind it. */
export function decodeTlvAt(bytes: Uint8Array, offset: number): { object: Tlv; end: number } {
  const header = decodeTlvHeader(bytes, offset);
  const end = header.valueOffset + header.length;
  if (end > bytes.length) throw new TlvError('value shorter than its length says');
  return { object: { tag: header.tag, value: bytes.slice(header.valueOffset, end) }, end };
}

/** Reads tag and length only, so that a reader knows how much is still to come. */
export function decodeTlvHeader(
  bytes: Uint8Array,
  offset: number,
): { tag: number; length: number; valueOffset: number } {
  const byteAt = (index: number): number => {
    const byte = bytes[index];
    if (byte === undefined) throw new TlvError('ends inside a tag or a length');
    return byte;
  };
  let cursor = offset;
  let tag = byteAt(cursor++);
  if ((tag & 0x1f) === 0x1f) {
    let next: number;
    do {
      if (tag > 0xffff) throw new TlvError('tag longer than three bytes');
      next = byteAt(cursor++);
      tag = tag * 256 + next;
    } while ((next & 0x80) !== 0);
  }
  const first = byteAt(cursor++);
  if (first < 0x80) return { tag, length: first, valueOffset: cursor };
  const lengthBytes = first & 0x7f;
  if (lengthBytes === 0) throw new TlvError('indefinite length');
  if (lengthBytes > 3) throw new TlvError('length longer than three bytes');
  byteAt(cursor + lengthBytes - 1);
  const length = bytesToUint(bytes.subarray(cursor, cursor + lengthBytes));
  return { tag, length, valueOffset: cursor + lengthBytes };
}

/** The value of the first object with this tag. */
export function findTlv(objects: readonly Tlv[], tag: number): Bytes | undefined {
  return objects.find((object) => object.tag === tag)?.value;
}

function encodeTag(tag: number): Bytes {
  const length = tag > 0xffff ? 3 : tag > 0xff ? 2 : 1;
  return uintBytes(tag, length);
}

function encodeLength(length: number): Bytes {
  if (length < 0x80) return uintBytes(length, 1);
  const width = length > 0xffff ? 3 : length > 0xff ? 2 : 1;
  return concat(uintBytes(0x80 | width, 1), uintBytes(length, width));
}
