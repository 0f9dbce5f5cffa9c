import { X509Certificate } from 'node:crypto';
import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../eid/primitives/hash.ts';
import { type Bytes, concat, fromHex, toHex } from '../../kit/bytes.ts';
import { decodeTlvAt } from '../../kit/tlv.ts';
import { testKey } from './test-keys.ts';
import { createTestPki } from './test-pki.ts';

const pki = createTestPki({ today: new Date('2026-11-23') });
const SECURITY_INFOS = fromHex('310F 300D 0608 04007F0007020202 020102');

describe('the X.509 certificates', () => {
  const csca = new X509Certificate(pki.csca);
  const signer = new X509Certificate(pki.documentSigner);

  it('are signed by the country', () => {
    expect(csca.verify(csca.publicKey)).toBe(true);
    expect(signer.verify(csca.publicKey)).toBe(true);
    expect(signer.verify(signer.publicKey)).toBe(false);
  });

  it('say what they are for', () => {
    expect([csca.ca, signer.ca]).toEqual([true, false]);
    expect(csca.subject).toBe('C=DE\nCN=TEST country authority');
    expect(signer.issuer).toBe(csca.subject);
    expect(signer.serialNumber).not.toBe(csca.serialNumber);
  });

  it('are valid on the day, the country longer than the signer', () => {
    expect([csca, signer].map((one) => [one.validFromDate, one.validToDate])).toEqual([
      [new Date('2025-11-23'), new Date('2039-11-20')],
      [new Date('2026-10-24'), new Date('2036-11-20')],
    ]);
  });

  it.each([
    ['the country', csca, 'csca'],
    ['the signer', signer, 'document-signer'],
  ] as const)('carry the key of %s with the curve in numbers', (_, certificate, name) => {
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
    const { publicKey, curve } = testKey(name);
    expect(toHex(spki).endsWith(toHex(publicKey))).toBe(true);
    expect(toHex(spki)).toContain(curve.Point.CURVE().p.toString(16).toUpperCase());
  });
});

describe('EF.CardSecurity', () => {
  const file = pki.cardSecurity(SECURITY_INFOS);

  function signedDataOf(bytes: Bytes): SignedData {
    const info = AsnConvert.parse(bytes, ContentInfo);
    expect(info.contentType).toBe('1.2.840.113549.1.7.2');
    return AsnConvert.parse(info.content, SignedData);
  }

  it('holds the infos as a security object', () => {
    const { version, encapContentInfo, digestAlgorithms, certificates } = signedDataOf(file);
    expect(version).toBe(3);
    expect(encapContentInfo.eContentType).toBe('0.4.0.127.0.7.3.2.1');
    const content = encapContentInfo.eContent?.single?.buffer ?? new ArrayBuffer(0);
    expect(toHex(new Uint8Array(content))).toBe(toHex(SECURITY_INFOS));
    expect(digestAlgorithms.map(({ algorithm }) => algorithm)).toEqual(['2.16.840.1.101.3.4.2.1']);
    expect(certificates).toHaveLength(1);
    expect(toHex(file)).toContain(toHex(pki.documentSigner));
  });

  it('is signed over its attributes, in the order of DER', () => {
    const [signer] = signedDataOf(file).signerInfos;
    const attributes = signer?.signedAttrs ?? [];
    const encoded = attributes.map((one) => new Uint8Array(AsnConvert.serialize(one)));
    expect(encoded.map(toHex).sort()).toEqual(encoded.map(toHex));
    expect(attributes.map(({ attrType }) => attrType)).toEqual([
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
    ]);
    const digest = attributes[1]?.attrValues[0] ?? new ArrayBuffer(0);
    expect(toHex(new Uint8Array(digest))).toBe(`0420${toHex(sha256(SECURITY_INFOS))}`);

    const transmitted = toHex(concat(...encoded));
    const start = toHex(file).indexOf(transmitted) / 2;
    const { object } = decodeTlvAt(file, start - 2);
    expect(object.tag).toBe(0xa0);
    const signed = concat(Uint8Array.of(0x31, object.value.length), object.value);
    const signature = new Uint8Array(signer?.signature.buffer ?? new ArrayBuffer(0));
    const { publicKey } = testKey('document-signer');
    const options = { lowS: false, format: 'der' } as const;
    expect(brainpoolP256r1.verify(signature, signed, publicKey, options)).toBe(true);
    signed[signed.length - 1] = (signed.at(-1) ?? 0) ^ 1;
    expect(brainpoolP256r1.verify(signature, signed, publicKey, options)).toBe(false);
  });

  it.each([0, 1, 127, 128, 255, 256, 3_000])('carries %d bytes of infos', (length) => {
    const infos = new Uint8Array(length).fill(0x5a);
    const content = signedDataOf(pki.cardSecurity(infos)).encapContentInfo.eContent?.single;
    expect(toHex(new Uint8Array(content?.buffer ?? new ArrayBuffer(1)))).toBe(toHex(infos));
  });
});
