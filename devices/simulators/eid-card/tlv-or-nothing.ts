import { decodeTlv, decodeTlvs, type Tlv, TlvError } from '../../kit/tlv.ts';

/** TLV from a terminal: what is malformed is undefined, because a chip answers it and goes on. */

export function readTlvs(data: Uint8Array): readonly Tlv[] | undefined {
  return orUndefined(() => decodeTlvs(data));
}

/** The value of the one object with this tag that fills the input. */
export function readTlv(data: Uint8Array, tag: number) {
  const object = orUndefined(() => decodeTlv(data));
  return object?.tag === tag ? object.value : undefined;
}

/** Objects whose tags are all known and differ. */
export function readKnownTlvs(
  data: Uint8Array,
  known: readonly number[],
): readonly Tlv[] | undefined {
  const objects = readTlvs(data);
  const tags = new Set(objects?.map((object) => object.tag));
  const clean = tags.size === objects?.length && [...tags].every((tag) => known.includes(tag));
  return clean ? objects : undefined;
}

export function orUndefined<Result>(decode: () => Result): Result | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof TlvError) return undefined;
    throw error;
  }
}
