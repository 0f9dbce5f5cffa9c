import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeAuthorityFolder } from '../simulators/test-pki/folder.ts';
import { createTestPki } from '../simulators/test-pki/test-pki.ts';
import { AuthorityFolderError } from './authority-folder.ts';
import { type Errand, FOLDER_AUTHORITY, isAuthorityError } from './cli-authority.ts';
import { readAuthorityFiles, readTrustAnchors } from './cli-authority-files.ts';
import type { ChainOutcome } from './terminal-authority.ts';
import { loadCardSecurityVectors } from './vectors/load-card-security.ts';

const pki = createTestPki({ today: new Date('2026-11-23T12:00:00Z') });
const vectors = loadCardSecurityVectors();
const csca = vectors.certificate('csca');
const signer = vectors.certificate('ds');

let folder: string;
const put = (name: string, content: Uint8Array | string) => {
  writeFileSync(join(folder, name), content);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-authority-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ERRAND: Errand = {
  command: 'reset-pin',
  terms: {
    passiveAuthentication: { mode: 'off', documentSigners: [], countryCertificates: [] },
    minimumAge: 16,
    today: new Date('2026-11-23T12:00:00Z'),
  },
  terminal: { readState: async () => ({ kind: 'deactivated' }), watch: () => () => {} },
};

function expectChain(outcome: ChainOutcome): Extract<ChainOutcome, { kind: 'chain' }> {
  if (outcome.kind !== 'chain') throw new Error(outcome.kind);
  return outcome;
}

function pem(der: Uint8Array): string {
  const base64 = Buffer.from(der).toString('base64');
  const lines = base64.match(/.{1,64}/g)?.join('\r\n');
  return `subject=a\r\n-----BEGIN CERTIFICATE-----\r\n${lines}\r\n-----END CERTIFICATE-----\r\n`;
}

it('sorts the certificates of a folder, DER and PEM, into countries and signers', async () => {
  put('a.cer', csca);
  put('b.PEM', pem(signer) + pem(pki.csca));
  put('c.crt', pem(pki.documentSigner));
  put('README.txt', 'not looked at');
  expect(await readTrustAnchors(folder)).toEqual({
    countryCertificates: [csca, pki.csca],
    documentSigners: [signer, pki.documentSigner],
  });
});

it('takes an empty folder for no trust anchors', async () => {
  const anchors = await readTrustAnchors(folder);
  expect(anchors).toEqual({ countryCertificates: [], documentSigners: [] });
});

it.each([
  ['nothing', ''],
  ['text', 'no certificate'],
  ['a PEM block of nothing', '-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----'],
  ['a card-verifiable certificate', pki.cvca.certificate],
  ['a certificate with a byte behind its end', Buffer.concat([csca, Buffer.alloc(1)])],
  ['a certificate that is cut', csca.slice(0, -1)],
])('leaves no file out in silence: %s', async (_, content) => {
  put('a.cer', csca);
  put('b.cer', content);
  await expect(readTrustAnchors(folder)).rejects.toThrow(/b\.cer is not an X\.509 certificate/);
});

it('refuses what is no folder, and a file too large for a certificate', async () => {
  await expect(readTrustAnchors(join(folder, 'absent'))).rejects.toThrow(AuthorityFolderError);
  put('a.cer', new Uint8Array(65_537));
  await expect(readTrustAnchors(folder)).rejects.toThrow(/a\.cer cannot be read: too large/);
});

it('opens the folder of an authority, links and trust point included', async () => {
  await writeAuthorityFolder(pki, folder, { rights: ['can-allowed'], under: 'successor' });
  const files = await readAuthorityFiles(folder);
  expect(files).toMatchObject({ links: [pki.link], cvca: pki.cvca.certificate });
  const authority = await FOLDER_AUTHORITY.open(folder);
  const outcome = await authority.lendFor(ERRAND, async ({ authority, ...right }) => {
    expect(right).toEqual({ rights: [], ...ERRAND.terms });
    const { certificates } = expectChain(await authority.chainFor([pki.cvca.reference]));
    expect(certificates).toEqual([pki.link, files.documentVerifier, files.terminal]);
    return { kind: 'ok' };
  });
  expect(outcome).toEqual({ kind: 'ok' });
  authority.close();
});

it.each(['dv.cvcert', 'terminal.cvcert', 'terminal.pkcs8'])(
  'says that %s is missing',
  async (name) => {
    await writeAuthorityFolder(pki, folder, { rights: ['can-allowed'] });
    rmSync(join(folder, name));
    const opened = FOLDER_AUTHORITY.open(folder);
    await expect(opened).rejects.toThrow(new RegExp(`${name} cannot be read`));
    await expect(opened).rejects.toSatisfy(isAuthorityError);
  },
);
