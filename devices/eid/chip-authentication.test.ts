import { describe, expect, it } from 'vitest';
import { decodeResponse, encodeCommand } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { fromHex, toHex } from '../kit/bytes.ts';
import {
  authenticateChip,
  type ChipAuthenticationSuite,
  chipPublicKey,
  selectChipAuthentication,
  selectChipKey,
} from './chip-authentication.ts';
import { type EphemeralKey, encodePoint } from './pace-arithmetic.ts';
import { STANDARDIZED_CURVES } from './primitives/curves.ts';
import { encodeOid } from './primitives/oid.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import { decodeSecurityInfos, type SecurityInfo } from './security-infos.ts';
import { hex, loadVectors } from './vectors/load.ts';

const vectors = loadVectors();
const cardAccess = decodeSecurityInfos(hex(vectors.files.efCardAccess));

function suiteOf(infos: readonly SecurityInfo[] = cardAccess): ChipAuthenticationSuite {
  const suite = selectChipAuthentication(infos);
  if (!suite) throw new RangeError('the infos offer nothing');
  return suite;
}

describe('the choice among what EF.CardAccess offers', () => {
  it('is version 2, and not the key of privileged terminals', () => {
    const suite = suiteOf();
    expect(suite).toMatchObject({ keyId: 0x29, keyBits: 128, parameterId: 13 });
    expect(suite.protocol).toEqual(encodeOid('0.4.0.127.0.7.2.2.3.2.2'));
    const privilegedOnly = cardAccess.filter(({ kind }) => kind === 'privileged-terminal');
    expect(selectChipAuthentication(privilegedOnly)).toBeUndefined();
  });

  const offer = (suffix: string, version: number, keyId?: number): SecurityInfo => ({
    kind: 'chip-authentication',
    protocol: encodeOid(`0.4.0.127.0.7.2.2.3.${suffix}`),
    version,
    ...(keyId === undefined ? {} : { keyId }),
  });
  const on = (parameterId: number, keyId?: number, suffix = '2'): SecurityInfo => ({
    kind: 'chip-authentication-domain-parameters',
    protocol: encodeOid(`0.4.0.127.0.7.2.2.3.${suffix}`),
    domainParameters: { kind: 'standardized', parameterId },
    ...(keyId === undefined ? {} : { keyId }),
  });

  it.each<[string, SecurityInfo[], number | undefined]>([
    ['AES-128', [offer('2.2', 2, 1), on(12, 1)], 128],
    ['AES-192', [offer('2.3', 2, 1), on(16, 1)], 192],
    ['AES-256', [offer('2.4', 2, 1), on(18, 1)], 256],
    ['AES-128 without a key’s number', [offer('2.2', 2), on(13)], 128],
    ['the second of two', [offer('2.2', 1, 1), offer('2.4', 2, 2), on(13, 1), on(17, 2)], 256],
    ['no version 1', [offer('2.2', 1, 1), on(13, 1)], undefined],
    ['no Triple DES', [offer('2.1', 2, 1), on(13, 1)], undefined],
    ['no Diffie-Hellman in a field', [offer('1.2', 2, 1), on(0, 1, '1')], undefined],
    ['no unknown curve', [offer('2.2', 2, 1), on(9, 1)], undefined],
    ['nothing without parameters for the same key', [offer('2.2', 2, 1), on(13, 2)], undefined],
    ['nothing', [], undefined],
  ])('takes %s', (_, infos, keyBits) => {
    expect(selectChipAuthentication(infos)?.keyBits).toBe(keyBits);
  });
});

describe('the chip’s public key', () => {
  const suite = suiteOf();
  const own = suite.curve.BASE;
  const publicKey = encodePoint(suite.curve.BASE.multiply(7n));
  const info = (changes: object = {}): SecurityInfo => ({
    kind: 'chip-authentication-public-key',
    protocol: encodeOid('0.4.0.127.0.7.2.2.1.2'),
    domainParameters: { kind: 'standardized', parameterId: 13 },
    publicKey,
    keyId: 0x29,
    ...changes,
  });

  it('is the one with the number that was chosen', () => {
    const other = info({ keyId: 0x2d, publicKey: encodePoint(suite.curve.BASE.multiply(8n)) });
    expect(encodePoint(chipPublicKey([other, info()], suite, own))).toEqual(publicKey);
  });

  it.each([
    ['absent', []],
    ['of another number', [info({ keyId: 0x2d })]],
    ['of another kind', [info({ protocol: encodeOid('0.4.0.127.0.7.2.2.1.1') })]],
    [
      'on other parameters',
      [info({ domainParameters: { kind: 'standardized', parameterId: 12 } })],
    ],
    ['not on the curve', [info({ publicKey: publicKey.with(40, (publicKey[40] ?? 0) ^ 1) })]],
    ['the terminal’s own', [info({ publicKey: encodePoint(own) })]],
    ['infinity', [info({ publicKey: fromHex('00') })]],
  ])('is refused where it is %s', (_, infos) => {
    expect(() => chipPublicKey(infos, suite, own)).toThrow(ProtocolViolation);
  });
});

