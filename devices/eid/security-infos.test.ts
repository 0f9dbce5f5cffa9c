import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../kit/bytes.ts';
import { encodeTlv, TlvError } from '../kit/tlv.ts';
import { selectPaceSuite } from './pace.ts';
import { encodeOid, showOid } from './primitives/oid.ts';
import { decodeSecurityInfos, offerTheSame, type SecurityInfo } from './security-infos.ts';
import { hex, loadVectors } from './vectors/load.ts';

const cardAccess = hex(loadVectors().files.efCardAccess);

const sequence = (...parts: Uint8Array[]): Uint8Array => encodeTlv(0x30, ...parts);
const oid = (dotted: string): Uint8Array => encodeTlv(0x06, encodeOid(dotted));
const integer = (value: number): Uint8Array => encodeTlv(0x02, Uint8Array.of(value));
const infos = (...parts: Uint8Array[]): Uint8Array => encodeTlv(0x31, ...parts);

describe('EF.CardAccess', () => {
  it('of the test card holds what the specification lists', () => {
    const decoded = decodeSecurityInfos(cardAccess);
    expect(decoded.map(({ kind }) => kind)).toEqual([
      'pace',
      'terminal-authentication',
      'chip-authentication',
      'chip-authentication-domain-parameters',
      'privileged-terminal',
      'card-info-locator',
    ]);
    expect(decoded[0]).toMatchObject({ version: 2, parameterId: 13 });
    expect(decoded[2]).toMatchObject({ version: 2, keyId: 0x29 });
    expect(decoded[3]).toMatchObject({
      keyId: 0x29,
      domainParameters: { kind: 'standardized', parameterId: 13 },
    });
    expect(decoded[4]).toMatchObject({
      securityInfos: [
        { kind: 'chip-authentication', keyId: 0x2d },
        { kind: 'chip-authentication-domain-parameters', keyId: 0x2d },
      ],
    });
    expect(decoded[5]).toMatchObject({ url: 'http://bsi.bund.de/cif/npa.xml' });
  });

  it('may hold every other info of TR-03110, and unknown ones are kept', () => {
    const unknown = sequence(oid('1.2.3.4'), integer(7));
    const explicitParameters = sequence(oid('1.2.840.10045.2.1'), oid('1.3.36.3.3.2.8.1.1.7'));
    const decoded = decodeSecurityInfos(
      infos(
        sequence(oid('0.4.0.127.0.7.2.2.4.2'), explicitParameters, integer(5)),
        sequence(
          oid('0.4.0.127.0.7.2.2.1.2'),
          sequence(
            sequence(oid('0.4.0.127.0.7.1.2'), integer(13)),
            encodeTlv(0x03, fromHex('0004')),
          ),
          integer(1),
        ),
        sequence(
          oid('0.4.0.127.0.7.2.2.5.2.3'),
          sequence(integer(1), integer(2), encodeTlv(0x01, fromHex('FF'))),
        ),
        sequence(oid('0.4.0.127.0.7.2.2.5.2'), explicitParameters),
        sequence(
          oid('0.4.0.127.0.7.2.2.7'),
          sequence(
            sequence(oid('2.16.840.1.101.3.4.2.4')),
            sequence(sequence(integer(17), encodeTlv(0x04, fromHex('AADE')))),
          ),
        ),
        unknown,
      ),
    );
    expect(decoded).toMatchObject([
      { kind: 'pace-domain-parameters', parameterId: 5, domainParameters: { kind: 'explicit' } },
      {
        kind: 'chip-authentication-public-key',
        keyId: 1,
        domainParameters: { kind: 'standardized', parameterId: 13 },
        publicKey: fromHex('04'),
      },
      { kind: 'restricted-identification', version: 1, keyId: 2, authorizedOnly: true },
      { kind: 'restricted-identification-domain-parameters' },
      { kind: 'eid-security', dataGroupHashes: [{ dataGroup: 17, hash: fromHex('AADE') }] },
      { kind: 'unknown', content: unknown },
    ]);
  });

  it('shortened anywhere, or random, is refused with a TLV error and nothing else', () => {
    for (let length = 0; length < cardAccess.length; length++) {
      expect(() => decodeSecurityInfos(cardAccess.subarray(0, length))).toThrow(TlvError);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          decodeSecurityInfos(encodeTlv(0x31, bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(TlvError);
        }
      }),
    );
  });
});

describe('selectPaceSuite', () => {
  const pace = (suffix: string, version: number, ...rest: Uint8Array[]): Uint8Array =>
    sequence(oid(`0.4.0.127.0.7.2.2.4.${suffix}`), integer(version), ...rest);
  const select = (...parts: Uint8Array[]) => selectPaceSuite(decodeSecurityInfos(infos(...parts)));

  it.each([
    ['2.2', 13, 128],
    ['2.3', 16, 192],
    ['2.4', 17, 256],
    ['2.2', 12, 128],
    ['2.3', 15, 192],
    ['2.4', 18, 256],
  ])('runs ECDH-GM %s with parameters %i', (suffix, parameterId, keyBits) => {
    expect(select(pace(suffix, 2, integer(parameterId)))).toMatchObject({ parameterId, keyBits });
  });

  it('skips what it cannot run and takes the next offer', () => {
    const offers = [
      pace('1.2', 2, integer(0)),
      pace('2.1', 2, integer(13)),
      pace('4.2', 2, integer(13)),
      pace('2.2', 1, integer(13)),
      pace('2.2', 2),
      pace('2.2', 2, integer(9)),
    ];
    expect(select(...offers)).toBeUndefined();
    expect(select(...offers, pace('2.4', 2, integer(17)))).toMatchObject({ keyBits: 256 });
  });
});

it('object identifiers are written and shown alike', () => {
  const dotted = '1.2.840.113549.1.7.2';
  expect(showOid(encodeOid(dotted))).toBe(dotted);
  expect(() => encodeOid('3.99')).toThrow(RangeError);
});

describe('EF.CardAccess against EF.CardSecurity', () => {
  const cardAccess = decodeSecurityInfos(hex(loadVectors().files.efCardAccess));
  const isFirstOf = (kind: SecurityInfo['kind']) => {
    const found = cardAccess.find((info) => info.kind === kind);
    return (info: SecurityInfo): boolean => info === found;
  };
  const signed: SecurityInfo[] = [
    ...cardAccess,
    {
      kind: 'chip-authentication-public-key',
      protocol: encodeOid('0.4.0.127.0.7.2.2.1.2'),
      domainParameters: { kind: 'standardized', parameterId: 13 },
      publicKey: fromHex('04'),
    },
  ];

  it('offers the same, whatever else is signed and in whatever order', () => {
    expect(offerTheSame(cardAccess, signed)).toBe(true);
    expect(offerTheSame(cardAccess, signed.toReversed())).toBe(true);
  });

  it.each([
    'pace',
    'chip-authentication',
    'chip-authentication-domain-parameters',
    'terminal-authentication',
  ] as const)('differs in %s: left out, added or another', (kind) => {
    const isIt = isFirstOf(kind);
    const without = cardAccess.filter((info) => !isIt(info));
    const changed = cardAccess.map((info) =>
      isIt(info) ? { ...info, protocol: encodeOid('0.4.0.127.0.7.2.2.4.2.4') } : info,
    );
    expect(offerTheSame(without, signed)).toBe(false);
    expect(offerTheSame(cardAccess, without)).toBe(false);
    expect(offerTheSame(changed, signed)).toBe(false);
  });
});
