import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { type Bytes, toHex } from '../../kit/bytes.ts';

/**
 * ECDSA over the curves that certificates of identity cards use. A curve that comes with its
 * parameters is never built from them: it is one of these in every number, or none.
 */

export interface EcdsaCurve {
  readonly oid: string;
  readonly ecdsa: ECDSA;
}

/** SHA-1 is left out on purpose: no signature over it is taken. */
export type HashName = 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** A curve as a certificate spells it out: big-endian numbers, the generator uncompressed. */
export interface CurveParameters {
  readonly p: Uint8Array;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly generator: Uint8Array;
  readonly order: Uint8Array;
}

export const ECDSA_CURVES: readonly EcdsaCurve[] = [
  { oid: '1.2.840.10045.3.1.7', ecdsa: p256 },
  { oid: '1.3.132.0.34', ecdsa: p384 },
  { oid: '1.3.132.0.35', ecdsa: p521 },
  { oid: '1.3.36.3.3.2.8.1.1.7', ecdsa: brainpoolP256r1 },
  { oid: '1.3.36.3.3.2.8.1.1.11', ecdsa: brainpoolP384r1 },
  { oid: '1.3.36.3.3.2.8.1.1.13', ecdsa: brainpoolP512r1 },
];

const HASHES: Readonly<Record<HashName, (message: Uint8Array) => Uint8Array>> = {
  'SHA-224': sha224,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
};

export function curveByOid(oid: string): EcdsaCurve | undefined {
  return ECDSA_CURVES.find((curve) => curve.oid === oid);
}

/** The known curve that has exactly these parameters; another generator is another curve. */
export function curveByParameters(given: CurveParameters): EcdsaCurve | undefined {
  return ECDSA_CURVES.find(({ ecdsa }) => {
    const { p, a, b, n } = ecdsa.Point.CURVE();
    return (
      toBigInt(given.p) === p &&
      toBigInt(given.a) === a &&
      toBigInt(given.b) === b &&
      toBigInt(given.order) === n &&
      isGenerator(ecdsa, given.generator)
    );
  });
}

export function hash(name: HashName, message: Uint8Array): Bytes {
  return new Uint8Array(HASHES[name](message));
}

/**
 * `plain` is r‖s, each as wide as the order (TR-03110 part 3, A.7.3.1); `der` is ECDSA-Sig-Value
 * of RFC 3279. False for whatever is no signature or no key.
 */
export function verifyEcdsa(
  { ecdsa }: EcdsaCurve,
  hashName: HashName,
  signed: {
    readonly message: Uint8Array;
    readonly signature: Uint8Array;
    readonly format: 'plain' | 'der';
    readonly publicKey: Uint8Array;
  },
): boolean {
  const { signature, format, publicKey } = signed;
  if (format === 'plain' && signature.length !== ecdsa.lengths.signature) return false;
  // Half of all valid signatures have a high s; noble refuses those unless told otherwise.
  return ecdsa.verify(signature, hash(hashName, signed.message), publicKey, {
    lowS: false,
    prehash: false,
    format: format === 'plain' ? 'compact' : 'der',
  });
}

/** Plain r‖s. */
export function signEcdsa(
  { ecdsa }: EcdsaCurve,
  hashName: HashName,
  message: Uint8Array,
  secretKey: Uint8Array,
): Bytes {
  const digest = hash(hashName, message);
  return new Uint8Array(ecdsa.sign(digest, secretKey, { lowS: false, prehash: false }));
}

function isGenerator(ecdsa: ECDSA, encoded: Uint8Array): boolean {
  try {
    return ecdsa.Point.fromBytes(encoded).equals(ecdsa.Point.BASE);
  } catch {
    return false;
  }
}

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x0${toHex(bytes)}`);
}
