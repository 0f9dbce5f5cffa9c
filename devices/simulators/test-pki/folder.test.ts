import { spawnSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../kit/bytes.ts';
import { writeAuthorityFolder } from './folder.ts';
import { testKey } from './test-keys.ts';
import { createTestPki } from './test-pki.ts';
import { readCvCertificate } from './testing/read-cv-certificate.ts';

const CLI = new URL('./cli.ts', import.meta.url).pathname;
const pki = createTestPki({ today: new Date('2026-11-23') });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-test-pki-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string): Uint8Array => readFileSync(join(folder, name));
const certificate = (name: string) => readCvCertificate(read(name));

describe('the folder of an authority', () => {
  it('holds a chain, its key and the anchors', async () => {
    await writeAuthorityFolder(pki, folder, { rights: ['pin-management'] });
    expect(readdirSync(folder).sort()).toEqual([
      'csca.cer',
      'cvca.cvcert',
      'dv.cvcert',
      'link.cvcert',
      'terminal.cvcert',
      'terminal.pkcs8',
    ]);
    expect(certificate('dv.cvcert').verifies(certificate('cvca.cvcert').publicKey)).toBe(true);
    expect(certificate('terminal.cvcert').verifies(certificate('dv.cvcert').publicKey)).toBe(true);
    expect(certificate('terminal.cvcert').template).toBe('0000000020');
    expect(toHex(read('csca.cer'))).toBe(toHex(pki.csca));
  });

  it('leads over the link where the successor is asked for', async () => {
    await writeAuthorityFolder(pki, folder, { rights: [], under: 'successor' });
    const link = certificate('link.cvcert');
    expect(link.verifies(certificate('cvca.cvcert').publicKey)).toBe(true);
    expect(certificate('dv.cvcert').verifies(link.publicKey)).toBe(true);
    expect(certificate('dv.cvcert').issuerReference).toBe(link.holderReference);
  });

  it('holds a key that others read, and that only its owner may', async () => {
    await writeAuthorityFolder(pki, folder, { rights: [] });
    const file = Buffer.from(read('terminal.pkcs8'));
    const key = createPrivateKey({ key: file, format: 'der', type: 'sec1' });
    const message = Buffer.from('a challenge');
    const signature = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
    const { publicKey } = testKey('terminal');
    expect(brainpoolP256r1.verify(signature, message, publicKey, { lowS: false })).toBe(true);
    expect(toHex(file).endsWith(toHex(publicKey))).toBe(true);
    expect(statSync(join(folder, 'terminal.pkcs8')).mode & 0o777).toBe(0o600);
  });
});

describe('the program', () => {
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, [CLI, ...words], { encoding: 'utf8' });

  it('writes the folder it is told, for the day it is told', () => {
    const out = join(folder, 'deep', 'authority');
    const { status, stdout } = run(
      ...['--out', out, '--rights', 'read-dg4,age-verification', '--date', '2030-03-01'],
    );
    expect({ status, told: stdout.includes('for tests only') }).toEqual({ status: 0, told: true });
    const terminal = readCvCertificate(readFileSync(join(out, 'terminal.cvcert')));
    expect(terminal).toMatchObject({ template: '0000000801', effective: '300227' });
  });

  it.each([
    ['no folder', []],
    ['an unknown right', ['--out', 'x', '--rights', 'pin-management,fly']],
    ['a day that does not exist', ['--out', 'x', '--date', '2026-02-30']],
    ['no day', ['--out', 'x', '--date', 'today']],
    ['an unknown authority', ['--out', 'x', '--under', 'dv']],
    ['an unknown option', ['--out', 'x', '--force']],
  ])('refuses %s', (_, words) => {
    const { status, stderr } = run(...words);
    expect({ status, usage: stderr.includes('Usage:') }).toEqual({ status: 2, usage: true });
  });

  it('says where it cannot write', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, stderr } = run('--out', file);
    expect({ status, named: stderr.includes(file) }).toEqual({ status: 1, named: true });
  });
});
