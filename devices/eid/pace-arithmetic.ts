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

/** A key pair over `generator`, which is the curve's own or the mapped one. */
export function generateKey(curve: Curve, generator: Point, random: RandomBytes): EphemeralKey {
  const secret = randomScalar(curve, random);
  return { secret, publicPoint: generator.multiply(secret) };
}

/**
 * s·G, the half of the generic mapping that needs nothing from the chip's map key.
 *
 * @param nonce the decrypted nonce s; longer than the order with some cards, hence reduced
 */
export function noncePoint(curve: Curve, nonce: Uint8Array): Point {
  const scalar = bytesToScalar(nonce) % curve.Fn.ORDER;
  return scalar === 0n ? curve.ZERO : curve.BASE.multiply(scalar);
}

/** Generic mapping, A.3.5.1: G̃ = s·G + H, where H is the point both map keys agree on. */
export function mapGenerator(noncePart: Point, sharedPoint: Point): Point {
  const mapped = noncePart.add(sharedPoint);
  if (mapped.is0())
    throw new ProtocolViolation('pace.map-nonce', 'the mapped generator is infinity');
  return mapped;
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
