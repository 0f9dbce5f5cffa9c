import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, concat, fromHex, NO_BYTES, toHex } from '../../kit/bytes.ts';
import { decodeTlvs, findTlv } from '../../kit/tlv.ts';
import { type TrustedKey, verifyCertificate, verifySignature } from './certificate-checks.ts';
import { type Certificate, hashOf, readCertificate } from './certificates.ts';
import { commonRights, includesRight } from './rights.ts';
import { CHAIN, KIOSK_TERMINAL, pki } from './test-session.ts';
import { contentOf } from './test-terminal-eac.ts';
import { trustPointOf } from './trust-points.ts';

interface SignatureVector {
  readonly cvca: string;
  readonly dv: string;
  readonly at: string;
  readonly idPicc: string;
  readonly rPicc: string;
  readonly compEphPcd: string;
  readonly signature: string;
}

const vectorFile = new URL('../../eid/vectors/pace.json', import.meta.url);
const { ta }: { ta: readonly SignatureVector[] } = JSON.parse(readFileSync(vectorFile, 'utf8'));

function read(certificate: Bytes): Certificate {
  const found = readCertificate(contentOf(certificate));
  if (found === undefined) throw new Error('not a certificate');
  return found;
}

function trusted(certificate: Bytes) {
  const point = trustPointOf(certificate);
  if (point === undefined) throw new Error('not a trust point');
  return point;
}

describe('the worked example of the BSI', () => {
  const [example] = ta;
  if (example === undefined) throw new Error('no vector');
  // The example's authority certificate is one for inspection systems, the others are not.
  const [body] = decodeTlvs(contentOf(fromHex(example.cvca)));
  const key = decodeTlvs(findTlv(decodeTlvs(body?.value ?? NO_BYTES), 0x7f49) ?? NO_BYTES);
  const cvca: TrustedKey = {
    reference: toHex(asciiBytes('DECVCAAT00001')),
    role: 'cvca',
    rights: 'FFFFFFFFFF',
    curve: '1.3.36.3.3.2.8.1.1.13',
    hash: 'SHA-512',
    point: toHex(findTlv(key, 0x86) ?? NO_BYTES),
    effective: '2010-09-30',
    expiration: '2011-09-25',
  };
  const dv = verifyCertificate(read(fromHex(example.dv)), cvca, cvca.effective);
  const at = dv && verifyCertificate(read(fromHex(example.at)), dv, cvca.effective);

  it('is a chain that the chip believes', () => {
    expect(trustPointOf(fromHex(example.cvca))).toBeUndefined();
    expect(dv).toMatchObject({ role: 'dv-official', rights: '001FFFFF10' });
    expect(at).toMatchObject({ role: 'terminal', rights: '0000000110', curve: cvca.curve });
  });

  it('ends in a signature that the chip believes', () => {
    const { idPicc, rPicc, compEphPcd, signature } = example;
    const message = concat(fromHex(idPicc), fromHex(rPicc), fromHex(compEphPcd));
    if (at === undefined) throw new Error('no terminal');
    expect(verifySignature(at, message, fromHex(signature))).toBe(true);
    expect(verifySignature(at, message.slice(1), fromHex(signature))).toBe(false);
  });
});

describe('a certificate with a wrong bit', () => {
  const cvca = trusted(pki.cvca.certificate);
  const dv = verifyCertificate(read(pki.dv.certificate), cvca, cvca.effective);
  if (dv === undefined) throw new Error('no verifier');

  it.each([
    ['verifier', pki.dv.certificate, cvca],
    ['terminal', KIOSK_TERMINAL.certificate, dv],
  ])('is none, wherever the bit: %s', (_, certificate, issuer) => {
    const content = contentOf(certificate);
    expect(readCertificate(content)).toBeDefined();
    for (let place = 0; place < content.length; place++) {
      const wrong = content.map((byte, index) =>
        index === place ? byte ^ (1 << (place % 8)) : byte,
      );
      const found = readCertificate(wrong);
      const holder = found && verifyCertificate(found, issuer, issuer.effective);
      expect(holder, `byte ${place}`).toBeUndefined();
    }
  });

  it('is none where it is cut short', () => {
    const content = contentOf(pki.dv.certificate);
    for (let length = 0; length < content.length; length++) {
      expect(readCertificate(content.slice(0, length))).toBeUndefined();
    }
  });
});

describe('what a certificate says', () => {
  it('is read', () => {
    expect(read(pki.dv.certificate)).toMatchObject({
      issuer: toHex(pki.cvca.reference),
      holder: toHex(pki.dv.reference),
      role: 'dv-official',
      effective: '2026-10-24',
      expiration: '2027-02-21',
    });
    expect(CHAIN.map((certificate) => read(certificate).role)).toEqual(['dv-official', 'terminal']);
  });

  it('names its hash by the mechanism', () => {
    const names = ['01', '02', '03', '04', '05', '06'].map((last) =>
      hashOf(fromHex(`04007F000702020202${last}`)),
    );
    expect(names).toEqual([undefined, 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512', undefined]);
    expect(hashOf(new Uint8Array(0))).toBeUndefined();
  });
});

describe('rights', () => {
  it.each([
    ['FFFFFFFFFF', '0000000030', '0000000030'],
    ['C000000020', 'C000000010', '0000000000'],
    ['010203FF30', '0F0203F030', '010203F030'],
  ])('%s and %s have %s in common', (left, right, common) => {
    expect(commonRights(left, right)).toBe(common);
  });

  it.each([
    ['0000000001', 0],
    ['0000000020', 5],
    ['0000000100', 8],
    ['0020000000', 29],
    ['2000000000', 37],
  ])('%s is the bit %i alone', (template, bit) => {
    for (let other = 0; other < 40; other++) {
      expect(includesRight(template, other)).toBe(other === bit);
    }
  });
});
