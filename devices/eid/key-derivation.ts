import { asciiBytes, type Bytes, concat, NO_BYTES, uintBytes } from '../kit/bytes.ts';
import { sha1, sha256 } from './primitives/hash.ts';

/** Key derivation of TR-03110 part 3, A.2.3. */

export type AesKeyBits = 128 | 192 | 256;

/** By the last number of the protocol's object identifier, A.2.3.1; 1 is Triple DES. */
export const KEY_BITS_BY_CIPHER: ReadonlyMap<number, AesKeyBits> = new Map([
  [2, 128],
  [3, 192],
  [4, 256],
]);

const KDF_ENCRYPTION = 1;
const KDF_MAC = 2;
export const KDF_PASSWORD = 3;

/**
 * @param secret the shared secret or password K
 * @param counter `KDF_ENCRYPTION`, `KDF_MAC` or `KDF_PASSWORD`
 * @param nonce r, which only chip authentication has
 */
export function deriveKey(
  keyBits: AesKeyBits,
  secret: Uint8Array,
  counter: number,
  nonce: Uint8Array = NO_BYTES,
): Bytes {
  const hash = keyBits === 128 ? sha1 : sha256;
  const input = concat(secret, nonce, uintBytes(counter, 4));
  const key = hash(input).slice(0, keyBits / 8);
  input.fill(0);
  return key;
}

/** Session keys of a secure-messaging channel. */
export interface ChannelKeys {
  readonly encryption: Bytes;
  readonly mac: Bytes;
}

export function deriveChannelKeys(
  keyBits: AesKeyBits,
  secret: Uint8Array,
  nonce: Uint8Array = NO_BYTES,
): ChannelKeys {
  return {
    encryption: deriveKey(keyBits, secret, KDF_ENCRYPTION, nonce),
    mac: deriveKey(keyBits, secret, KDF_MAC, nonce),
  };
}

/**
 * π of the MRZ password (TR-03110 part 3, table 7): SHA-1 over document number, date of birth and
 * date of expiry, each with its check digit, of a TD1 machine-readable zone (3 lines of 30).
 */
export function mrzPassword(machineReadableZone: string): Bytes {
  const zone = machineReadableZone.replace(/\s+/g, '');
  if (!/^[A-Z0-9<]{90}$/.test(zone)) {
    throw new RangeError('a TD1 machine-readable zone has 3 lines of 30 characters A–Z, 0–9, <');
  }
  return sha1(asciiBytes(zone.slice(5, 15) + zone.slice(30, 37) + zone.slice(38, 45)));
}
