import { type CommandApdu, SHORT_EXPECTED_MAX, STATUS_OK } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { type Bytes, concat, equalInConstantTime, NO_BYTES, uintBytes } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, findTlv, type Tlv } from '../kit/tlv.ts';
import {
  type AesKeyBits,
  type ChannelKeys,
  deriveChannelKeys,
  deriveKey,
  KDF_PASSWORD,
  KEY_BITS_BY_CIPHER,
} from './key-derivation.ts';
import { ID_PACE_ECDH_GM } from './object-identifiers.ts';
import {
  authenticationToken,
  completeMappedKey,
  decodeChipPoint,
  type EphemeralKey,
  encodePoint,
  generateKey,
  prepareMappedKey,
  xCoordinate,
} from './pace-arithmetic.ts';
import { PASSWORD_IDS, type PasswordName } from './passwords.ts';
import { aesCbcDecrypt } from './primitives/aes.ts';
import { type Curve, type Point, STANDARDIZED_CURVES } from './primitives/curves.ts';
import { startsWithOid } from './primitives/oid.ts';
import type { RandomBytes } from './primitives/random.ts';
import { decodeAt, ProtocolViolation } from './protocol-violation.ts';
import type { SecurityInfo } from './security-infos.ts';

/** PACE with generic mapping over elliptic curves, terminal side: TR-03110 part 2, 3.2. */

export interface PaceSuite {
  /** Value of the PACE object identifier. */
  readonly protocol: Bytes;
  readonly parameterId: number;
  readonly keyBits: AesKeyBits;
  readonly curve: Curve;
}

export interface PaceContext {
  readonly exchange: Exchange;
  readonly suite: PaceSuite;
  readonly random: RandomBytes;
  /** Called right before the one command that can change the password's counter. */
  readonly beforeMutualAuthentication?: () => void;
}

export type PaceOutcome =
  | {
      readonly kind: 'established';
      readonly keys: ChannelKeys;
      /** x-coordinate of the chip's ephemeral key, which terminal authentication signs. */
      readonly idPicc: Bytes;
      /** Certification authority references, newest first; only with a CHAT. */
      readonly authorityReferences: readonly Bytes[];
    }
  /** The chip refused the mutual authentication: wrong password, or one it must not accept. */
  | { readonly kind: 'rejected'; readonly statusWord: number };

const PACE_VERSION = 2;
const CHAINING_CLASS = 0x10;
const DYNAMIC_AUTHENTICATION_DATA = 0x7c;
const AES_BLOCK_BYTES = 16;
const TOKEN_BYTES = 8;
/** Cards in use have one or two blocks. */
const NONCE_BYTES_MAX = 64;

/** The first offer of the card that this terminal can run; `undefined` if there is none. */
export function selectPaceSuite(infos: readonly SecurityInfo[]): PaceSuite | undefined {
  for (const info of infos) {
    if (info.kind !== 'pace' || info.version !== PACE_VERSION) continue;
    if (!startsWithOid(info.protocol, ID_PACE_ECDH_GM) || info.parameterId === undefined) continue;
    const keyBits = KEY_BITS_BY_CIPHER.get(info.protocol.at(-1) ?? 0);
    const curve = STANDARDIZED_CURVES.get(info.parameterId);
    if (keyBits && curve) {
      return { protocol: info.protocol, parameterId: info.parameterId, keyBits, curve };
    }
  }
  return undefined;
}

/**
 * MSE:Set AT. Gives back the chip's status word, which for the PIN tells its state and spends
 * nothing (`9000`, `63Cx`, `6283`); TR-03110 part 3, B.1.
 *
 * @param chat certificate holder authorization template, the whole `7F4C` object
 */
export async function setAuthenticationTemplate(
  { exchange, suite }: PaceContext,
  password: PasswordName,
  chat: Uint8Array = NO_BYTES,
): Promise<number> {
  const data = concat(
    encodeTlv(0x80, suite.protocol),
    encodeTlv(0x83, uintBytes(PASSWORD_IDS[password], 1)),
    encodeTlv(0x84, uintBytes(suite.parameterId, 1)),
    chat,
  );
  const { statusWord } = await exchange({ cla: 0x00, ins: 0x22, p1: 0xc1, p2: 0xa4, data });
  return statusWord;
}

/**
 * The four GENERAL AUTHENTICATE commands after `setAuthenticationTemplate`. Whatever does not
 * depend on the next answer is computed while the chip works on it.
 *
 * @param password π: the digits of PIN, CAN or PUK as ASCII, or `mrzPassword`
 */
