import { brainpoolP256r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { decodeCommand, decodeResponse, encodeCommand } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { type Bytes, concat, fromHex, NO_BYTES, toHex, uintBytes } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, findTlv } from '../kit/tlv.ts';
import { deriveChannelKeys, deriveKey, mrzPassword } from './key-derivation.ts';
import {
  agreeOnKeys,
  authenticateMutually,
  decryptNonce,
  type PaceSuite,
  setAuthenticationTemplate,
} from './pace.ts';
import {
  authenticationToken,
  authenticationTokenInput,
  completeMappedKey,
  encodePoint,
  prepareMappedKey,
  xCoordinate,
} from './pace-arithmetic.ts';
import { PASSWORD_IDS, type PasswordName } from './passwords.ts';
import { aesCbcEncrypt, aesCmac, aesEncryptBlock } from './primitives/aes.ts';
import { type Curve, STANDARDIZED_CURVES } from './primitives/curves.ts';
import type { RandomBytes } from './primitives/random.ts';
import { protectCommand, unprotectResponse } from './secure-messaging.ts';
import { hex, loadVectors, type PaceVector } from './vectors/load.ts';

const vectors = loadVectors();

describe('key derivation (TR-03110 part 3, A.2.3)', () => {
  it.each(vectors.kdf)('derives $id', ({ K, r, counter, keyBits, key }) => {
    expect(deriveKey(keyBits, hex(K), counter, hex(r))).toEqual(hex(key));
  });

  it('hashes the MRZ of ICAO Doc 9303-11', () => {
    const zone = `IDD<<T220001293${'<'.repeat(15)}6408125F1010318D${'<'.repeat(14)}${'<'.repeat(30)}`;
    expect(mrzPassword(zone)).toEqual(hex(vectors.pace[0]?.pi));
    expect(() => mrzPassword(zone.slice(1))).toThrow(/TD1/);
  });
});

describe('AES-CMAC (RFC 4493)', () => {
  it.each(vectors.aesCmac)('of "$msg"', ({ key, msg, mac }) => {
    expect(aesCmac(hex(key), hex(msg))).toEqual(hex(mac));
  });
});

