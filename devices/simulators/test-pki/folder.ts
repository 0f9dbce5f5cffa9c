import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { ECParameters, ECPrivateKey } from '@peculiar/asn1-ecc';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import type { Bytes } from '../../kit/bytes.ts';
import { publicKeyOf } from './test-keys.ts';
import type { TestPki } from './test-pki.ts';

/** A terminal authority's folder, as a desk and the demo read it. */

export interface AuthorityFolderOptions {
  readonly rights: readonly string[];
  /** Whose document verifier leads to the terminal: then cards need the link, or not. */
  readonly under?: 'cvca' | 'successor';
}

const BRAINPOOL_P256R1 = '1.3.36.3.3.2.8.1.1.7';
const OWNER_ONLY = 0o600;

/** Writes over what is there. Rejects where the folder cannot be written. */
export async function writeAuthorityFolder(
  pki: TestPki,
  folder: string,
  { rights, under = 'cvca' }: AuthorityFolderOptions,
): Promise<void> {
  const terminal = pki.terminal(rights);
  const dv = under === 'cvca' ? pki.dv : pki.successorDv;
  const files: Readonly<Record<string, Bytes>> = {
    'cvca.cvcert': pki.cvca.certificate,
    'link.cvcert': pki.link,
    'dv.cvcert': dv.certificate,
    'terminal.cvcert': terminal.certificate,
    'terminal.pkcs8': encodePrivateKey(terminal.privateKey),
    'csca.cer': pki.csca,
  };
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) {
    const mode = name.endsWith('.pkcs8') ? OWNER_ONLY : undefined;
    await writeFile(join(folder, name), bytes, { mode });
  }
}

/** ECPrivateKey, RFC 5915: what `cvc-create` writes, whatever it calls the file. */
export function encodePrivateKey(privateKey: Bytes): Bytes {
  const key = new ECPrivateKey({
    version: 1,
    privateKey: new OctetString(privateKey),
    parameters: new ECParameters({ namedCurve: BRAINPOOL_P256R1 }),
    publicKey: publicKeyOf(brainpoolP256r1, privateKey).buffer,
  });
  return new Uint8Array(AsnConvert.serialize(key));
}