describe.each(vectors.ca)('chip authentication $id', (vector) => {
  const curve = STANDARDIZED_CURVES.get(13) ?? expect.fail('the curve is there');
  const suite = { ...suiteOf(), protocol: hex(vector.oid) };
  const chipSecret = BigInt(`0x${vector.chipStaticPriv}`);
  const chipKey = curve.BASE.multiply(chipSecret);
  const terminalKey = curve.fromBytes(hex(vector.terminalEphPub));
  // Where only the terminal's public key is published, the roles of the two secrets are swapped.
  const own: EphemeralKey = vector.terminalEphPriv
    ? { secret: BigInt(`0x${vector.terminalEphPriv}`), publicPoint: terminalKey }
    : { secret: chipSecret, publicPoint: terminalKey };
  const partner = vector.terminalEphPriv ? chipKey : terminalKey;
  const good = `7C148108${vector.rPicc}8208${vector.tokenChip}9000`;

  const run = (answer: string) => {
    const commands: string[] = [];
    const exchange: Exchange = async (command) => {
      commands.push(toHex(encodeCommand(command)));
      return decodeResponse(fromHex(answer));
    };
    const plain: string[] = [];
    const plainExchange: Exchange = async (command) => {
      plain.push(toHex(encodeCommand(command)));
      return decodeResponse(fromHex('6988'));
    };
    const outcome = authenticateChip({ exchange, plainExchange }, suite, own, partner);
    return { outcome, commands, plain };
  };

  it('takes the token and opens a channel that starts anew', async () => {
    const { outcome, commands, plain } = run(good);
    const result = await outcome;
    expect(commands).toEqual([`00860000457C438041${vector.terminalEphPub}00`.toUpperCase()]);
    expect(result.kind).toBe('authentic');
    if (result.kind !== 'authentic' || vector.id !== 'recorded') return;
    const recordedCommand = vectors.sm.at(2)?.steps[0];
    const data = fromHex('E80704007F00070302');
    const selecting = result.channel.exchange({ cla: 0, ins: 0xa4, p1: 4, p2: 12, data });
    await expect(selecting).rejects.toThrow(ProtocolViolation);
    expect(plain).toEqual([recordedCommand?.apdu.toUpperCase()]);
  });

  it.each(['tokenChip', 'rPicc'] as const)('finds a wrong %s', async (field) => {
    const wrong = `${(Number.parseInt(vector[field].slice(0, 2), 16) ^ 1).toString(16).padStart(2, '0')}`;
    const answer = good.replace(vector[field], wrong + vector[field].slice(2));
    expect(await run(answer).outcome).toEqual({ kind: 'not-authentic' });
  });

  it.each([
    ['a refusal', '6984'],
    ['nothing', '9000'],
    ['no token', `7C0A8108${vector.rPicc}9000`],
    ['half a token', `7C108108${vector.rPicc}8204${vector.tokenChip.slice(8)}9000`],
    ['half a nonce', `7C108104${vector.rPicc.slice(8)}8208${vector.tokenChip}9000`],
    ['an object cut short', `7C148108${vector.rPicc}9000`],
  ])('takes %s for a violation', async (_, answer) => {
    await expect(run(answer).outcome).rejects.toThrow(ProtocolViolation);
  });
});

describe('the choice of the chip’s key', () => {
  const select = (statusWord: number, keyId: number | undefined) => {
    const commands: string[] = [];
    const exchange: Exchange = async (command) => {
      commands.push(toHex(encodeCommand(command)));
      return { data: fromHex(''), statusWord };
    };
    return { done: selectChipKey(exchange, { ...suiteOf(), keyId }), commands };
  };

  it('names it, where it has a number', async () => {
    const numbered = select(0x9000, 0x29);
    await numbered.done;
    expect(numbered.commands).toEqual(['002241A40F800A04007F00070202030202840129']);
    const only = select(0x9000, undefined);
    await only.done;
    expect(only.commands).toEqual(['002241A40C800A04007F00070202030202']);
  });

  it('is no choice where the chip does not know it', async () => {
    await expect(select(0x6a88, 0x29).done).rejects.toThrow(ProtocolViolation);
  });
});