export async function authenticateMutually(
  context: PaceContext,
  password: Uint8Array,
): Promise<PaceOutcome> {
  const { suite, random } = context;
  const { curve } = suite;

  const nonceAnswer = stepAnswer(context, 'pace.encrypted-nonce', NO_BYTES, 0x80);
  const mapKey = generateKey(curve, random);
  const nonce = decryptNonce(suite, password, await nonceAnswer);

  const mapAnswer = stepAnswer(context, 'pace.map-nonce', publicKeyObject(0x81, mapKey), 0x82);
  const prepared = prepareMappedKey(curve, nonce, mapKey.secret, random);
  nonce.fill(0);
  const chipMapKey = decodeChipPoint(curve, await mapAnswer, mapKey.publicPoint, 'pace.map-nonce');
  const ownKey = completeMappedKey(prepared, chipMapKey);

  const step = 'pace.perform-key-agreement';
  const agreementAnswer = await stepAnswer(context, step, publicKeyObject(0x83, ownKey), 0x84);
  const chipKey = decodeChipPoint(curve, agreementAnswer, ownKey.publicPoint, step);
  const keys = agreeOnKeys(suite, ownKey, chipKey);

  return exchangeTokens(context, keys, ownKey.publicPoint, chipKey);
}

/** s = D(Kπ, z). The answer's length depends on the cipher suite and on the card's maker. */
export function decryptNonce(suite: PaceSuite, password: Uint8Array, encrypted: Bytes): Bytes {
  const { length } = encrypted;
  if (length === 0 || length % AES_BLOCK_BYTES !== 0 || length > NONCE_BYTES_MAX) {
    throw new ProtocolViolation('pace.encrypted-nonce', 'the nonce is not one to four blocks');
  }
  const passwordKey = deriveKey(suite.keyBits, password, KDF_PASSWORD);
  const nonce = aesCbcDecrypt(passwordKey, new Uint8Array(AES_BLOCK_BYTES), encrypted);
  passwordKey.fill(0);
  return nonce;
}

export function agreeOnKeys(suite: PaceSuite, own: EphemeralKey, chip: Point): ChannelKeys {
  const shared = xCoordinate(suite.curve, chip.multiply(own.secret));
  const keys = deriveChannelKeys(suite.keyBits, shared);
  shared.fill(0);
  return keys;
}

async function exchangeTokens(
  context: PaceContext,
  keys: ChannelKeys,
  ownKey: Point,
  chipKey: Point,
): Promise<PaceOutcome> {
  const step = 'pace.mutual-authentication';
  const { protocol, curve } = context.suite;
  const token = authenticationToken(keys.mac, protocol, encodePoint(chipKey));
  context.beforeMutualAuthentication?.();
  const answering = context.exchange(generalAuthenticate(encodeTlv(0x85, token), 'last'));
  const expectedToken = authenticationToken(keys.mac, protocol, encodePoint(ownKey));
  const answer = await answering;
  if (answer.statusWord !== STATUS_OK) return { kind: 'rejected', statusWord: answer.statusWord };
  const objects = decodeAt(step, () => dynamicAuthenticationData(answer.data));
  const chipToken = findTlv(objects, 0x86);
  if (chipToken?.length !== TOKEN_BYTES || !equalInConstantTime(chipToken, expectedToken)) {
    throw new ProtocolViolation(step, 'the card’s token is wrong');
  }
  return {
    kind: 'established',
    keys,
    idPicc: xCoordinate(curve, chipKey),
    authorityReferences: [0x87, 0x88].flatMap((tag) => findTlv(objects, tag) ?? []),
  };
}

/** Sends one link of the chain and gives back the one object its answer must hold. */
async function stepAnswer(
  { exchange }: PaceContext,
  step: string,
  object: Uint8Array,
  answerTag: number,
): Promise<Bytes> {
  const { data, statusWord } = await exchange(generalAuthenticate(object, 'more-follow'));
  if (statusWord !== STATUS_OK) {
    throw new ProtocolViolation(step, 'the card refused the step', { statusWord });
  }
  const value = findTlv(
    decodeAt(step, () => dynamicAuthenticationData(data)),
    answerTag,
  );
  if (value === undefined) throw new ProtocolViolation(step, 'the answer lacks its object');
  return value;
}

function generalAuthenticate(object: Uint8Array, place: 'more-follow' | 'last'): CommandApdu {
  return {
    cla: place === 'last' ? 0x00 : CHAINING_CLASS,
    ins: 0x86,
    p1: 0x00,
    p2: 0x00,
    data: encodeTlv(DYNAMIC_AUTHENTICATION_DATA, object),
    expected: SHORT_EXPECTED_MAX,
  };
}

function dynamicAuthenticationData(data: Bytes): Tlv[] {
  const { tag, value } = decodeTlv(data);
  if (tag !== DYNAMIC_AUTHENTICATION_DATA) throw new RangeError('no dynamic authentication data');
  return decodeTlvs(value);
}

function publicKeyObject(tag: number, key: EphemeralKey): Bytes {
  return encodeTlv(tag, encodePoint(key.publicPoint));
}
