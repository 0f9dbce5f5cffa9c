import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodePrivateKey } from '../../../devices/simulators/test-pki/folder.ts';
import { verifies } from './curves.ts';
import { readCvCertificate } from './cv-certificate.ts';
import { openKeysInFiles } from './keys-in-files.ts';
import { pki, RIGHTS } from './testing/test-certificates.ts';

const { privateKey, certificate } = pki.terminal(RIGHTS);
const { point } = readCvCertificate(certificate);
const asSec1 = Buffer.from(encodePrivateKey(privateKey));
const keyObject = () => createPrivateKey({ key: asSec1, format: 'der', type: 'sec1' });
const MESSAGE = Buffer.from('a challenge of a card');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, bytes: string | Uint8Array): void =>
  writeFileSync(join(folder, name), bytes);

describe('keys in files', () => {
  it.each([
    ['as cvc-create writes it', () => asSec1],
    ['in PKCS#8', () => keyObject().export({ format: 'der', type: 'pkcs8' })],
  ])('sign what verifies: %s', async (_name, der) => {
    put('terminal.pkcs8', der());
    const keys = await openKeysInFiles(folder);
    expect(keys.place).toBe('file');
    expect(await keys.names()).toEqual(['terminal.pkcs8']);
    const signature = await keys.sign('terminal.pkcs8', MESSAGE, 'sha256');
    expect(signature).toHaveLength(64);
    expect(verifies(point, 'sha256', MESSAGE, signature)).toBe(true);
    expect(verifies(point, 'sha384', MESSAGE, signature)).toBe(false);
  });

  it('sign with a key that names no curve, but has all of its parameters', async () => {
    const { privateKey: key, publicKey } = generateKeyPairSync('ec', {
      namedCurve: 'brainpoolP256r1',
      paramEncoding: 'explicit',
    });
    const der = key.export({ format: 'der', type: 'pkcs8' });
    expect(der.includes(Buffer.from('06092b2403030208010107', 'hex'))).toBe(false);
    put('terminal.pkcs8', der);
    const keys = await openKeysInFiles(folder);
    const signature = await keys.sign('terminal.pkcs8', MESSAGE, 'sha256');
    const own = publicKey.export({ format: 'der', type: 'spki' }).subarray(-65);
    expect(verifies(own, 'sha256', MESSAGE, signature)).toBe(true);
  });

  it('finds a renewed key that comes later, and nothing else', async () => {
    put('terminal.pkcs8', asSec1);
    const keys = await openKeysInFiles(folder);
    put('terminal-2027.pkcs8', asSec1);
    put('dv.pkcs8', asSec1);
    put('terminal.pkcs8.old', asSec1);
    expect(await keys.names()).toEqual(['terminal-2027.pkcs8', 'terminal.pkcs8']);
  });

  it('says that a key went', async () => {
    put('terminal.pkcs8', asSec1);
    const keys = await openKeysInFiles(folder);
    rmSync(join(folder, 'terminal.pkcs8'));
    const signing = keys.sign('terminal.pkcs8', MESSAGE, 'sha256');
    await expect(signing).rejects.toMatchObject({ code: 'key-unavailable' });
  });

  it.each([
    ['nothing', undefined, 'key-missing'],
    ['an empty file', '', 'key-unusable'],
    ['no key', 'terminal', 'key-unusable'],
    ['a cut-off key', asSec1.subarray(0, 60), 'key-unusable'],
    [
      'a key of another kind',
      generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }),
      'key-unusable',
    ],
  ])('refuse a folder with %s', async (_name, bytes, code) => {
    if (bytes !== undefined) put('terminal.pkcs8', bytes);
    await expect(openKeysInFiles(folder)).rejects.toMatchObject({ code });
  });

  it('refuse a folder that is not there', async () => {
    const opening = openKeysInFiles(join(folder, 'none'));
    await expect(opening).rejects.toMatchObject({ code: 'key-missing' });
  });
});