describe.each(vectors.pace)('PACE $id', (vector) => {
  const suite = suiteOf(vector);
  const { curve } = suite;
  const scalar = (field: string): bigint => BigInt(`0x${field}`);

  it('derives Kπ and decrypts the nonce', () => {
    expect(deriveKey(suite.keyBits, hex(vector.pi), 3)).toEqual(hex(vector.kPi));
    expect(decryptNonce(suite, hex(vector.pi), hex(vector.encryptedNonce))).toEqual(
      hex(vector.nonce),
    );
    const iv = new Uint8Array(16);
    expect(aesCbcEncrypt(hex(vector.kPi), iv, hex(vector.nonce))).toEqual(
      hex(vector.encryptedNonce),
    );
  });

  it('maps the generator', () => {
    const mapPoint = curve.BASE.multiply(scalar(vector.mapTerminalPriv));
    expect(encodePoint(mapPoint)).toEqual(hex(vector.mapTerminalPub));
    const chipMapKey = curve.fromBytes(hex(vector.mapChipPub));
    const publicKeyOf = (secret: bigint): Bytes => {
      const prepared = prepareMappedKey(
        curve,
        hex(vector.nonce),
        scalar(vector.mapTerminalPriv),
        drawing(secret),
      );
      return encodePoint(completeMappedKey(prepared, chipMapKey).publicPoint);
    };
    // The public key of the secret 1 is the mapped generator itself.
    expect(publicKeyOf(1n)).toEqual(hex(vector.mappedGenerator));
    expect(publicKeyOf(scalar(vector.ephTerminalPriv))).toEqual(hex(vector.ephTerminalPub));
  });

  it('agrees on keys and tokens', () => {
    const secret = scalar(vector.ephTerminalPriv);
    const chip = curve.fromBytes(hex(vector.ephChipPub));
    expect(xCoordinate(curve, chip.multiply(secret))).toEqual(hex(vector.sharedSecretX));
    expect(xCoordinate(curve, chip)).toEqual(hex(vector.idPicc));
    const keys = agreeOnKeys(suite, { secret, publicPoint: curve.BASE }, chip);
    expect(keys).toEqual({ encryption: hex(vector.ksEnc), mac: hex(vector.ksMac) });
    const tokens = [
      [vector.ephChipPub, vector.tokenInputTerminal, vector.tokenTerminal],
      [vector.ephTerminalPub, vector.tokenInputChip, vector.tokenChip],
    ];
    for (const [publicKey, input, token] of tokens) {
      expect(authenticationTokenInput(suite.protocol, hex(publicKey))).toEqual(hex(input));
      expect(authenticationToken(keys.mac, suite.protocol, hex(publicKey))).toEqual(hex(token));
    }
  });

  it('sends and understands exactly the published commands', async () => {
    const { mseSetAt, ga1, ga1Rsp, ga2, ga2Rsp, ga3, ga3Rsp, ga4, ga4Rsp } = vector.apdu;
    const script = [
      [mseSetAt, '9000'],
      [ga1, ga1Rsp],
      [ga2, ga2Rsp],
      [ga3, ga3Rsp],
      [ga4, ga4Rsp],
    ];
    const exchange: Exchange = async (command) => {
      const [expected, answer] = script.shift() ?? [];
      expect(toHex(encodeCommand(command)).toLowerCase()).toBe(expected);
      return decodeResponse(hex(answer));
    };
    const random = drawing(scalar(vector.mapTerminalPriv), scalar(vector.ephTerminalPriv));
    const context = { exchange, suite, random };
    const password = passwordNamed(vector.passwordId);
    await setAuthenticationTemplate(context, password, chatOf(mseSetAt));
    const outcome = await authenticateMutually(context, hex(vector.pi));
    expect(script).toEqual([]);
    expect(outcome).toMatchObject({
      kind: 'established',
      idPicc: hex(vector.idPicc),
      keys: { encryption: hex(vector.ksEnc), mac: hex(vector.ksMac) },
    });
    if (outcome.kind === 'established') {
      expect(outcome.authorityReferences).toEqual(authorityReferencesOf(ga4Rsp));
    }
  });
});

describe.each(vectors.sm)('secure messaging $id', ({ ksEnc, ksMac, steps }) => {
  const instructionBefore = (ssc: number): number => {
    const command = steps.find((step) => step.ssc === ssc - 1);
    return hex(command?.plain ?? command?.header)[1] ?? 0;
  };
  it.each(steps)('$dir with counter $ssc', (step) => {
    const counter = concat(new Uint8Array(12), uintBytes(step.ssc, 4));
    const state = { encryption: hex(ksEnc), mac: hex(ksMac), counter };
    if ('iv' in step)
      expect(aesEncryptBlock(state.encryption, counter)).toEqual(hex(String(step.iv)));
    if (step.dir === 'C') {
      const plain = step.plain ? decodeCommand(hex(step.plain)) : commandOf(step);
      expect(toHex(encodeCommand(protectCommand(state, plain)))).toBe(step.apdu.toUpperCase());
      return;
    }
    const odd = instructionBefore(step.ssc) % 2 === 1;
    const answer = unprotectResponse(state, decodeResponse(hex(step.apdu)), odd);
    const expected = step.plain ? decodeResponse(hex(step.plain)) : undefined;
    expect(answer.data).toEqual(expected?.data ?? hex(step.data));
    expect(answer.statusWord).toBe(
      expected?.statusWord ?? Number.parseInt(step.apdu.slice(-4), 16),
    );
  });
});

