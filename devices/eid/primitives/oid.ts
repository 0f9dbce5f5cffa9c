import { type Bytes, equalBytes, toHex } from '../../kit/bytes.ts';

/** Object identifiers as the value of a DER OBJECT IDENTIFIER, without its tag. */

export function encodeOid(dotted: string): Bytes {
  const arcs = dotted.split('.').map(Number);
  const [first = Number.NaN, second = Number.NaN, ...rest] = arcs;
  if (arcs.some((arc) => !Number.isSafeInteger(arc) || arc < 0) || first > 2 || second > 39) {
    throw new RangeError(`not an object identifier: ${dotted}`);
  }
  return Uint8Array.from([40 * first + second, ...rest.flatMap(encodeArc)]);
}

export function startsWithOid(oid: Uint8Array, prefix: Uint8Array): boolean {
  return equalBytes(oid.subarray(0, prefix.length), prefix);
}

/** For messages; a value that is no object identifier is shown in hexadecimal. */
export function showOid(oid: Uint8Array): string {
  const last = oid.at(-1);
  if (last === undefined || last >= 0x80) return toHex(oid);
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of oid) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [head = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(head / 40));
  return [root, head - 40 * root, ...rest].join('.');
}

function encodeArc(arc: number): number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 | (rest % 128));
  }
  return digits;
}
