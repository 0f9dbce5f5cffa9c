import { describe, expect, it } from 'vitest';
import { encodeTlv } from '../../../devices/kit/tlv.ts';
import type { CvBodyObject } from '../../../devices/simulators/test-pki/cv-certificate.ts';
import { AuthorityError } from './authority-error.ts';
import { verifies } from './curves.ts';
import { readCvCertificate } from './cv-certificate.ts';
import { pki, RIGHTS } from './testing/test-certificates.ts';

const terminal = pki.terminal(RIGHTS).certificate;
const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const codeOf = (bytes: Uint8Array): string => {
  try {
    readCvCertificate(bytes);
    return 'read';
  } catch (error) {
    return error instanceof AuthorityError ? error.code : String(error);
  }
};

describe('a card-verifiable certificate', () => {
  it.each([
    ['the trust point', pki.cvca.certificate, 'country', 'DETESTCVCA00001', 'DETESTCVCA00001'],
    ['a link', pki.link, 'country', 'DETESTCVCA00001', 'DETESTCVCA00002'],
    [
      'a document verifier',
      pki.dv.certificate,
      'document-verifier',
      'DETESTCVCA00001',
      'DETESTDV00001',
    ],
    ['a terminal', terminal, 'terminal', 'DETESTDV00001', 'DETESTAT00001'],
  ])('is read: %s', (_name, bytes, role, authorityReference, holderReference) => {
    expect(readCvCertificate(bytes)).toMatchObject({
      role,
      authorityReference,
      holderReference,
      hash: 'sha256',
    });
  });

  it('has its days', () => {
    const { firstDay, lastDay } = readCvCertificate(terminal);
    expect([firstDay, lastDay]).toEqual(['2026-11-21', '2026-12-23']);
  });

  it('verifies under its issuer, and with one bit changed no more', () => {
    const { point, hash } = readCvCertificate(pki.dv.certificate);
    const { body, signature } = readCvCertificate(terminal);
    expect(verifies(point, hash, body, signature)).toBe(true);
    const changed = Uint8Array.from(body);
    changed[40] = (changed[40] ?? 0) ^ 1;
    expect(verifies(point, hash, changed, signature)).toBe(false);
    expect(verifies(point, hash, body, signature.subarray(1))).toBe(false);
    expect(verifies(point.subarray(1), hash, body, signature)).toBe(false);
    expect(verifies(new Uint8Array(65).fill(4), hash, body, signature)).toBe(false);
  });

  const WRONG: readonly [string, Partial<Record<CvBodyObject, Uint8Array>>][] = [
    ['profile 1', { profile: encodeTlv(0x5f29, Uint8Array.of(1)) }],
    ['no profile', { profile: new Uint8Array() }],
    ['a reference too short', { holderReference: encodeTlv(0x5f20, ascii('DE00001')) }],
    ['a reference too long', { issuerReference: encodeTlv(0x42, ascii('DE0123456789A0001')) }],
    ['SHA-1', { publicKey: key('04007f00070202020201') }],
    ['an unknown scheme', { publicKey: key('04007f00070202020206') }],
    ['no point', { publicKey: encodeTlv(0x7f49, oid('04007f00070202020203')) }],
    ['an inspection system', { authorizations: chat('04007f000703010201', 5) }],
    ['rights of four bytes', { authorizations: chat('04007f000703010202', 4) }],
    ['a date with letters', { effective: encodeTlv(0x5f25, ascii('261123')) }],
    ['a date that is none', { effective: encodeTlv(0x5f25, Uint8Array.of(2, 6, 0, 2, 3, 0)) }],
    ['month 13', { expiration: encodeTlv(0x5f24, Uint8Array.of(2, 6, 1, 3, 0, 1)) }],
    ['a short date', { expiration: encodeTlv(0x5f24, Uint8Array.of(2, 6, 1, 1, 0)) }],
    ['a strange extension', { extensions: encodeTlv(0x66, Uint8Array.of(0)) }],
  ];
  it.each(WRONG)('is refused with %s', (_name, objects) => {
    const narrowed = Object.fromEntries(
      Object.entries(objects).map(([name, bytes]) => [name, Uint8Array.from(bytes)]),
    );
    expect(codeOf(pki.issue(pki.dv, { objects: narrowed }))).toBe('certificate-malformed');
  });

  it('is refused cut off anywhere, or with something behind it', () => {
    for (let length = 0; length < terminal.length; length++) {
      expect(codeOf(terminal.subarray(0, length))).toBe('certificate-malformed');
    }
    expect(codeOf(Buffer.concat([terminal, Buffer.of(0)]))).toBe('certificate-malformed');
  });

  it('never fails in another way, whatever byte is changed', () => {
    for (let at = 0; at < terminal.length; at++) {
      for (const value of [0x00, 0x7f, 0x80, 0x81, 0x82, 0xff]) {
        const changed = Uint8Array.from(terminal);
        changed[at] = value;
        expect(['read', 'certificate-malformed']).toContain(codeOf(changed));
      }
    }
  });
});

function oid(digits: string): Uint8Array {
  return encodeTlv(0x06, Buffer.from(digits, 'hex'));
}

function key(scheme: string): Uint8Array {
  return encodeTlv(0x7f49, oid(scheme), encodeTlv(0x86, new Uint8Array(65).fill(4)));
}

function chat(role: string, bytes: number): Uint8Array {
  return encodeTlv(0x7f4c, oid(role), encodeTlv(0x53, new Uint8Array(bytes)));
}
