import { describe, expect, it } from 'vitest';
import type { DisplayContent } from '../../../state-machines/ports/display.ts';
import { fromHex, toHex } from '../../kit/bytes.ts';
import { checksums } from './checksums.ts';
import { encodeLed, type FramePart, type LedGlass } from './led-frame.ts';

const call = (number: string): DisplayContent => ({
  kind: 'call',
  number,
  counter: '1',
  direction: undefined,
});

function glass(parts: readonly FramePart[], positions = 4): LedGlass {
  return { positions, symbols: 'digits', frame: { sends: 'whole-number', parts, reply: 'none' } };
}

function sent(of: LedGlass, address: number, content: DisplayContent): string {
  const encoding = encodeLed(of, address, content);
  if (encoding.kind === 'does-not-fit') return encoding.reason;
  return encoding.frames.map(({ bytes }) => toHex(bytes)).join(' ');
}

describe('a declaration becomes a frame', () => {
  const modbusInteger = glass([
    { kind: 'address', form: 'byte' },
    { kind: 'fixed', bytes: [0x06] },
    { kind: 'register', first: 0 },
    { kind: 'integer', dark: 0 },
    { kind: 'checksum', form: 'crc16-modbus', skips: 0 },
  ]);

  it.each([
    ['50', '010600000032081F'],
    ['A', 'the number has characters that a display of digits cannot draw'],
    ['1-2', 'the number is not an integer'],
  ])('Modbus with the number in one register: %s', (number, expected) => {
    expect(sent(modbusInteger, 1, call(number))).toBe(expected);
  });

  it('Modbus with the number in one register: no more than a register holds, and dark', () => {
    const five = { ...modbusInteger, positions: 5 };
    expect(sent(five, 1, call('65535'))).toMatch(/^01060000FFFF/);
    expect(sent(five, 1, call('65536'))).toBe('the number is not an integer');
    expect(sent(five, 1, { kind: 'blank' })).toMatch(/^010600000000/);
  });

  it.each([
    ['xor', '02103727'],
    ['sum8', '02103747'],
  ] as const)('a checksum %s over all but the start byte', (form, expected) => {
    const declared = glass(
      [
        { kind: 'fixed', bytes: [0x02] },
        { kind: 'fixed', bytes: [0x10] },
        { kind: 'text' },
        { kind: 'checksum', form, skips: 1 },
      ],
      1,
    );
    expect(sent(declared, 1, call('7'))).toBe(expected);
  });
});

describe('checksums', () => {
  it.each([
    ['crc16-modbus', '01 06 00 00 00 32', '08 1F'],
    ['crc16-modbus', '', 'FF FF'],
    ['crc16-modbus', '31 32 33 34 35 36 37 38 39', '37 4B'],
    ['xor', '', '00'],
    ['xor', 'FF 0F', 'F0'],
    ['sum8', 'FF 02', '01'],
  ] as const)('%s of %s', (name, bytes, expected) => {
    expect(toHex(checksums[name](fromHex(bytes)))).toBe(toHex(fromHex(expected)));
  });
});
