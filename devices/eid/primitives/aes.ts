import { cbc, cmac, ecb } from '@noble/ciphers/aes.js';
import type { Bytes } from '../../kit/bytes.ts';

/** AES and AES-CMAC as TR-03110 part 3 sections A.2.3 and F.2 use them: no padding of their own. */

const BLOCK_BYTES = 16;

export function aesCbcEncrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Bytes {
  return owned(cbc(key, iv, { disablePadding: true }).encrypt(plain));
}

export function aesCbcDecrypt(key: Uint8Array, iv: Uint8Array, cipher: Uint8Array): Bytes {
  return owned(cbc(key, iv, { disablePadding: true }).decrypt(cipher));
}

/** Encrypts one block. */
export function aesEncryptBlock(key: Uint8Array, block: Uint8Array): Bytes {
  if (block.length !== BLOCK_BYTES) throw new RangeError('an AES block has 16 bytes');
  return owned(ecb(key, { disablePadding: true }).encrypt(block));
}

/** AES-CMAC (RFC 4493) cut to the eight bytes that TR-03110 sends. */
export function aesCmac8(key: Uint8Array, message: Uint8Array): Bytes {
  return owned(cmac(message, key)).slice(0, 8);
}

export function aesCmac(key: Uint8Array, message: Uint8Array): Bytes {
  return owned(cmac(message, key));
}

function owned(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}
