import type { WeierstrassPoint, WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';

/**
 * Elliptic curves through @noble/curves: Electron's BoringSSL has no brainpool curves, and PACE
 * needs point arithmetic that no Web or Node API offers.
 */

export type Point = WeierstrassPoint<bigint>;
export type Curve = WeierstrassPointCons<bigint>;

/** Standardized domain parameters, TR-03110 part 3 table 4 (parameterId to curve). */
export const STANDARDIZED_CURVES: ReadonlyMap<number, Curve> = new Map([
  [12, p256.Point],
  [13, brainpoolP256r1.Point],
  [15, p384.Point],
  [16, brainpoolP384r1.Point],
  [17, brainpoolP512r1.Point],
  [18, p521.Point],
]);
