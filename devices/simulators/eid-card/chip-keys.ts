import type { Curve } from '../../eid/primitives/curves.ts';
import { sha256 } from '../../eid/primitives/hash.ts';
import { asciiBytes, type Bytes, concat, uintBytes } from '../../kit/bytes.ts';
import { unsignedInteger, writePoint } from './curve-points.ts';

/** The static keys of chip authentication, made from a label: test keys, the same in each process. */

export interface ChipKey {
  readonly identifier: number;
  /** Reserved for terminals that hold the right of privileged terminals. */
  readonly privileged: boolean;
  readonly secret: bigint;
}

export const CHIP_KEY = 0x29;
export const PRIVILEGED_CHIP_KEY = 0x2d;

export function makeChipKeys(curve: Curve, label: string): ReadonlyMap<number, ChipKey> {
  const key = (identifier: number, privileged: boolean): [number, ChipKey] => [
    identifier,
    { identifier, privileged, secret: secretFrom(curve, `${label} ${identifier}`) },
  ];
  return new Map([key(CHIP_KEY, false), key(PRIVILEGED_CHIP_KEY, true)]);
}

export function publicKeyOf(curve: Curve, { secret }: ChipKey): Bytes {
  return writePoint(curve.BASE.multiplyUnsafe(secret));
}

/** 96 bytes are wider than any order, so that the remainder is spread evenly enough. */
function secretFrom(curve: Curve, label: string): bigint {
  const text = asciiBytes(`test key for chip authentication: ${label}`);
  const wide = concat(...[1, 2, 3].map((part) => sha256(concat(text, uintBytes(part, 1)))));
  return (unsignedInteger(wide) % (curve.Fn.ORDER - 1n)) + 1n;
}
