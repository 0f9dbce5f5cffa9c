import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '../kit/bytes.ts';
import { type AuthorityFiles, AuthorityFolderError } from './authority-folder.ts';
import { CertificateError, decodeDocumentCertificate } from './document-certificate.ts';

/** Certificates and keys that lie in folders, read for the desk command. */

export interface TrustAnchors {
  readonly documentSigners: readonly Bytes[];
  readonly countryCertificates: readonly Bytes[];
}

/** Far more than any certificate has; a folder named by mistake is not read into memory. */
const FILE_BYTES_MAX = 65_536;
const FILES_MAX = 1_000;

const ANCHOR_FILE = /\.(cer|crt|der|pem)$/i;
const LINK_FILE = /^link.*\.cvcert$/;
const PEM_BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;
const DER_SEQUENCE = 0x30;

export async function readAuthorityFiles(folder: string): Promise<AuthorityFiles> {
  const names = await listFiles(folder);
  const links = names.filter((name) => LINK_FILE.test(name)).map((name) => join(folder, name));
  return {
    documentVerifier: await readBytes(join(folder, 'dv.cvcert')),
    terminal: await readBytes(join(folder, 'terminal.cvcert')),
    privateKey: await readBytes(join(folder, 'terminal.pkcs8')),
    links: await Promise.all(links.map(readBytes)),
    ...(names.includes('cvca.cvcert')
      ? { cvca: await readBytes(join(folder, 'cvca.cvcert')) }
      : {}),
  };
}

/** Every certificate of a folder: those of authorities are countries', the others' sign documents. */
export async function readTrustAnchors(folder: string): Promise<TrustAnchors> {
  const names = (await listFiles(folder)).filter((name) => ANCHOR_FILE.test(name));
  const documentSigners: Bytes[] = [];
  const countryCertificates: Bytes[] = [];
  for (const name of names) {
    for (const der of certificatesIn(await readBytes(join(folder, name)))) {
      (isAuthority(name, der) ? countryCertificates : documentSigners).push(der);
    }
  }
  return { documentSigners, countryCertificates };
}

function isAuthority(name: string, der: Bytes): boolean {
  try {
    return decodeDocumentCertificate(der).isAuthority;
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    throw new AuthorityFolderError(`${name} is not an X.509 certificate`, { cause });
  }
}

function certificatesIn(file: Bytes): readonly Bytes[] {
  if (file[0] === DER_SEQUENCE) return [file];
  const text = new TextDecoder('latin1').decode(file);
  const blocks = [...text.matchAll(PEM_BLOCK)].map(([, base64 = '']) =>
    Uint8Array.from(Buffer.from(base64, 'base64')),
  );
  // An empty list would leave an anchor out without a word.
  return blocks.length > 0 ? blocks : [file];
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause: Error) => {
    throw new AuthorityFolderError(`the folder ${folder} cannot be read`, { cause });
  });
  if (names.length > FILES_MAX) {
    throw new AuthorityFolderError(`the folder ${folder} holds more than ${FILES_MAX} files`);
  }
  return names.sort();
}

async function readBytes(path: string): Promise<Bytes> {
  try {
    if ((await stat(path)).size > FILE_BYTES_MAX) throw new RangeError('too large');
    const file = await readFile(path);
    const bytes = Uint8Array.from(file);
    file.fill(0);
    return bytes;
  } catch (cause) {
    const { message } = cause instanceof Error ? cause : new Error(String(cause));
    throw new AuthorityFolderError(`${path} cannot be read: ${message}`, { cause });
  }
}
