import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, concat, fromHex, NO_BYTES } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { encodeCvPublicKey } from '../simulators/test-pki/cv-certificate.ts';
import { testKey } from '../simulators/test-pki/test-keys.ts';
import { type CvTemplate, createTestPki } from '../simulators/test-pki/test-pki.ts';
import { rightsOf, roleOf } from './chat.ts';
import {
  CvCertificateError,
  type CvCertificateFault,
  decodeCvCertificate,
  isSignedBy,
} from './cv-certificate.ts';
import { hex, loadVectors } from './vectors/load.ts';

const pki = createTestPki({ today: new Date('2026-11-23T12:00:00Z') });
const vector = loadVectors().ta[0];
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function faultOf(bytes: Uint8Array): CvCertificateFault | 'none' {
  try {
    decodeCvCertificate(bytes);
    return 'none';
  } catch (cause) {
    if (cause instanceof CvCertificateError) return cause.fault;
    throw cause;
  }
}

describe('the certificates of the BSI worked example', () => {
  const cvca = decodeCvCertificate(hex(vector?.cvca));
  const dv = decodeCvCertificate(hex(vector?.dv));
  const at = decodeCvCertificate(hex(vector?.at));

  it.each([
    [cvca, 'DECVCAAT00001', 'DECVCAAT00001', 'cvca', '2010-09-30', '2011-09-25'],
    [
      dv,
      'DECVCAAT00001',
      'DETESTDVDE019',
      'document-verifier-official',
      '2010-09-30',
      '2010-10-30',
    ],
    [at, 'DETESTDVDE019', 'DETESTATDE019', 'terminal', '2010-09-30', '2010-10-30'],
  ])('are read', (certificate, authority, holder, role, effective, expiration) => {
    expect(text(certificate.authorityReference)).toBe(authority);
    expect(text(certificate.holderReference)).toBe(holder);
    expect(roleOf(certificate.chat)).toBe(role);
    expect(certificate.effectiveDate).toBe(effective);
    expect(certificate.expirationDate).toBe(expiration);
    expect(certificate.publicKey.hash).toBe('SHA-512');
    expect(certificate.publicKey.oid).toEqual(hex(vector?.taOid));
  });

  it('keep the bytes that were signed and sent', () => {
    const { body, signature, content } = at;
    expect(concat(body, encodeTlv(0x5f37, signature))).toEqual(content);
    expect(encodeTlv(0x7f21, content)).toEqual(hex(vector?.at));
    expect(rightsOf(at.chat)).toEqual(['can-allowed', 'read-dg1']);
  });

  it.each([
    ['the CVCA by itself', cvca, cvca, true],
    ['the document verifier by the CVCA', dv, cvca, true],
    ['the terminal by the document verifier, on the inherited curve', at, dv, true],
    ['the terminal not by the CVCA', at, cvca, false],
    ['the document verifier not by the terminal', dv, at, false],
  ])('%s', (_, certificate, issuer, signed) => {
    expect(isSignedBy(certificate, issuer.publicKey)).toBe(signed);
  });

  it('are not signed any more once one bit of them is another', () => {
    fc.assert(
      fc.property(fc.nat({ max: 8 * at.body.length - 1 }), (bit) => {
        const body = at.body.slice();
        body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(isSignedBy({ ...at, body }, dv.publicKey)).toBe(false);
      }),
      { numRuns: 10 },
    );
    const signature = at.signature.slice(0, -1);
    expect(isSignedBy({ ...at, signature }, dv.publicKey)).toBe(false);
    expect(isSignedBy({ ...at, signature: NO_BYTES }, dv.publicKey)).toBe(false);
  });

  it('are refused cut short at any byte, and with a byte more', () => {
    const whole = hex(vector?.at);
    for (let length = 0; length < whole.length; length++) {
      expect(faultOf(whole.slice(0, length))).toBe('structure');
    }
    expect(faultOf(concat(whole, fromHex('00')))).toBe('structure');
  });
});

