import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Argon2id (RFC 9106) with the second choice of OWASP's password storage recommendation. Hashes
 * are stored in the PHC string format, so that later ones may be costlier.
 */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

export const PASSWORD_LENGTH_MIN = 10;

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive(password, { ...COST, nonce: salt, tagLength: TAG_BYTES });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(tag)}`;
}

/** Throws where `hash` is not one of `hashPassword`. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(hash) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('a stored hash cannot be read');
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive(password, {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

/** A digest of a short secret that can be looked up, and not be found by trying them all. */
export function slowDigest(secret: string, purpose: string): Promise<Uint8Array> {
  return derive(secret, { ...COST, nonce: purpose.padEnd(SALT_BYTES), tagLength: TAG_BYTES });
}

function derive(
  secret: string,
  parameters: Omit<Argon2Parameters, 'message'>,
): Promise<Uint8Array> {
  // Typed on different systems, one password may come in different Unicode forms.
  const message = secret.normalize('NFC');
  return new Promise((resolve, reject) => {
    argon2('argon2id', { ...parameters, message }, (error, tag) => {
      if (error === null) resolve(tag);
      else reject(error);
    });
  });
}

function plain(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
