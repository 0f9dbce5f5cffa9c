import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../../kit/bytes.ts';

export function sha1(message: Uint8Array): Bytes {
  return new Uint8Array(nobleSha1(message));
}

export function sha256(message: Uint8Array): Bytes {
  return new Uint8Array(nobleSha256(message));
}
