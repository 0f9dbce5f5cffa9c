import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, concat, NO_BYTES } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { createTestPki } from '../simulators/test-pki/test-pki.ts';
import {
  CvCertificateError,
  type CvCertificateFault,
  decodeCvCertificate,
  isSignedBy,
} from './cv-certificate.ts';
import { type CvCertificateContent, encodeCvCertificate } from './cv-certificate-builder.ts';
import { ID_TA_ECDSA } from './object-identifiers.ts';
import { ECDSA_CURVES, type HashName, signEcdsa } from './primitives/ecdsa.ts';
import { hex, loadVectors } from './vectors/load.ts';

const pki = createTestPki({ today: new Date('2026-11-23T12:00:00Z') });
const [example] = loadVectors().ta;

describe('encoded again with its own signature, byte for byte:', () => {
  it.each<[string, Bytes]>([
    ['the CVCA of the BSI worked example', hex(example?.cvca)],
    ['its document verifier', hex(example?.dv)],
    ['its terminal', hex(example?.at)],
    ['the CVCA of the test PKI', pki.cvca.certificate],
    ['its link', pki.link],
    ['its document verifier', pki.dv.certificate],
    ['its terminal, with a description', pki.terminal(['pin-management']).certificate],
  ])('%s', (_, certificate) => {
    const { body, signature, ...content } = decodeCvCertificate(certificate);
    const sign = (toSign: Bytes): Bytes => {
      expect(toSign).toEqual(body);
      return signature;
    };
    expect(encodeCvCertificate(content, sign)).toEqual(certificate);
  });
});

/** The known curves with the few keys that a property needs, since points are dear. */
const KEYS = ECDSA_CURVES.flatMap((curve) =>
  [1, 2, 255].map((scalar) => {
    const secretKey = new Uint8Array(curve.ecdsa.Point.Fn.toBytes(BigInt(scalar)));
    const point = new Uint8Array(curve.ecdsa.getPublicKey(secretKey, false));
    return { curve, secretKey, point };
  }),
);
const HASHES: readonly [HashName, number][] = [
  ['SHA-224', 2],
  ['SHA-256', 3],
  ['SHA-384', 4],
  ['SHA-512', 5],
];
const bytes = (minLength: number, maxLength = minLength) =>
  fc.uint8Array({ minLength, maxLength }).map((value) => new Uint8Array(value));
const reference = fc
  .array(fc.constantFrom(...'DE \u00c4\u00dfZ019~'), { minLength: 8, maxLength: 16 })
  .map((letters) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const chat = fc.oneof(
  bytes(5).map((authorization) => ({
    terminalType: 'authentication-terminal' as const,
    authorization,
  })),
  fc.record({
    terminalType: fc.constantFrom('inspection-system' as const, 'signature-terminal' as const),
    authorization: bytes(1),
  }),
);
const extension = bytes(0, 300).map((data) => ({
  tag: 0x73,
  value: concat(encodeTlv(0x06, ID_TA_ECDSA), encodeTlv(0x80, data)),
}));

it('decoding reads what was encoded, and whom it was signed by', () => {
  const input = fc.record({
    key: fc.constantFrom(...KEYS),
    hash: fc.constantFrom(...HASHES),
    parameters: fc.boolean(),
    authorityReference: reference,
    holderReference: reference,
    chat,
    days: fc.tuple(day, day).map(([one, other]) => (one < other ? [one, other] : [other, one])),
    extensions: fc.array(extension, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(input, ({ key, hash: [name, last], parameters, days, ...fields }) => {
      const { curve, point, secretKey } = key;
      const [effectiveDate = '', expirationDate = ''] = days;
      const oid = concat(ID_TA_ECDSA, Uint8Array.of(last));
      const publicKey = { oid, hash: name, point, ...(parameters ? { curve } : {}) };
      const content = { ...fields, publicKey, effectiveDate, expirationDate };
      const certificate = encodeCvCertificate(content, (body) =>
        signEcdsa(curve, name, body, secretKey),
      );
      const decoded = decodeCvCertificate(certificate);
      expect(decoded).toMatchObject(content);
      expect(decoded.extensions).toHaveLength(content.extensions.length);
      expect('curve' in decoded.publicKey).toBe(parameters);
      expect(isSignedBy(decoded, publicKey)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

describe('nothing is signed whose', () => {
  const sound = decodeCvCertificate(pki.terminal(['pin-management']).certificate);
  const cvca = decodeCvCertificate(pki.cvca.certificate);

  it.each<[string, CvCertificateFault, Partial<CvCertificateContent>]>([
    ['issuer has no name', 'reference', { authorityReference: NO_BYTES }],
    ['holder has 17 letters', 'reference', { holderReference: asciiBytes('DETESTTEST0000001') }],
    [
      'rights are a byte short',
      'authorization',
      { chat: { terminalType: 'authentication-terminal', authorization: new Uint8Array(4) } },
    ],
    ['key is for SHA-1', 'algorithm', { publicKey: keyWith(1) }],
    ['point is cut', 'public-key', { publicKey: { ...keyWith(3), point: new Uint8Array(64) } }],
    [
      'point is of another curve',
      'public-key',
      { publicKey: { ...cvca.publicKey, curve: curveAt(0) } },
    ],
    ['beginning is in another century', 'date', { effectiveDate: '1999-12-31' }],
    ['end is in another century', 'date', { expirationDate: '2100-01-01' }],
    ['end is 30 February', 'date', { expirationDate: '2027-02-30' }],
    ['end is a point in time', 'date', { expirationDate: '2027-02-03T00:00:00Z' }],
    ['end is before its beginning', 'date', { expirationDate: '2026-01-01' }],
    ['extension is no template', 'extensions', { extensions: [{ tag: 0x80, value: NO_BYTES }] }],
    ['extension has no identifier', 'extensions', { extensions: [{ tag: 0x73, value: NO_BYTES }] }],
  ])('%s', (_, fault, difference) => {
    const sign = (): Bytes => {
      throw new Error('nobody signs');
    };
    expect(faultOf(() => encodeCvCertificate({ ...sound, ...difference }, sign))).toBe(fault);
  });

  it.each([0, 63])('signature has %i bytes', (length) => {
    const sign = (): Bytes => new Uint8Array(length);
    expect(faultOf(() => encodeCvCertificate(sound, sign))).toBe('signature');
  });

  function keyWith(last: number): CvCertificateContent['publicKey'] {
    const { point } = sound.publicKey;
    return { oid: concat(ID_TA_ECDSA, Uint8Array.of(last)), point };
  }

  function curveAt(index: number) {
    const curve = ECDSA_CURVES[index];
    if (!curve) throw new RangeError('no such curve');
    return curve;
  }
});

function faultOf(encode: () => unknown): unknown {
  try {
    return encode();
  } catch (cause) {
    if (cause instanceof CvCertificateError) return cause.fault;
    throw cause;
  }
}
