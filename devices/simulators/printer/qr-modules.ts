import { encode } from 'uqr';
import type { ErrorLevel } from './paper.ts';

/**
 * The modules of a QR code, true = black, without quiet zone. Undefined for no payload, or one
 * that no QR code can hold.
 */
export function qrModules(payload: Uint8Array, errorLevel: ErrorLevel): boolean[][] | undefined {
  if (payload.length === 0) return undefined;
  try {
    return encode([...payload], { ecc: errorLevel, border: 0, boostEcc: false }).data;
  } catch {
    return undefined;
  }
}