describe('a certificate whose', () => {
  const withObjects = (objects: CvTemplate['objects'] = {}): Bytes =>
    pki.issue(pki.dv, { objects });
  const { privateKey, publicKey: point } = testKey('terminal');
  const oid = fromHex('060A04007F00070202020203');
  const key = (...objects: Uint8Array[]): Bytes => encodeTlv(0x7f49, ...objects);
  const date = (tag: number, digits: string): Bytes =>
    encodeTlv(tag, Uint8Array.from(digits, Number));
  const complete = encodeCvPublicKey(privateKey, true);
  const replaced = (from: Uint8Array, to: Uint8Array): Bytes => {
    const found = text(complete).replace(text(from), text(to));
    return Uint8Array.from(found, (character) => character.charCodeAt(0));
  };
  const offCurve = concat(fromHex('04'), new Uint8Array(64).fill(1));

  it.each<[string, CvCertificateFault | 'none', CvTemplate['objects']]>([
    ['objects are all there', 'none', {}],
    ['extensions are absent', 'none', { extensions: NO_BYTES }],
    ['profile is 01', 'profile', { profile: fromHex('5F290101') }],
    ['profile is empty', 'profile', { profile: fromHex('5F2900') }],
    ['profile is missing', 'structure', { profile: NO_BYTES }],
    ['issuer is missing', 'structure', { issuerReference: NO_BYTES }],
    [
      'objects are in another order',
      'structure',
      {
        effective: date(0x5f24, '261123'),
        expiration: date(0x5f25, '261223'),
      },
    ],
    [
      'issuer has 7 characters',
      'reference',
      { issuerReference: encodeTlv(0x42, asciiBytes('DE00001')) },
    ],
    [
      'holder has 17 characters',
      'reference',
      {
        holderReference: encodeTlv(0x5f20, asciiBytes('DETESTTEST0000001')),
      },
    ],
    [
      'holder has a control character',
      'reference',
      {
        holderReference: encodeTlv(0x5f20, fromHex('4445007445535430303031')),
      },
    ],
    [
      'holder has a Latin-1 letter',
      'none',
      {
        holderReference: encodeTlv(0x5f20, fromHex('4445DC74455354303030 3031')),
      },
    ],
    [
      'key is for SHA-1',
      'algorithm',
      { publicKey: key(fromHex('060A04007F00070202020201'), encodeTlv(0x86, point)) },
    ],
    [
      'key is for RSA',
      'algorithm',
      { publicKey: key(fromHex('060A04007F00070202020102'), encodeTlv(0x86, point)) },
    ],
    ['key is empty', 'algorithm', { publicKey: key() }],
    ['point is missing', 'public-key', { publicKey: key(oid) }],
    [
      'point is compressed',
      'public-key',
      {
        publicKey: key(oid, encodeTlv(0x86, fromHex('02'), point.slice(1, 33))),
      },
    ],
    [
      'point is a byte short',
      'public-key',
      { publicKey: key(oid, encodeTlv(0x86, point.slice(0, -1))) },
    ],
    [
      'point comes twice',
      'domain-parameters',
      {
        publicKey: key(oid, encodeTlv(0x86, point), encodeTlv(0x86, point)),
      },
    ],
    ['parameters are all there', 'none', { publicKey: complete }],
    [
      'cofactor alone is there',
      'domain-parameters',
      {
        publicKey: key(oid, encodeTlv(0x86, point), encodeTlv(0x87, fromHex('01'))),
      },
    ],
    [
      'prime alone is there',
      'domain-parameters',
      {
        publicKey: key(oid, encodeTlv(0x81, fromHex('07')), encodeTlv(0x86, point)),
      },
    ],
    [
      'prime is another',
      'domain-parameters',
      { publicKey: replaced(fromHex('1F6E5377'), fromHex('1F6E5379')) },
    ],
    [
      'cofactor is 2',
      'domain-parameters',
      { publicKey: replaced(fromHex('870101'), fromHex('870102')) },
    ],
    ['point is on no curve', 'public-key', { publicKey: replaced(point, offCurve) }],
    [
      'authorization is cut',
      'authorization',
      { authorizations: fromHex('7F4C0F060904007F00070301020253020000') },
    ],
    ['authorization is of no type', 'authorization', { authorizations: fromHex('7F4C00') }],
    ['effective date is a month too far', 'date', { effective: date(0x5f25, '261301') }],
    ['effective date is 31 November', 'date', { effective: date(0x5f25, '261131') }],
    [
      'effective date is 29 February of no leap year',
      'date',
      { effective: date(0x5f25, '250229') },
    ],
    ['effective date is 29 February', 'none', { effective: date(0x5f25, '240229') }],
    [
      'expiration date has a letter',
      'date',
      { expiration: encodeTlv(0x5f24, fromHex('02060A010203')) },
    ],
    [
      'expiration date has ASCII digits',
      'date',
      { expiration: encodeTlv(0x5f24, asciiBytes('261223')) },
    ],
    ['expiration date has five digits', 'date', { expiration: date(0x5f24, '26122') }],
    [
      'expiration date is before the effective one',
      'date',
      {
        effective: date(0x5f25, '261123'),
        expiration: date(0x5f24, '261122'),
      },
    ],
    [
      'dates are the same day',
      'none',
      {
        effective: date(0x5f25, '261123'),
        expiration: date(0x5f24, '261123'),
      },
    ],
    ['extension is no template', 'extensions', { extensions: fromHex('6503800101') }],
    ['extension has no identifier', 'extensions', { extensions: fromHex('65057303800101') }],
    ['extensions are cut', 'extensions', { extensions: fromHex('6503730501') }],
  ])('%s: %s', (_, fault, objects) => {
    expect(faultOf(withObjects(objects))).toBe(fault);
  });

  it('signature is missing, odd or doubled', () => {
    const { body, signature } = decodeCvCertificate(withObjects());
    const signed = (...rest: Uint8Array[]): Bytes => encodeTlv(0x7f21, body, ...rest);
    expect(faultOf(signed(encodeTlv(0x5f37, signature)))).toBe('none');
    expect(faultOf(signed())).toBe('structure');
    expect(faultOf(signed(encodeTlv(0x5f38, signature)))).toBe('structure');
    expect(faultOf(signed(encodeTlv(0x5f37)))).toBe('signature');
    expect(faultOf(signed(encodeTlv(0x5f37, signature.slice(1))))).toBe('signature');
    expect(faultOf(signed(encodeTlv(0x5f37, signature), fromHex('0500')))).toBe('structure');
    expect(faultOf(encodeTlv(0x7f22, body, encodeTlv(0x5f37, signature)))).toBe('structure');
  });
});

it('decoding is total: any bytes, and any certificate with any byte changed', () => {
  const { certificate } = pki.cvca;
  const mutated = fc
    .tuple(fc.nat({ max: certificate.length - 1 }), fc.nat({ max: 255 }))
    .map(([at, byte]) => certificate.with(at, byte));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), mutated), (bytes) => {
      expect(typeof faultOf(bytes)).toBe('string');
    }),
    { numRuns: 500 },
  );
});
