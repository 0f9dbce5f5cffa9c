import { describe, expect, it } from 'vitest';
import { hashPassword, slowDigest, verifyPassword } from './passwords.ts';

describe('a password', () => {
  it('is stored as a salted hash of argon2id with the cost it was made with', async () => {
    const [one, other] = [
      await hashPassword('Feldweg im Regen'),
      await hashPassword('Feldweg im Regen'),
    ];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword(one, 'Feldweg im Regen')).toBe(true);
  });

  it.each(['', 'Feldweg im Rege', 'feldweg im Regen', 'Feldweg im Regen '])(
    'is not %j',
    async (other) => {
      expect(await verifyPassword(await hashPassword('Feldweg im Regen'), other)).toBe(false);
    },
  );

  it('is the same in each Unicode form', async () => {
    const composed = 'Bürgerbüro 1';
    const hash = await hashPassword(composed);
    expect(await verifyPassword(hash, composed.normalize('NFD'))).toBe(true);
  });

  it('stored by another implementation is read, whatever its cost', async () => {
    // RFC 9106 has no vector without secret and data; this one is of the reference implementation:
    // echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1
    const hash =
      '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(await verifyPassword(hash, 'password')).toBe(true);
    expect(await verifyPassword(hash, 'Password')).toBe(false);
  });

  it('whose hash is damaged is an error, not a wrong password', async () => {
    await expect(verifyPassword('$argon2id$v=19$m=1', 'any')).rejects.toThrow('cannot be read');
  });
});

it('digests a code for one purpose alike, and differently for another', async () => {
  const digest = await slowDigest('K7MR4W2P', 'one purpose');
  expect(await slowDigest('K7MR4W2P', 'one purpose')).toEqual(digest);
  expect(await slowDigest('K7MR4W2P', 'another purpose')).not.toEqual(digest);
  expect(await slowDigest('K7MR4W2Q', 'one purpose')).not.toEqual(digest);
});
