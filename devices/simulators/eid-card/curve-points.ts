import type { Curve, Point } from '../../eid/primitives/curves.ts';
import { type Bytes, bytesToUint } from '../../kit/bytes.ts';

/** Points as they travel, uncompressed and with their full width, TR-03110-3 section D.3.4. */

const UNCOMPRESSED = 0x04;

/** Undefined for whatever is no point of this curve in this form. */
export function readPoint(curve: Curve, bytes: Uint8Array): Point | undefined {
  if (bytes.length !== 1 + 2 * curve.Fp.BYTES || bytes[0] !== UNCOMPRESSED) return undefined;
  try {
    return curve.fromBytes(bytes);
  } catch {
    return undefined;
  }
}

export function writePoint(point: Point): Bytes {
  return new Uint8Array(point.toBytes(false));
}

/** Comp(PK), TR-03110-3 section A.2.2.3: the x-coordinate with its leading zeros. */
export function compressed(curve: Curve, point: Uint8Array): Bytes {
  return new Uint8Array(point.slice(1, 1 + curve.Fp.BYTES));
}

export function unsignedInteger(bytes: Uint8Array): bigint {
  const step = 6;
  let value = 0n;
  for (let offset = 0; offset < bytes.length; offset += step) {
    const part = bytes.subarray(offset, offset + step);
    value = (value << BigInt(8 * part.length)) | BigInt(bytesToUint(part));
  }
  return value;
}
