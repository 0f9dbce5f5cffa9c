import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, fromHex } from '../../kit/bytes.ts';
import { domainParametersOf } from '../../simulators/test-pki/domain-parameters.ts';
import {
  curveByOid,
  curveByParameters,
  ECDSA_CURVES,
  type EcdsaCurve,
  type HashName,
  signEcdsa,
  verifyEcdsa,
} from './ecdsa.ts';

const HASH_NAMES: readonly HashName[] = ['SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'];

function known(oid: string): EcdsaCurve {
  const curve = curveByOid(oid);
  if (!curve) throw new Error(`no curve ${oid}`);
  return curve;
}

/** RFC 6979, A.2.5: P-256, message "sample". */
describe('published signatures', () => {
  const curve = known('1.2.840.10045.3.1.7');
  const publicKey = fromHex(
    `04 60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
        7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299`,
  );
  it.each<readonly [HashName, string]>([
    [
      'SHA-224',
      `53B2FFF5D1752B2C689DF257C04C40A587FABABB3F6FC2702F1343AF7CA9AA3F
       B9AFB64FDC03DC1A131C7D2386D11E349F070AA432A4ACC918BEA988BF75C74C`,
    ],
    [
      'SHA-256',
      `EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716
       F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8`,
    ],
    [
      'SHA-384',
      `0EAFEA039B20E9B42309FB1D89E213057CBF973DC0CFC8F129EDDDC800EF7719
       4861F0491E6998B9455193E34E7B0D284DDD7149A74B95B9261F13ABDE940954`,
    ],
    [
      'SHA-512',
      `8496A60B5E9B47C825488827E0495B0E3FA109EC4568FD3F8D1097678EB97F00
       2362AB1ADBE2B8ADF9CB9EDAB740EA6049C028114F2460F96554F61FAE3302FE`,
    ],
  ])('with %s', (hashName, expected) => {
    const message = asciiBytes('sample');
    const signed = { message, signature: fromHex(expected), format: 'plain', publicKey } as const;
    expect(verifyEcdsa(curve, hashName, signed)).toBe(true);
    expect(verifyEcdsa(curve, hashName, { ...signed, message: asciiBytes('test') })).toBe(false);
  });
});

describe.each(ECDSA_CURVES)('curve $oid', (curve) => {
  const { ecdsa } = curve;
  const { secretKey, publicKey: shortKey } = ecdsa.keygen();
  const publicKey = ecdsa.Point.fromBytes(shortKey).toBytes(false);
  const message = asciiBytes('message');
  const { p, a, b, base, order } = domainParametersOf(ecdsa);
  const parameters = { p, a, b, generator: base, order };

  it.each(HASH_NAMES)('signs and verifies with %s, whether s is high or low', (hashName) => {
    for (let count = 0; count < 2; count++) {
      const one = Uint8Array.of(count);
      const signature = signEcdsa(curve, hashName, one, secretKey);
      expect(signature).toHaveLength(2 * ecdsa.Point.Fn.BYTES);
      const { r, s } = ecdsa.Signature.fromBytes(signature);
      const mirrored = new ecdsa.Signature(r, ecdsa.Point.Fn.neg(s));
      for (const either of [signature, mirrored.toBytes()]) {
        const plain = { message: one, signature: either, format: 'plain', publicKey } as const;
        expect(verifyEcdsa(curve, hashName, plain)).toBe(true);
      }
      const der = { message: one, signature: mirrored.toBytes('der'), publicKey };
      expect(verifyEcdsa(curve, hashName, { ...der, format: 'der' })).toBe(true);
      expect(verifyEcdsa(curve, hashName, { ...der, format: 'plain' })).toBe(false);
    }
  });

  it('takes nothing else for a signature or a key', () => {
    const signature = signEcdsa(curve, 'SHA-256', message, secretKey);
    const nought = new Uint8Array(signature.length);
    const wrong = [
      { signature: signature.with(0, (signature[0] ?? 0) ^ 1) },
      { signature: signature.slice(1) },
      { signature: nought },
      { signature: signature.fill(0xff, signature.length / 2) },
      { signature: new Uint8Array(0) },
      { message: asciiBytes('massage') },
      { publicKey: new Uint8Array(0) },
      { publicKey: Uint8Array.of(0) },
      { publicKey: publicKey.with(1, (publicKey[1] ?? 0) ^ 1) },
    ];
    const right = {
      message,
      signature: signEcdsa(curve, 'SHA-256', message, secretKey),
      publicKey,
    };
    for (const part of wrong) {
      expect(verifyEcdsa(curve, 'SHA-256', { ...right, ...part, format: 'plain' })).toBe(false);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 160 }), (bytes) => {
        const signed = { ...right, signature: bytes, format: 'der' } as const;
        expect(verifyEcdsa(curve, 'SHA-256', signed)).toBe(false);
      }),
    );
  });

  it('is known by its numbers, and by no others', () => {
    expect(curveByParameters(parameters)).toBe(curve);
    const padded = { ...parameters, p: Uint8Array.of(0, ...p) };
    expect(curveByParameters(padded)).toBe(curve);
    for (const name of ['p', 'a', 'b', 'order'] as const) {
      const number = parameters[name];
      const end = number.length - 1;
      const other = { ...parameters, [name]: number.with(end, (number[end] ?? 0) ^ 1) };
      expect(curveByParameters(other)).toBeUndefined();
    }
    for (const generator of [publicKey, new Uint8Array(0), base.slice(1)]) {
      expect(curveByParameters({ ...parameters, generator })).toBeUndefined();
    }
  });
});

it('knows no other curve', () => {
  expect(curveByOid('1.3.132.0.10')).toBeUndefined();
  const nothing = new Uint8Array(0);
  const parameters = { p: nothing, a: nothing, b: nothing, generator: nothing, order: nothing };
  expect(curveByParameters(parameters)).toBeUndefined();
});
