import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuthorityError } from './authority-error.ts';
import { type Chain, readChain } from './chains.ts';

/** A chain as a folder: `dv.cvcert`, `terminal.cvcert` and any `link*.cvcert`. */

const LINK_FILE = /^link.*\.cvcert$/;
/** A certificate of a card has a few hundred bytes. */
const CERTIFICATE_BYTES_MAX = 2_048;

/** Throws an `AuthorityError`. */
export async function readChainFolder(folder: string): Promise<Chain> {
  const names = await orUnreadable(folder, readdir(folder));
  const links = names.filter((name) => LINK_FILE.test(name)).sort();
  const certificates = ['dv.cvcert', 'terminal.cvcert', ...links].map((name) =>
    readCertificateFile(join(folder, name)),
  );
  return readChain(await Promise.all(certificates));
}

async function readCertificateFile(path: string): Promise<Uint8Array> {
  const bytes = await orUnreadable(path, readFile(path));
  if (bytes.length <= CERTIFICATE_BYTES_MAX) return bytes;
  throw new AuthorityError('chain-unreadable', `${path} is too long for a certificate.`);
}

async function orUnreadable<Result>(path: string, reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (cause) {
    throw new AuthorityError('chain-unreadable', `${path} cannot be read.`, { cause });
  }
}
