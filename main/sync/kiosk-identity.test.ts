import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareKioskKey, readKioskIdentity, storeEnrolment } from './kiosk-identity.ts';

const ENROLMENT = {
  central: 'https://zentrale.example',
  kioskId: '0193a5c2-0000-7a10-8f00-5c1e9d3b2a11',
  kioskName: 'Terminal 1',
  branchName: 'Bürgerservice Musterstadt',
};
const MESSAGE = new TextEncoder().encode('what is signed');

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-identity-'));
  file = join(folder, 'data', 'kiosk.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const failing = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
};

describe("the kiosk's identity", () => {
  it('is none before enrolment', () => {
    expect(readKioskIdentity(file)).toBeNull();
    prepareKioskKey(file);
    expect(readKioskIdentity(file)).toBeNull();
  });

  it('keeps its key, readable by nobody else, with nothing left aside', () => {
    const { publicKey } = prepareKioskKey(file);
    expect(prepareKioskKey(file).publicKey).toEqual(publicKey);
    storeEnrolment(file, ENROLMENT);
    const identity = readKioskIdentity(file);
    expect(identity).toMatchObject(ENROLMENT);
    expect(identity?.key.publicKey).toEqual(publicKey);
    const signature = identity?.key.sign(MESSAGE) ?? new Uint8Array();
    expect(ed25519.verify(signature, MESSAGE, publicKey)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'data'))).toEqual(['kiosk.json']);
  });

  it('is another on every terminal', () => {
    const other = prepareKioskKey(join(folder, 'other.json'));
    expect(prepareKioskKey(file).publicKey).not.toEqual(other.publicKey);
  });

  it('is written over what a power cut left aside, however that may be read', () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(`${file}.new`, 'half', { mode: 0o644 });
    prepareKioskKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(() => JSON.parse(readFileSync(file, 'utf8'))).not.toThrow();
  });

  it.each([0o640, 0o604, 0o660])('is refused where others may read it (%o)', (mode) => {
    prepareKioskKey(file);
    storeEnrolment(file, ENROLMENT);
    chmodSync(file, mode);
    expect(() => readKioskIdentity(file)).toThrow(
      expect.objectContaining({ code: 'identity-exposed' }),
    );
    expect(() => prepareKioskKey(file)).toThrow(/Delete it and enrol again/);
  });

  it.each([
    ['nothing', () => ''],
    ['no JSON', () => '{'],
    ['a half', (whole: string) => whole.slice(0, whole.length / 2)],
    ['another version', (whole: string) => whole.replace('"version":1', '"version":2')],
    ['a short key', (whole: string) => whole.replace(/"[0-9a-f]{64}"/, '"00"')],
    ['more than there should be', (whole: string) => whole.replace('{', '{"more":1,')],
  ])('is refused where it holds %s, without telling what', (_, spoil) => {
    prepareKioskKey(file);
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, spoil(whole));
    const error = failing(() => readKioskIdentity(file));
    expect(error).toMatchObject({ code: 'identity-malformed' });
    const { secretKey } = JSON.parse(whole);
    expect(String(error)).not.toContain(secretKey.slice(0, 8));
    expect((error as Error).cause).toBeUndefined();
  });

  it('says so where it cannot be written', () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    expect(failing(() => prepareKioskKey(file))).toMatchObject({
      code: expect.stringMatching(/^identity-not-(readable|writable)$/),
    });
  });
});
