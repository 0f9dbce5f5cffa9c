import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex } from './bytes.ts';
import { decodeTlv, decodeTlvHeader, decodeTlvs, encodeTlv, TlvError } from './tlv.ts';

const LENGTHS = [0, 1, 127, 128, 255, 256, 65_535, 65_536];
const TAGS = [0x06, 0x30, 0x7c, 0x5f37, 0x7f49, 0x5f8101];

describe('TLV', () => {
  it.each(LENGTHS)('keeps a value of %i bytes under every form of tag', (length) => {
    for (const tag of TAGS) {
      const value = new Uint8Array(length).fill(0xa5);
      expect(decodeTlv(encodeTlv(tag, value))).toEqual({ tag, value });
    }
  });

  it.each([
    [127, '047F'],
    [128, '048180'],
    [255, '0481FF'],
    [256, '04820100'],
    [65_536, '0483010000'],
  ])('writes the length %i in its shortest form', (length, header) => {
    const bytes = fromHex(header);
    expect(encodeTlv(0x04, new Uint8Array(length)).slice(0, bytes.length)).toEqual(bytes);
  });

  it.each(LENGTHS.slice(1))('refuses a value of %i bytes that is one byte short', (length) => {
    const whole = encodeTlv(0x7f49, new Uint8Array(length));
    expect(() => decodeTlv(whole.subarray(0, -1))).toThrow(TlvError);
    expect(() => decodeTlv(concat(whole, Uint8Array.of(0)))).toThrow(TlvError);
  });

  it.each(['', '7F', '7F49', '04', '0481', '048201', '0480', '04850000000000', '5F81828301'])(
    'refuses "%s"',
    (hex) => expect(() => decodeTlv(fromHex(hex))).toThrow(TlvError),
  );

  it('reads a header before its value has come', () => {
    expect(decodeTlvHeader(fromHex('3181C1'), 0)).toEqual({
      tag: 0x31,
      length: 0xc1,
      valueOffset: 3,
    });
  });

  it('takes any sequence it has written, and nothing else without an error of its own', () => {
    const object = fc.record({
      tag: fc.constantFrom(...TAGS),
      value: fc.uint8Array({ maxLength: 300 }),
    });
    fc.assert(
      fc.property(fc.array(object, { maxLength: 5 }), (objects) => {
        const written = concat(...objects.map(({ tag, value }) => encodeTlv(tag, value)));
        expect(decodeTlvs(written)).toEqual(
          objects.map(({ tag, value }) => ({ tag, value: new Uint8Array(value) })),
        );
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          decodeTlvs(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(TlvError);
        }
      }),
    );
  });
});
