import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 random bits as URL-safe text. */
export function newSecretValue(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What the host keeps of a secret value: all it needs for a comparison in constant time. */
export function digestOf(value: string): Uint8Array {
  return createHash('sha256').update(value).digest();
}

export function isDigestOf(digest: Uint8Array, value: string): boolean {
  return timingSafeEqual(digest, digestOf(value));
}
