import { aesCbcEncrypt } from '../../eid/primitives/aes.ts';
import type { Curve, Point } from '../../eid/primitives/curves.ts';
import type { RandomBytes } from '../../eid/primitives/random.ts';
import { type Bytes, equalInConstantTime } from '../../kit/bytes.ts';
import { compressed, readPoint, unsignedInteger, writePoint } from './curve-points.ts';
import { authenticationToken, deriveKey, paceIdentifier, type Suite } from './suites.ts';

/**
 * The chip's arithmetic of PACE with ECDH and generic mapping, TR-03110-2 section 3.2. Each step
 * returns what the next one needs. A step whose input is not acceptable returns undefined.
 */

export interface PaceParameters {
  readonly curve: Curve;
  readonly suite: Suite;
  readonly random: RandomBytes;
}

export interface Agreement {
  readonly answer: Bytes;
  readonly encryptionKey: Bytes;
  readonly macKey: Bytes;
  readonly expectedToken: Bytes;
  readonly ownToken: Bytes;
  /** The chip's name in terminal authentication, TR-03110-2 section 3.3. */
  readonly idPicc: Bytes;
}

const BLOCK_BYTES = 16;
const MOST_DRAWS = 128;

export function drawNonce(parameters: PaceParameters): Bytes {
  return parameters.random(parameters.suite.nonceBytes);
}

export function encryptNonce(suite: Suite, nonce: Uint8Array, password: Uint8Array): Bytes {
  const key = deriveKey(suite, password, 'nonce');
  return aesCbcEncrypt(key, new Uint8Array(BLOCK_BYTES), nonce);
}

/** G~ = s*G + H, TR-03110-3 section A.3.4.1. */
export function mapGenerator(
  parameters: PaceParameters,
  nonce: Uint8Array,
  terminalKey: Uint8Array,
): { readonly answer: Bytes; readonly generator: Point } | undefined {
  const { curve } = parameters;
  const terminalPoint = readPoint(curve, terminalKey);
  if (terminalPoint === undefined) return undefined;
  const secret = drawScalar(parameters);
  const ownPoint = curve.BASE.multiplyUnsafe(secret);
  if (ownPoint.equals(terminalPoint)) return undefined;
  // A nonce of 32 bytes can exceed the order of a 256-bit curve.
  const factor = unsignedInteger(nonce) % curve.Fn.ORDER;
  const shared = terminalPoint.multiplyUnsafe(secret);
  const generator = curve.BASE.multiplyUnsafe(factor).add(shared);
  return generator.is0() ? undefined : { answer: writePoint(ownPoint), generator };
}

export function agreeOnKeys(
  parameters: PaceParameters,
  generator: Point,
  terminalKey: Uint8Array,
): Agreement | undefined {
  const { curve, suite } = parameters;
  const terminalPoint = readPoint(curve, terminalKey);
  if (terminalPoint === undefined) return undefined;
  const secret = drawScalar(parameters);
  const ownPoint = generator.multiplyUnsafe(secret);
  if (ownPoint.equals(terminalPoint)) return undefined;
  const shared = compressed(curve, writePoint(terminalPoint.multiplyUnsafe(secret)));
  const answer = writePoint(ownPoint);
  const macKey = deriveKey(suite, shared, 'authentication');
  const identifier = paceIdentifier(suite);
  return {
    answer,
    encryptionKey: deriveKey(suite, shared, 'encryption'),
    macKey,
    expectedToken: authenticationToken(macKey, identifier, answer),
    ownToken: authenticationToken(macKey, identifier, terminalKey),
    idPicc: compressed(curve, answer),
  };
}

export function tokenMatches(agreement: Agreement, token: Uint8Array): boolean {
  return equalInConstantTime(agreement.expectedToken, token);
}

/** Uniform in 1..n-1: a draw that lies outside is thrown away. */
function drawScalar({ curve, random }: PaceParameters): bigint {
  const order = curve.Fn.ORDER;
  const surplusBits = BigInt(8 * curve.Fn.BYTES - order.toString(2).length);
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const scalar = unsignedInteger(random(curve.Fn.BYTES)) >> surplusBits;
    if (scalar > 0n && scalar < order) return scalar;
  }
  throw new Error('the random source gives no usable scalar');
}
