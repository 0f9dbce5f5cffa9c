import { describe, expect, it } from 'vitest';
import { equalBytes, NO_BYTES, toHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { encodeCvDate, encodeCvPublicKey } from './cv-certificate.ts';
import { testKey } from './test-keys.ts';
import { createTestPki } from './test-pki.ts';
import { readCvCertificate } from './testing/read-cv-certificate.ts';

const TODAY = new Date('2026-11-23T13:45:00Z');
const pki = createTestPki({ today: TODAY });
const RIGHTS = ['pin-management', 'can-allowed'];

const BODY = ['5f29', '42', '7f49', '5f20', '7f4c', '5f25', '5f24'];
const DOMAIN_PARAMETERS = ['6', '81', '82', '83', '84', '85', '86', '87'];
const AUTHORITY = {
  issuer: 'DETESTCVCA00001',
  signer: 'cvca',
  keyTags: DOMAIN_PARAMETERS,
} as const;
const BELOW = { ...AUTHORITY, keyTags: ['6', '86'] } as const;

describe('the certificates', () => {
  it.each([
    {
      name: 'cvca',
      ...AUTHORITY,
      certificate: pki.cvca.certificate,
      holder: 'DETESTCVCA00001',
      key: 'cvca',
      template: 'FF7FFFFFFF',
      dates: ['251123', '281122'],
    },
    {
      name: 'successor',
      ...AUTHORITY,
      certificate: pki.successorCvca.certificate,
      issuer: 'DETESTCVCA00002',
      signer: 'successor-cvca',
      holder: 'DETESTCVCA00002',
      key: 'successor-cvca',
      template: 'FF7FFFFFFF',
      dates: ['260924', '290923'],
    },
    {
      name: 'link',
      ...AUTHORITY,
      certificate: pki.link,
      holder: 'DETESTCVCA00002',
      key: 'successor-cvca',
      template: 'FF7FFFFFFF',
      dates: ['260924', '290923'],
    },
    {
      name: 'foreign',
      ...AUTHORITY,
      certificate: pki.foreignCvca.certificate,
      issuer: 'UTTESTCVCA00001',
      signer: 'foreign-cvca',
      holder: 'UTTESTCVCA00001',
      key: 'foreign-cvca',
      template: 'FF7FFFFFFF',
      dates: ['251123', '281122'],
    },
    {
      name: 'document verifier',
      ...BELOW,
      certificate: pki.dv.certificate,
      holder: 'DETESTDV00001',
      key: 'dv',
      template: 'BF7FFFFFFF',
      dates: ['261024', '270221'],
    },
    {
      name: 'document verifier under the successor',
      ...BELOW,
      certificate: pki.successorDv.certificate,
      issuer: 'DETESTCVCA00002',
      signer: 'successor-cvca',
      holder: 'DETESTDV00001',
      key: 'dv',
      template: 'BF7FFFFFFF',
      dates: ['261024', '270221'],
    },
    {
      name: 'terminal',
      ...BELOW,
      certificate: pki.terminal(RIGHTS).certificate,
      issuer: 'DETESTDV00001',
      signer: 'dv',
      holder: 'DETESTAT00001',
      key: 'terminal',
      template: '0000000030',
      dates: ['261121', '261223'],
    },
  ] as const)('$name: what it says, and who signed it', (expected) => {
    const seen = readCvCertificate(expected.certificate);
    expect(seen).toMatchObject({
      issuerReference: expected.issuer,
      holderReference: expected.holder,
      keyTags: expected.keyTags,
      keyOid: '04007F00070202020203',
      role: '04007F000703010202',
      template: expected.template,
    });
    expect([seen.effective, seen.expiration]).toEqual(expected.dates);
    expect(seen.tags).toEqual(expected.name === 'terminal' ? [...BODY, '65'] : BODY);
    expect(seen.publicKey).toEqual(testKey(expected.key).publicKey);
    expect(seen.verifies(testKey(expected.signer).publicKey)).toBe(true);
    expect(seen.verifies(testKey('document-signer').publicKey)).toBe(false);
  });

  it.each([
    ['pin-management', '0000000020'],
    ['can-allowed', '0000000010'],
    ['age-verification', '0000000001'],
    ['read-dg1', '0000000100'],
    ['read-dg8', '0000008000'],
    ['read-dg17', '0001000000'],
    ['write-dg17', '2000000000'],
    ['write-dg22', '0100000000'],
  ])('grant %s alone', (right, template) => {
    expect(readCvCertificate(pki.terminal([right]).certificate).template).toBe(template);
  });

  it.each(['', 'read-dg0', 'read-dg23', 'toString', 'PIN-MANAGEMENT'])(
    'know no right "%s"',
    (right) => {
      expect(() => pki.terminal([right])).toThrow(RangeError);
    },
  );

  it('take another validity', () => {
    const validity = { from: new Date('2020-02-29'), to: new Date('2020-03-01') };
    const seen = readCvCertificate(pki.terminal(RIGHTS, validity).certificate);
    expect([seen.effective, seen.expiration]).toEqual(['200229', '200301']);
  });

  it('count days in UTC, at whatever time of the day', () => {
    for (const time of ['00:00:00Z', '23:59:59Z']) {
      const late = createTestPki({ today: new Date(`2026-11-23T${time}`) });
      expect(toHex(late.dv.certificate)).toBe(toHex(pki.dv.certificate));
    }
  });
});

describe('the same day', () => {
  it('gives the same bytes, another day others', () => {
    const bytesOn = (today: Date): string[] => {
      const { cvca, link, dv, csca, documentSigner, ...rest } = createTestPki({ today });
      const files = [cvca.certificate, link, dv.certificate, csca, documentSigner];
      return [...files, rest.terminal(RIGHTS).certificate, rest.cardSecurity(NO_BYTES)].map(toHex);
    };
    const first = bytesOn(TODAY);
    expect(bytesOn(new Date('2026-11-23'))).toEqual(first);
    const other = bytesOn(new Date('2026-11-24'));
    for (const [index, bytes] of first.entries()) expect(other[index]).not.toBe(bytes);
  });
});

describe('a certificate to be refused', () => {
  const dvKey = testKey('dv').publicKey;

  it('is a sound one where nothing is asked for', () => {
    expect(pki.issue(pki.dv, {})).toEqual(pki.terminal(RIGHTS).certificate);
  });

  it.each([
    [
      'no expiration',
      { expiration: NO_BYTES },
      ['5f29', '42', '7f49', '5f20', '7f4c', '5f25', '65'],
    ],
    [
      'dates exchanged',
      {
        effective: encodeCvDate(0x5f24, TODAY),
        expiration: encodeCvDate(0x5f25, TODAY),
      },
      ['5f29', '42', '7f49', '5f20', '7f4c', '5f24', '5f25', '65'],
    ],
    ['an unknown object', { extensions: encodeTlv(0x5f4f, dvKey) }, [...BODY, '5f4f']],
  ])('has %s and a good signature', (_, objects, tags) => {
    const seen = readCvCertificate(pki.issue(pki.dv, { objects }));
    expect(seen.tags).toEqual(tags);
    expect(seen.verifies(dvKey)).toBe(true);
  });

  it('carries domain parameters, another role, reference or key', () => {
    const { privateKey, publicKey } = testKey('foreign-cvca');
    const seen = readCvCertificate(
      pki.issue(pki.dv, {
        reference: 'X',
        role: 'dv-foreign',
        rights: [],
        privateKey,
        objects: { publicKey: encodeCvPublicKey(privateKey, true) },
      }),
    );
    expect(seen).toMatchObject({ holderReference: 'X', template: '4000000000' });
    expect(seen.keyTags).toEqual(DOMAIN_PARAMETERS);
    expect(equalBytes(seen.publicKey, publicKey)).toBe(true);
  });

  it('names one issuer and is signed by another', () => {
    const impostor = { reference: pki.dv.reference, privateKey: pki.foreignCvca.privateKey };
    const seen = readCvCertificate(pki.issue(impostor, {}));
    expect(seen.issuerReference).toBe('DETESTDV00001');
    expect(seen.verifies(dvKey)).toBe(false);
    expect(seen.verifies(testKey('foreign-cvca').publicKey)).toBe(true);
  });
});