describe.each(vectors.ca)('chip authentication keys $id', (vector) => {
  it('derives keys with the nonce and the token', () => {
    const curve = brainpoolP256r1.Point;
    const terminalKey = curve.fromBytes(hex(vector.terminalEphPub));
    const shared = xCoordinate(curve, terminalKey.multiply(BigInt(`0x${vector.chipStaticPriv}`)));
    expect(shared).toEqual(hex(vector.sharedSecretX));
    const keys = deriveChannelKeys(128, shared, hex(vector.rPicc));
    expect(keys).toEqual({ encryption: hex(vector.ksEnc), mac: hex(vector.ksMac) });
    const protocol = hex(vector.oid);
    const publicKey = hex(vector.terminalEphPub);
    expect(authenticationTokenInput(protocol, publicKey)).toEqual(hex(vector.tokenInput));
    expect(authenticationToken(keys.mac, protocol, publicKey)).toEqual(hex(vector.tokenChip));
  });
});

describe.each(vectors.ta)('terminal authentication signature $id', (vector) => {
  it('covers ID_PICC, r_PICC, the compressed key and the auxiliary data', () => {
    const { idPicc, rPicc, compEphPcd, aux } = vector;
    const message = concat(hex(idPicc), hex(rPicc), hex(compEphPcd), hex(aux));
    expect(message).toEqual(hex(vector.signedData));
    const curve = vector.curve === 'brainpoolP512r1' ? brainpoolP512r1 : brainpoolP256r1;
    const digest = (vector.hash === 'sha512' ? sha512 : sha256)(message);
    const publicKey = vector.terminalPub ? hex(vector.terminalPub) : publicKeyOf(hex(vector.at));
    // Half of all valid signatures have a high s, which the library refuses unless told otherwise.
    const options = { lowS: false, prehash: false };
    expect(curve.verify(hex(vector.signature), digest, publicKey, options)).toBe(true);
    const tampered = digest.slice();
    tampered[0] = (tampered[0] ?? 0) ^ 1;
    expect(curve.verify(hex(vector.signature), tampered, publicKey, options)).toBe(false);
  });
});

function suiteOf(vector: PaceVector): PaceSuite {
  const protocol = hex(vector.oid);
  const keyBits = ([128, 192, 256] as const)[(protocol.at(-1) ?? 0) - 2];
  const curve: Curve | undefined = STANDARDIZED_CURVES.get(vector.parameterId);
  if (!keyBits || !curve) throw new RangeError(`no suite for ${vector.id}`);
  return { protocol, parameterId: vector.parameterId, keyBits, curve };
}

/** A random source that makes the terminal draw exactly these scalars. */
function drawing(...scalars: bigint[]): RandomBytes {
  return (length) => fromHex(((scalars.shift() ?? 0n) - 1n).toString(16).padStart(2 * length, '0'));
}

function passwordNamed(id: number): PasswordName {
  const names = Object.keys(PASSWORD_IDS) as PasswordName[];
  const name = names.find((candidate) => PASSWORD_IDS[candidate] === id);
  if (!name) throw new RangeError(`no password ${id}`);
  return name;
}

function chatOf(mseSetAt: string): Uint8Array {
  const chat = findTlv(decodeTlvs(decodeCommand(hex(mseSetAt)).data ?? NO_BYTES), 0x7f4c);
  return chat ? encodeTlv(0x7f4c, chat) : NO_BYTES;
}

function authorityReferencesOf(ga4Rsp: string) {
  const objects = decodeTlvs(decodeTlv(decodeResponse(hex(ga4Rsp)).data).value);
  return [0x87, 0x88].flatMap((tag) => findTlv(objects, tag) ?? []);
}

function commandOf(step: { header?: string; data?: string; le?: string }) {
  const [cla = 0, ins = 0, p1 = 0, p2 = 0] = hex(step.header);
  const expected = step.le
    ? Number.parseInt(step.le, 16) || 256 ** (step.le.length / 2)
    : undefined;
  const data = step.data ? { data: hex(step.data) } : {};
  return { cla, ins, p1, p2, ...data, ...(expected === undefined ? {} : { expected }) };
}

function publicKeyOf(certificate: Uint8Array) {
  const [body] = decodeTlvs(decodeTlv(certificate).value);
  const key = findTlv(decodeTlvs(body?.value ?? NO_BYTES), 0x7f49);
  return findTlv(decodeTlvs(key ?? NO_BYTES), 0x86) ?? NO_BYTES;
}
