import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { qrModuleDots } from './qr-size.ts';

describe('qrModuleDots', () => {
  it.each([
    [1, 576, 8],
    [106, 576, 8],
    [213, 576, 8],
    [14, 384, 8],
    [106, 384, 7],
    [107, 384, 7],
    [180, 384, 6],
    [213, 384, 5],
  ])('%i bytes on %i dots: %i', (bytes, dots, expected) => {
    expect(qrModuleDots(bytes, dots)).toBe(expected);
  });

  it('refuses what needs more than version 10, or does not fit legibly', () => {
    expect(qrModuleDots(214, 576)).toBeUndefined();
    expect(qrModuleDots(213, 200)).toBeUndefined();
  });

  it('agrees with a QR encoder about the capacity of each version', () => {
    for (let bytes = 1; bytes <= 213; bytes++) {
      const modules = encode(new Array<number>(bytes).fill(0x61), {
        ecc: 'M',
        border: 0,
        boostEcc: false,
      }).size;
      const dots = qrModuleDots(bytes, 576) ?? 0;
      expect((modules + 8) * dots).toBeLessThanOrEqual(576);
      expect(dots === 8 || (modules + 8) * (dots + 1) > 576).toBe(true);
    }
  });
});
