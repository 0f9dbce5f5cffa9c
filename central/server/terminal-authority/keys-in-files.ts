import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AuthorityError } from './authority-error.ts';
import type { AuthorityKeys } from './authority-keys.ts';

/**
 * Keys as files in a folder: `terminal.pkcs8`, and `terminal-*.pkcs8` beside it. For demonstrations
 * and tests; whoever reads the folder owns the terminal's certificate.
 */

const KEY_FILE = /^terminal(?:-[\w-]+)?\.pkcs8$/;
const signOutsideTheLoop = promisify(sign);

export async function openKeysInFiles(folder: string): Promise<AuthorityKeys> {
  const names = async (): Promise<readonly string[]> => {
    const found = (await readFolder(folder)).filter((name) => KEY_FILE.test(name)).sort();
    if (found.length > 0) return found;
    throw new AuthorityError('key-missing', `The folder ${folder} holds no file terminal.pkcs8.`);
  };
  await Promise.all((await names()).map((name) => readKey(join(folder, name))));
  return {
    place: 'file',
    names,
    async sign(name, message, hash) {
      const key = await readKey(join(folder, name));
      return signOutsideTheLoop(hash, message, { key, dsaEncoding: 'ieee-p1363' });
    },
    close: () => Promise.resolve(),
  };
}

async function readFolder(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new AuthorityError('key-missing', `The folder ${folder} cannot be read.`, { cause });
  }
}

/** `cvc-create` writes an ECPrivateKey of RFC 5915 where its file's name promises PKCS#8. */
async function readKey(path: string): Promise<KeyObject> {
  const der = await readFile(path).catch((cause: unknown) => {
    throw new AuthorityError('key-unavailable', `The key file ${path} cannot be read.`, { cause });
  });
  try {
    for (const type of ['pkcs8', 'sec1'] as const) {
      const key = parseKey(der, type);
      if (key?.asymmetricKeyType === 'ec') return key;
    }
  } finally {
    der.fill(0);
  }
  throw new AuthorityError(
    'key-unusable',
    `The key file ${path} is no private key of an elliptic curve in PKCS#8 (DER).`,
  );
}

function parseKey(der: Buffer, type: 'pkcs8' | 'sec1'): KeyObject | undefined {
  try {
    return createPrivateKey({ key: der, format: 'der', type });
  } catch {
    return undefined;
  }
}
