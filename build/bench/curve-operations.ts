import { type Curve, STANDARDIZED_CURVES } from '../../devices/eid/primitives/curves.ts';
import { type EcdsaCurve, signEcdsa, verifyEcdsa } from '../../devices/eid/primitives/ecdsa.ts';
import { randomBytes } from '../../devices/eid/primitives/random.ts';
import { toHex } from '../../devices/kit/bytes.ts';
import { type SpentTime, startStopwatch } from './spent-time.ts';

/**
 * The curve arithmetic that protocols ask of a terminal and nothing else, with the library calls
 * that the terminal makes and scalars of the same lengths. Each tells the time it took.
 */

/** brainpoolP256r1, which the card offers, as German cards do. */
const PARAMETER_ID = 13;
const NONCE_BYTES = 16;
const MESSAGE_BYTES = 100;

/** TR-03110 part 2, 3.2: A = aG, G̃ = sG + aB, X = xG̃, K = xY. */
export function multiplyForPace(): SpentTime {
  const curve = curveOf(PARAMETER_ID);
  const { BASE } = curve;
  const a = randomScalar(curve, curve.Fn.BYTES);
  const s = randomScalar(curve, NONCE_BYTES);
  const x = randomScalar(curve, curve.Fn.BYTES);
  const chipMapKey = BASE.multiply(randomScalar(curve, curve.Fn.BYTES));
  const chipKey = BASE.multiply(randomScalar(curve, curve.Fn.BYTES));
  const stopwatch = startStopwatch();
  BASE.multiply(a);
  const generator = BASE.multiply(s).add(chipMapKey.multiply(a));
  generator.multiply(x);
  chipKey.multiply(x);
  return stopwatch();
}

/** TR-03110 part 2, 3.4: the terminal’s key, and what it agrees on with the chip’s. */
export function multiplyForKeyAgreement(): SpentTime {
  const curve = curveOf(PARAMETER_ID);
  const own = randomScalar(curve, curve.Fn.BYTES);
  const chipKey = curve.BASE.multiply(randomScalar(curve, curve.Fn.BYTES));
  const stopwatch = startStopwatch();
  curve.BASE.multiply(own);
  chipKey.multiply(own);
  return stopwatch();
}

/** One signature over this curve, verified with a public key that is not known beforehand. */
export function verifyOnce(curve: EcdsaCurve, hash: 'SHA-256' | 'SHA-384'): SpentTime {
  const { ecdsa } = curve;
  const { secretKey, publicKey } = ecdsa.keygen();
  const message = randomBytes(MESSAGE_BYTES);
  const signature = signEcdsa(curve, hash, message, secretKey);
  const stopwatch = startStopwatch();
  const isRight = verifyEcdsa(curve, hash, { message, signature, format: 'plain', publicKey });
  const time = stopwatch();
  if (!isRight) throw new Error('the signature is right, and was refused');
  return time;
}

function curveOf(parameterId: number): Curve {
  const curve = STANDARDIZED_CURVES.get(parameterId);
  if (!curve) throw new RangeError(`no curve has the parameter id ${parameterId}`);
  return curve;
}

function randomScalar({ Fn }: Curve, bytes: number): bigint {
  return (BigInt(`0x${toHex(randomBytes(bytes))}`) % (Fn.ORDER - 1n)) + 1n;
}
