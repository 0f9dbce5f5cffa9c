import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromHex } from '../../devices/kit/bytes.ts';
import { ALL_RIGHTS } from '../../devices/simulators/test-pki/authorizations.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { plainEnvironment } from './rig/child-process.ts';
import { printCertificate } from './rig/openpace.ts';
import { describeWithParts, requirePart } from './rig/requirements.ts';
import { createTemporaryFolder, type TemporaryFolder } from './rig/temporary-folder.ts';

/** The certificates of the test PKI before the eyes of others: OpenPACE and OpenSSL. */

const TODAY = new Date('2026-11-23');
const pki = createTestPki({ today: TODAY });
const PROGRAM_DEADLINE_MS = 20_000;

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await createTemporaryFolder();
});
afterAll(() => folder.remove());

describeWithParts(['openpace'], 'OpenPACE reads the test PKI', () => {
  beforeAll(async () => {
    const issuers = { DETESTCVCA00001: pki.cvca, DETESTDV00001: pki.dv };
    for (const [name, { certificate }] of Object.entries(issuers)) {
      await writeFile(join(folder.path, name), certificate);
    }
  });

  it.each([
    {
      name: 'the trust point',
      certificate: () => pki.cvca.certificate,
      issuerReference: 'DETESTCVCA00001',
      holderReference: 'DETESTCVCA00001',
      role: 'CVCA certificate',
      effective: '2025-11-23',
      expiration: '2028-11-22',
    },
    {
      name: 'the link',
      certificate: () => pki.link,
      issuerReference: 'DETESTCVCA00001',
      holderReference: 'DETESTCVCA00002',
      role: 'CVCA certificate',
      effective: '2026-09-24',
      expiration: '2029-09-23',
    },
    {
      name: 'the document verifier',
      certificate: () => pki.dv.certificate,
      issuerReference: 'DETESTCVCA00001',
      holderReference: 'DETESTDV00001',
      role: 'DV certificate',
      effective: '2026-10-24',
      expiration: '2027-02-21',
    },
  ])('$name, with every right', async ({ name: _, certificate, role, ...expected }) => {
    const { authorizations, ...seen } = await printCertificate(certificate(), folder.path);
    const terminalType = 'Authentication terminal';
    expect(seen).toEqual({ ...expected, terminalType, extensions: [], verified: true });
    expect(authorizations.at(-1)).toBe(role);
    expect(authorizations).toHaveLength(ALL_RIGHTS.length + 1);
  });

  it.each(ALL_RIGHTS)('a terminal that may %s alone', async (right) => {
    const { certificate } = pki.terminal([right]);
    expect(await printCertificate(certificate, folder.path)).toEqual({
      issuerReference: 'DETESTDV00001',
      holderReference: 'DETESTAT00001',
      terminalType: 'Authentication terminal',
      authorizations: [expect.stringMatching(wordsOfOpenPace(right)), 'Terminal certificate'],
      effective: '2026-11-21',
      expiration: '2026-12-23',
      extensions: ['id-description'],
      verified: true,
    });
  });

  it('the successor and the foreign trust point, under their own names', async () => {
    const elsewhere = join(folder.path, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'DETESTCVCA00002'), pki.successorCvca.certificate);
    await writeFile(join(elsewhere, 'UTTESTCVCA00001'), pki.foreignCvca.certificate);
    for (const { certificate } of [pki.successorCvca, pki.successorDv, pki.foreignCvca]) {
      expect(await printCertificate(certificate, elsewhere)).toMatchObject({ verified: true });
    }
  });

  it('and sees through a certificate that another key signed', async () => {
    const impostor = { reference: pki.dv.reference, privateKey: pki.foreignCvca.privateKey };
    const seen = await printCertificate(pki.issue(impostor, {}), folder.path);
    expect(seen).toMatchObject({ issuerReference: 'DETESTDV00001', verified: false });
  });
});

describeWithParts(['openssl'], 'OpenSSL verifies EF.CardSecurity', () => {
  const infos = fromHex('310F 300D 0608 04007F0007020202 020102');

  /** Without the chain: OpenSSL refuses every signer whose curve is given in numbers. */
  async function verifiedContent(file: Uint8Array): Promise<Buffer> {
    const input = join(folder.path, 'card-security.der');
    await writeFile(input, file);
    const words = ['-verify', '-inform', 'DER', '-in', input, '-noverify', '-binary'];
    const { stdout } = await promisify(execFile)(requirePart('openssl'), ['cms', ...words], {
      encoding: 'buffer',
      env: plainEnvironment(),
      timeout: PROGRAM_DEADLINE_MS,
    });
    return stdout;
  }

  it('and finds the infos in it', async () => {
    expect(await verifiedContent(pki.cardSecurity(infos))).toEqual(Buffer.from(infos));
  });

  it.each([
    ['the signature', -1],
    ['the infos', 58],
  ])('and rejects one where a bit of %s is wrong', async (_, offset) => {
    const file = pki.cardSecurity(infos);
    const index = offset < 0 ? file.length + offset : offset;
    file[index] = (file[index] ?? 0) ^ 1;
    await expect(verifiedContent(file)).rejects.toThrow('CMS Verification failure');
  });
});

/** OpenPACE 1.1.2 is older than data group 22 and pseudonymous signatures. */
function wordsOfOpenPace(right: string): RegExp {
  const [, verb, group] = /^(read|write)-dg(\d+)$/.exec(right) ?? [];
  if (right === 'pseudonymous-signature' || group === '22') return /^RFU$/;
  if (verb === 'read') return new RegExp(`^Read DG ${group}\\b`);
  if (verb === 'write') return new RegExp(`^Write DG ${group}\\b`);
  return new RegExp(`^${right.replace(/-id-/, ' id ').replaceAll('-', ' ')}$`, 'i');
}
