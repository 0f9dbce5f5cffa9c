import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that the id survives being read aloud or copied. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 12;

/** 60 random bits in three groups, e.g. `7Q2M-X9TK-04ZB`. */
export function createTransactionId(): string {
  const characters = Array.from(randomBytes(CHARACTERS), (byte) => ALPHABET[byte % 32]);
  return [0, 4, 8].map((start) => characters.slice(start, start + 4).join('')).join('-');
}
