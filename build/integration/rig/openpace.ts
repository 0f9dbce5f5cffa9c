import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { asciiBytes } from '../../../devices/kit/bytes.ts';
import type { CvIssuer } from '../../../devices/simulators/test-pki/cv-certificate.ts';
import { encodePrivateKey } from '../../../devices/simulators/test-pki/folder.ts';
import { plainEnvironment } from './child-process.ts';
import { requirePart } from './requirements.ts';
import { RigError } from './rig-error.ts';

/** The two programs of OpenPACE, as a second opinion on card-verifiable certificates. */

/** A certificate takes some 20 ms; the rest is for a busy machine. */
const RUN_DEADLINE_MS = 20_000;

const run = promisify(execFile);

export interface PrintedCertificate {
  readonly issuerReference: string;
  readonly holderReference: string;
  readonly terminalType: string;
  /** Rights and role, in the words of OpenPACE. */
  readonly authorizations: readonly string[];
  readonly effective: string;
  readonly expiration: string;
  readonly extensions: readonly string[];
  /** Whether the signature is by the issuer's key. */
  readonly verified: boolean;
}

/** What `cvc-print` reads. It looks issuers up in a folder whose file names are references. */
export async function printCertificate(
  certificate: Uint8Array,
  issuerFolder: string,
): Promise<PrintedCertificate> {
  const file = join(issuerFolder, 'printed.cvcert');
  await writeFile(file, certificate);
  const printed = await runPart('cvc-print', [`--cvc=${file}`, `--cvc-dir=${issuerFolder}`]);
  const lines = printed.split('\n');
  const fieldOf = (name: string): string => {
    const line = lines.find((candidate) => candidate.trim().startsWith(`${name}:`));
    if (line === undefined) throw new RigError('conversation-broken', `no ${name} in:\n${printed}`);
    return line.slice(line.indexOf(':') + 1).trim();
  };
  const [terminalType = '', ...authorizations] = indentedUnder(lines, 'CHAT:');
  return {
    issuerReference: fieldOf('CAR'),
    holderReference: fieldOf('CHR'),
    terminalType,
    authorizations,
    effective: fieldOf('Effective Date'),
    expiration: fieldOf('Expiration Date'),
    extensions: indentedUnder(lines, 'Certificate Extensions:'),
    verified: lines.includes('certificate verified'),
  };
}

/** A certificate to be made; rights are named by the switches of `cvc-create`. */
export interface CertificateOrder {
  readonly reference: string;
  readonly role: 'cvca' | 'dv_domestic' | 'dv_foreign' | 'terminal';
  readonly type?: 'at' | 'is' | 'st';
  readonly rights: readonly string[];
  /** YYMMDD */
  readonly issued: string;
  readonly expires: string;
}

/** Makes a certificate with `cvc-create`, self-signed without an issuer. */
export async function createCertificate(
  folder: string,
  { reference, role, type = 'at', rights, issued, expires }: CertificateOrder,
  issuer?: CvIssuer,
): Promise<CvIssuer> {
  const name = join(folder, `${reference}-${randomUUID()}`);
  const privateKey = new Uint8Array(brainpoolP256r1.utils.randomSecretKey());
  await writeFile(`${name}.pkcs8`, encodePrivateKey(privateKey), { mode: 0o600 });
  await writeFile(`${name}.issuer.pkcs8`, encodePrivateKey(issuer?.privateKey ?? privateKey));
  if (issuer) await writeFile(`${name}.issuer.cvcert`, issuer.certificate);
  await runPart('cvc-create', [
    ...[`--role=${role}`, `--type=${type}`, `--chr=${reference}`, '--scheme=ECDSA_SHA_256'],
    ...[`--issued=${issued}`, `--expires=${expires}`, `--key=${name}.pkcs8`],
    `--sign-with=${name}.issuer.pkcs8`,
    ...(issuer ? [`--sign-as=${name}.issuer.cvcert`] : []),
    `--out-cert=${name}.cvcert`,
    ...rights.map((right) => `--${right}`),
  ]);
  const certificate = new Uint8Array(await readFile(`${name}.cvcert`));
  return { reference: asciiBytes(reference), certificate, privateKey };
}

async function runPart(
  program: 'cvc-create' | 'cvc-print',
  words: readonly string[],
): Promise<string> {
  const executable = join(dirname(requirePart('openpace')), program);
  try {
    const { stdout } = await run(executable, [...words], {
      env: plainEnvironment(),
      timeout: RUN_DEADLINE_MS,
    });
    return stdout;
  } catch (cause) {
    throw new RigError('start-failed', `${program} ${words.join(' ')} failed`, { cause });
  }
}

/** The lines below a heading that stand deeper than it. */
function indentedUnder(lines: readonly string[], heading: string): string[] {
  const start = lines.findIndex((line) => line.trim() === heading);
  if (start === -1) return [];
  const depth = indentOf(lines[start] ?? '');
  const below = lines.slice(start + 1);
  const end = below.findIndex((line) => indentOf(line) <= depth);
  return below.slice(0, end === -1 ? undefined : end).map((line) => line.trim());
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
