import { type Bytes, concat } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { aesCmac8 } from './primitives/aes.ts';
import type { Curve, Point } from './primitives/curves.ts';
import type { RandomBytes } from './primitives/random.ts';
import { ProtocolViolation } from './protocol-violation.ts';

/** The arithmetic of PACE over elliptic curves: TR-03110 part 3, A.3. */

export interface EphemeralKey {
  readonly secret: bigint;
  readonly publicPoint: Point;
}

/** A key pair over the curve's own generator. */
export function generateKey(curve: Curve, random: RandomBytes): EphemeralKey {
  const secret = randomScalar(curve, random);
  return { secret, publicPoint: curve.BASE.multiply(secret) };
}

/** All of a key pair over the mapped generator that does not depend on the chip's map key. */
export interface PreparedKey {
  readonly secret: bigint;
  /** (x·s)·G */
  readonly noncePart: Point;
  /** x·a */
  readonly chipFactor: bigint;
}

/**
 * Prepares a key pair over the generic mapping's G̃ = s·G + a·B (A.3.5.1), where B is the chip's
 * map key. Nothing but X = x·G̃ is made of G̃, and X = (x·s)·G + (x·a)·B leaves one multiplication
 * instead of two for the time in which the card waits.
 *
 * @param nonce the decrypted nonce s; longer than the order with some cards, hence reduced
 * @param mapSecret a
 */
export function prepareMappedKey(
  curve: Curve,
  nonce: Uint8Array,
  mapSecret: bigint,
  random: RandomBytes,
): PreparedKey {
  const { Fn } = curve;
  const secret = randomScalar(curve, random);
  const nonceFactor = Fn.mul(secret, bytesToScalar(nonce) % Fn.ORDER);
  return {
    secret,
    noncePart: nonceFactor === 0n ? curve.ZERO : curve.BASE.multiply(nonceFactor),
    chipFactor: Fn.mul(secret, mapSecret),
  };
}

/** X is infinity exactly where G̃ is, because the order is prime. */
export function completeMappedKey(prepared: PreparedKey, chipMapKey: Point): EphemeralKey {
  const { secret, noncePart, chipFactor } = prepared;
  const publicPoint = noncePart.add(chipMapKey.multiply(chipFactor));
  if (publicPoint.is0()) {
    throw new ProtocolViolation('pace.map-nonce', 'the mapped generator is infinity');
  }
  return { secret, publicPoint };
}

/** Decodes a public key the chip sent: on the curve, not infinity, not the terminal's own. */
export function decodeChipPoint(curve: Curve, bytes: Uint8Array, own: Point, step: string): Point {
  const uncompressed = 1 + 2 * curve.Fp.BYTES;
  if (bytes.length !== uncompressed || bytes[0] !== 0x04) {
    throw new ProtocolViolation(step, 'the public key is not an uncompressed point of this curve');
  }
  let point: Point;
  try {
    point = curve.fromBytes(bytes);
    point.assertValidity();
  } catch (cause) {
    throw new ProtocolViolation(step, 'the public key is not on the curve', { cause });
  }
  if (point.equals(own)) {
    throw new ProtocolViolation(step, 'the card sent the terminal’s own public key back');
  }
  return point;
}

export function encodePoint(point: Point): Bytes {
  return new Uint8Array(point.toBytes(false));
}

/** The x-coordinate in the field's full width, leading zeros kept. */
export function xCoordinate(curve: Curve, point: Point): Bytes {
  return encodePoint(point).slice(1, 1 + curve.Fp.BYTES);
}

/** Authentication token T = MAC(K_MAC, 7F49 { 06 protocol, 86 public key }), A.2.4. */
export function authenticationToken(
  macKey: Uint8Array,
  protocol: Uint8Array,
  publicKey: Uint8Array,
): Bytes {
  return aesCmac8(macKey, authenticationTokenInput(protocol, publicKey));
}

export function authenticationTokenInput(protocol: Uint8Array, publicKey: Uint8Array): Bytes {
  return encodeTlv(0x7f49, concat(encodeTlv(0x06, protocol), encodeTlv(0x86, publicKey)));
}

/** Uniform in 1 … n−1: 64 surplus bits make the bias of the reduction negligible (FIPS 186-5, A.2.1). */
function randomScalar(curve: Curve, random: RandomBytes): bigint {
  const bytes = random(curve.Fn.BYTES + 8);
  const scalar = (bytesToScalar(bytes) % (curve.Fn.ORDER - 1n)) + 1n;
  bytes.fill(0);
  return scalar;
}

function bytesToScalar(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
}
