/**
 * BER-TLV with tags of one or two bytes and lengths in their shortest form of up to two bytes:
 * enough for card-verifiable certificates and auxiliary data. Total: malformed input gives undefined.
 */

export interface Tlv {
  readonly tag: number;
  readonly value: Uint8Array;
  /** Tag, length and value. */
  readonly whole: Uint8Array;
}

/** The objects that fill the bytes exactly. */
export function readTlvs(bytes: Uint8Array): readonly Tlv[] | undefined {
  const objects: Tlv[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const object = readTlvAt(bytes, offset);
    if (!object) return undefined;
    objects.push(object);
    offset += object.whole.length;
  }
  return objects;
}

/** The values of objects that have these tags in this order, and nothing else. */
export function readTagged(bytes: Uint8Array, tags: readonly number[]): readonly Tlv[] | undefined {
  const objects = readTlvs(bytes);
  const fits = objects?.length === tags.length && objects.every(({ tag }, at) => tag === tags[at]);
  return fits ? objects : undefined;
}

function readTlvAt(bytes: Uint8Array, offset: number): Tlv | undefined {
  const [first = 0, second] = bytes.subarray(offset);
  const isLong = (first & 0x1f) === 0x1f;
  if (isLong && (second === undefined || second > 0x7f)) return undefined;
  const tag = isLong ? first * 256 + (second ?? 0) : first;
  const length = readLength(bytes, offset + (isLong ? 2 : 1));
  if (!length) return undefined;
  const end = length.end + length.value;
  if (end > bytes.length) return undefined;
  return { tag, value: bytes.subarray(length.end, end), whole: bytes.subarray(offset, end) };
}

function readLength(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  const [first, second = -1, third = -1] = bytes.subarray(at, at + 3);
  if (first === undefined) return undefined;
  if (first < 0x80) return { value: first, end: at + 1 };
  if (first === 0x81 && second >= 0x80) return { value: second, end: at + 2 };
  if (first === 0x82 && second > 0 && third >= 0) {
    return { value: second * 256 + third, end: at + 3 };
  }
  return undefined;
}
