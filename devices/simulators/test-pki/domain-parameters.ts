import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { numberToBytesBE } from '@noble/curves/utils.js';
import type { Bytes } from '../../kit/bytes.ts';

/** The numbers that make a curve, each as wide as certificates carry it. */
export interface DomainParameters {
  readonly p: Bytes;
  readonly a: Bytes;
  readonly b: Bytes;
  /** Uncompressed point. */
  readonly base: Bytes;
  readonly order: Bytes;
  readonly cofactor: number;
}

export function domainParametersOf({ Point }: ECDSA): DomainParameters {
  const { p, a, b, n, h } = Point.CURVE();
  const wide = (value: bigint, length: number): Bytes =>
    new Uint8Array(numberToBytesBE(value, length));
  return {
    p: wide(p, Point.Fp.BYTES),
    a: wide(a, Point.Fp.BYTES),
    b: wide(b, Point.Fp.BYTES),
    base: new Uint8Array(Point.BASE.toBytes(false)),
    order: wide(n, Point.Fn.BYTES),
    cofactor: Number(h),
  };
}
