import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { asciiBytes, type Bytes, fromHex, NO_BYTES } from '../../../devices/kit/bytes.ts';
import { encodeTlv } from '../../../devices/kit/tlv.ts';
import {
  type CvIssuer,
  type CvReplacements,
  encodeCvDate,
  encodeCvPublicKey,
} from '../../../devices/simulators/test-pki/cv-certificate.ts';
import { testKey } from '../../../devices/simulators/test-pki/test-keys.ts';
import type { CvTemplate } from '../../../devices/simulators/test-pki/test-pki.ts';

/**
 * Certificates of terminals, each with one thing wrong and the signature right, and the status
 * word that a chip owes them: 6A88 for another issuer's name, 6984 for all else.
 */

const TODAY = new Date('2026-11-23');
const YESTERDAY = new Date('2026-11-22');

const NOT_FOUND = 0x6a88;
const NOT_USABLE = 0x6984;

interface Spoilt {
  readonly issuer?: Pick<CvIssuer, 'reference' | 'privateKey'>;
  readonly template: CvTemplate;
}

const { privateKey } = testKey('terminal');
const SHA_1_KEY = encodeTlv(
  0x7f49,
  encodeTlv(0x06, fromHex('04007F00070202020201')),
  encodeTlv(0x86, brainpoolP256r1.getPublicKey(privateKey, false)),
);
const keyOf = (point: Uint8Array): Bytes =>
  encodeTlv(0x7f49, encodeTlv(0x06, fromHex('04007F00070202020203')), encodeTlv(0x86, point));
const objects = (replaced: CvReplacements) => (): Spoilt => ({ template: { objects: replaced } });

export const WRONG_TERMINALS: readonly [string, (dv: CvIssuer) => Spoilt, number][] = [
  ['no profile', objects({ profile: NO_BYTES }), NOT_USABLE],
  ['no issuer', objects({ issuerReference: NO_BYTES }), NOT_USABLE],
  ['no key', objects({ publicKey: NO_BYTES }), NOT_USABLE],
  ['no holder', objects({ holderReference: NO_BYTES }), NOT_USABLE],
  ['no rights', objects({ authorizations: NO_BYTES }), NOT_USABLE],
  ['no beginning', objects({ effective: NO_BYTES }), NOT_USABLE],
  ['no end', objects({ expiration: NO_BYTES }), NOT_USABLE],
  ['profile 1', objects({ profile: fromHex('5F290101') }), NOT_USABLE],
  [
    'an issuer that swallows what follows',
    objects({ issuerReference: fromHex('420D') }),
    NOT_USABLE,
  ],
  [
    'the name of another issuer',
    objects({ issuerReference: encodeTlv(0x42, asciiBytes('DEOTHERDV00001')) }),
    NOT_FOUND,
  ],
  ['domain parameters', objects({ publicKey: encodeCvPublicKey(privateKey, true) }), NOT_USABLE],
  ['a key for SHA-1', objects({ publicKey: SHA_1_KEY }), NOT_USABLE],
  ['no point', objects({ publicKey: keyOf(NO_BYTES) }), NOT_USABLE],
  ['the point at infinity', objects({ publicKey: keyOf(Uint8Array.of(0)) }), NOT_USABLE],
  [
    'a point beside the curve',
    objects({ publicKey: keyOf(new Uint8Array(65).fill(4)) }),
    NOT_USABLE,
  ],
  [
    'the rights of an inspection system',
    objects({ authorizations: fromHex('7F4C0E060904007F000703010201530123') }),
    NOT_USABLE,
  ],
  [
    'rights that are a byte short',
    objects({ authorizations: fromHex('7F4C11060904007F000703010202530400000030') }),
    NOT_USABLE,
  ],
  ['month 13', objects({ effective: fromHex('5F2506020601030101') }), NOT_USABLE],
  ['30 February', objects({ expiration: fromHex('5F2406020700020300') }), NOT_USABLE],
  ['a digit above nine', objects({ expiration: fromHex('5F240602070001020A') }), NOT_USABLE],
  [
    'its dates in the wrong order',
    objects({ effective: encodeCvDate(0x5f24, TODAY), expiration: encodeCvDate(0x5f25, TODAY) }),
    NOT_USABLE,
  ],
  ['an object nobody knows', objects({ extensions: fromHex('5F4F0100') }), NOT_USABLE],
  ['the role of a verifier', () => ({ template: { role: 'dv-domestic' } }), NOT_USABLE],
  ['the role of an authority', () => ({ template: { role: 'cvca' } }), NOT_USABLE],
  [
    'an end that was yesterday',
    () => ({ template: { validity: { from: new Date('2026-11-20'), to: YESTERDAY } } }),
    NOT_USABLE,
  ],
  [
    'a signature of somebody else',
    ({ reference }) => ({
      issuer: { reference, privateKey: testKey('foreign-cvca').privateKey },
      template: {},
    }),
    NOT_USABLE,
  ],
];
