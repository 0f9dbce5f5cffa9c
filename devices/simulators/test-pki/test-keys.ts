import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1 } from '@noble/curves/misc.js';
import { bytesToNumberBE } from '@noble/curves/utils.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { asciiBytes, type Bytes } from '../../kit/bytes.ts';

/**
 * The keys of the test PKI, worth nothing: each follows from a public label, so that processes
 * agree without a file, and nobody can take one for a secret.
 */

export type TestKeyName =
  | 'cvca'
  | 'successor-cvca'
  | 'foreign-cvca'
  | 'dv'
  | 'terminal'
  | 'csca'
  | 'document-signer';

export interface TestKey {
  readonly curve: ECDSA;
  /** As wide as the curve's order. */
  readonly privateKey: Bytes;
  /** Uncompressed point, `04 ‖ x ‖ y`. */
  readonly publicKey: Bytes;
}

const made = new Map<TestKeyName, TestKey>();

export function testKey(name: TestKeyName): TestKey {
  const key = made.get(name) ?? makeTestKey(name);
  made.set(name, key);
  return key;
}

function makeTestKey(name: TestKeyName): TestKey {
  const curve = name === 'csca' ? brainpoolP384r1 : brainpoolP256r1;
  const label = asciiBytes(`Schnellspur test key, worth nothing: ${name}`);
  const order = curve.Point.Fn.ORDER;
  const scalar = (bytesToNumberBE(sha512(label)) % (order - 1n)) + 1n;
  const privateKey = new Uint8Array(curve.Point.Fn.toBytes(scalar));
  return { curve, privateKey, publicKey: publicKeyOf(curve, privateKey) };
}

export function publicKeyOf(curve: ECDSA, privateKey: Uint8Array): Bytes {
  return new Uint8Array(curve.getPublicKey(privateKey, false));
}
