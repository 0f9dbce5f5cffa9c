import { STATUS_OK } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { type Bytes, concat, equalInConstantTime, NO_BYTES, uintBytes } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, findTlv } from '../kit/tlv.ts';
import { type AesKeyBits, deriveChannelKeys, KEY_BITS_BY_CIPHER } from './key-derivation.ts';
import { ID_CA_ECDH, ID_PK_ECDH } from './object-identifiers.ts';
import {
  authenticationToken,
  decodeChipPoint,
  type EphemeralKey,
  encodePoint,
  xCoordinate,
} from './pace-arithmetic.ts';
import { type Curve, type Point, STANDARDIZED_CURVES } from './primitives/curves.ts';
import { startsWithOid } from './primitives/oid.ts';
import { decodeAt, ProtocolViolation } from './protocol-violation.ts';
import { openSecureChannel, type SecureChannel } from './secure-messaging.ts';
import type { SecurityInfo } from './security-infos.ts';

/** Chip authentication version 2 over elliptic curves, terminal side: TR-03110 part 2, 3.4. */

export interface ChipAuthenticationSuite {
  /** Value of the id-CA-ECDH-* object identifier. */
  readonly protocol: Bytes;
  readonly keyId: number | undefined;
  readonly keyBits: AesKeyBits;
  readonly parameterId: number;
  readonly curve: Curve;
}

export type ChipAuthenticationOutcome =
  | { readonly kind: 'authentic'; readonly channel: SecureChannel }
  /** The token is wrong: whoever answers does not have the key that EF.CardSecurity names. */
  | { readonly kind: 'not-authentic' };

const VERSION = 2;
const DYNAMIC_AUTHENTICATION_DATA = 0x7c;
const NONCE_BYTES = 8;
const TOKEN_BYTES = 8;

/**
 * The first offer this terminal can run. What stands inside a PrivilegedTerminalInfo is not among
 * them: that key tells one chip from all others.
 */
export function selectChipAuthentication(
  infos: readonly SecurityInfo[],
): ChipAuthenticationSuite | undefined {
  for (const info of infos) {
    if (info.kind !== 'chip-authentication' || info.version !== VERSION) continue;
    const { protocol, keyId } = info;
    if (!startsWithOid(protocol, ID_CA_ECDH)) continue;
    const keyBits = KEY_BITS_BY_CIPHER.get(protocol.at(-1) ?? 0);
    const parameterId = parametersOf(infos, keyId);
    const curve = parameterId === undefined ? undefined : STANDARDIZED_CURVES.get(parameterId);
    if (keyBits && curve && parameterId !== undefined) {
      return { protocol, keyId, keyBits, parameterId, curve };
    }
  }
  return undefined;
}

/** The chip's static public key, from the infos of an authentic EF.CardSecurity. */
export function chipPublicKey(
  infos: readonly SecurityInfo[],
  { keyId, parameterId, curve }: ChipAuthenticationSuite,
  own: Point,
): Point {
  const step = 'chip-authentication.public-key';
  for (const info of infos) {
    if (info.kind !== 'chip-authentication-public-key' || info.keyId !== keyId) continue;
    if (!startsWithOid(info.protocol, ID_PK_ECDH)) continue;
    const { domainParameters, publicKey } = info;
    if (domainParameters.kind === 'standardized' && domainParameters.parameterId !== parameterId) {
      throw new ProtocolViolation(step, 'the key is on another curve than its parameters say');
    }
    return decodeChipPoint(curve, publicKey, own, step);
  }
  throw new ProtocolViolation(step, 'EF.CardSecurity lacks the key that EF.CardAccess announces');
}

/** MSE:Set AT for chip authentication, TR-03110 part 3, B.11.1. */
export async function selectChipKey(
  exchange: Exchange,
  { protocol, keyId }: ChipAuthenticationSuite,
): Promise<void> {
  const reference = keyId === undefined ? NO_BYTES : encodeTlv(0x84, uintBytes(keyId, 1));
  const data = concat(encodeTlv(0x80, protocol), reference);
  const { statusWord } = await exchange({ cla: 0x00, ins: 0x22, p1: 0x41, p2: 0xa4, data });
  if (statusWord !== STATUS_OK) {
    throw new ProtocolViolation('chip-authentication.set-authentication-template', 'refused', {
      statusWord,
    });
  }
}

/**
 * GENERAL AUTHENTICATE after `selectChipKey`. The answer still belongs to the channel of PACE; the
 * new channel starts with its counter at zero.
 *
 * @param exchange inside the channel of PACE
 * @param plainExchange what the new channel wraps
 */
export async function authenticateChip(
  { exchange, plainExchange }: { exchange: Exchange; plainExchange: Exchange },
  { protocol, keyBits, curve }: ChipAuthenticationSuite,
  own: EphemeralKey,
  chipKey: Point,
): Promise<ChipAuthenticationOutcome> {
  const step = 'chip-authentication.general-authenticate';
  const publicKey = encodePoint(own.publicPoint);
  const data = encodeTlv(DYNAMIC_AUTHENTICATION_DATA, encodeTlv(0x80, publicKey));
  const answering = exchange({ cla: 0, ins: 0x86, p1: 0, p2: 0, data, expected: 256 });
  const shared = xCoordinate(curve, chipKey.multiply(own.secret));
  const answer = await answering;
  if (answer.statusWord !== STATUS_OK) {
    const { statusWord } = answer;
    throw new ProtocolViolation(step, 'the card refused the step', { statusWord });
  }
  const objects = decodeAt(step, () => decodeTlvs(decodeTlv(answer.data).value));
  const nonce = findTlv(objects, 0x81);
  const token = findTlv(objects, 0x82);
  if (nonce?.length !== NONCE_BYTES || token?.length !== TOKEN_BYTES) {
    throw new ProtocolViolation(step, 'the answer lacks its objects');
  }
  const keys = deriveChannelKeys(keyBits, shared, nonce);
  shared.fill(0);
  const expected = authenticationToken(keys.mac, protocol, publicKey);
  if (!equalInConstantTime(token, expected)) return { kind: 'not-authentic' };
  return { kind: 'authentic', channel: openSecureChannel(plainExchange, keys) };
}

function parametersOf(
  infos: readonly SecurityInfo[],
  keyId: number | undefined,
): number | undefined {
  for (const info of infos) {
    if (info.kind !== 'chip-authentication-domain-parameters' || info.keyId !== keyId) continue;
    if (!startsWithOid(info.protocol, ID_CA_ECDH)) continue;
    if (info.domainParameters.kind === 'standardized') return info.domainParameters.parameterId;
  }
  return undefined;
}
