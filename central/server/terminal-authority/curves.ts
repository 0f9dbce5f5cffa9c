import { createHash } from 'node:crypto';
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import type { HashName } from './authority-keys.ts';

/**
 * Checks signatures of terminal and document verifier certificates. These carry a point and no
 * curve; the curve is the one of TR-03110 part 3 table 4 that the point lies on.
 */

const CURVES: readonly ECDSA[] = [
  brainpoolP256r1,
  p256,
  brainpoolP384r1,
  p384,
  brainpoolP512r1,
  p521,
];

/** Whether r‖s over the message verifies under the uncompressed point; false for any nonsense. */
export function verifies(
  point: Uint8Array,
  hash: HashName,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const curve = CURVES.find((candidate) => liesOn(candidate, point));
  if (!curve || signature.length !== 2 * curve.Point.Fn.BYTES) return false;
  const digest = createHash(hash).update(message).digest();
  try {
    return curve.verify(signature, digest, point, { prehash: false, lowS: false });
  } catch {
    return false;
  }
}

function liesOn(curve: ECDSA, point: Uint8Array): boolean {
  return point[0] === 0x04 && curve.utils.isValidPublicKey(point, false);
}
