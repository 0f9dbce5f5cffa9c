import { aesCmac8 } from '../../eid/primitives/aes.ts';
import { sha1, sha256 } from '../../eid/primitives/hash.ts';
import { type Bytes, concat, fromHex, uintBytes } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';

/** Cipher suites of PACE and chip authentication, their keys and tokens, TR-03110-3 section A.2. */

export type SuiteName = 'aes-128' | 'aes-192' | 'aes-256';

export interface Suite {
  /** Last byte of the suite's object identifiers, TR-03110-3 tables 7 and 9. */
  readonly identifier: number;
  readonly keyBytes: number;
  /** The shortest multiple of the block that is no shorter than the key, as PersoSim chooses. */
  readonly nonceBytes: number;
  readonly hash: (message: Uint8Array) => Bytes;
}

export const SUITES: Readonly<Record<SuiteName, Suite>> = {
  'aes-128': { identifier: 2, keyBytes: 16, nonceBytes: 16, hash: sha1 },
  'aes-192': { identifier: 3, keyBytes: 24, nonceBytes: 32, hash: sha256 },
  'aes-256': { identifier: 4, keyBytes: 32, nonceBytes: 32, hash: sha256 },
};

export type KeyPurpose = 'encryption' | 'authentication' | 'nonce';

const COUNTERS: Readonly<Record<KeyPurpose, number>> = {
  encryption: 1,
  authentication: 2,
  nonce: 3,
};

export function deriveKey(suite: Suite, secret: Uint8Array, purpose: KeyPurpose): Bytes {
  return suite.hash(concat(secret, uintBytes(COUNTERS[purpose], 4))).slice(0, suite.keyBytes);
}

/** id-PACE-ECDH-GM-AES-CBC-CMAC-128, -192 and -256. */
export function paceIdentifier(suite: Suite): Bytes {
  return concat(fromHex('04007F000702020402'), uintBytes(suite.identifier, 1));
}

/** id-CA-ECDH-AES-CBC-CMAC-128, -192 and -256. */
export function chipAuthenticationIdentifier(suite: Suite): Bytes {
  return concat(fromHex('04007F000702020302'), uintBytes(suite.identifier, 1));
}

/** CMAC over the other side's public key object, TR-03110-3 sections A.2.4 and D.3.3. */
export function authenticationToken(
  macKey: Uint8Array,
  identifier: Uint8Array,
  publicKey: Uint8Array,
): Bytes {
  const object = encodeTlv(0x7f49, encodeTlv(0x06, identifier), encodeTlv(0x86, publicKey));
  return aesCmac8(macKey, object);
}
