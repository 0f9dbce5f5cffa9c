import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../kit/bytes.ts';
import { SimulatedClock } from '../printer/simulated-clock.ts';
import { AsciiLedDisplay, ModbusLedDisplay } from './led-displays.ts';
import { SimulatedDisplay } from './simulated-display.ts';

describe('a LED display with ASCII frames, address 1', () => {
  it.each([
    ['the example of the protocol', '02 30 31 20 31 32 33 03', ' 123'],
    ['leading zeros are dark', '02 30 31 30 30 30 37 03', '   7'],
    ['zero itself is not', '02 30 31 30 30 03', '   0'],
    ['dark', '02 30 31 20 20 20 20 03', '    '],
    ['another address', '02 30 32 31 03', '    '],
    ['a letter', '02 30 31 41 03', '    '],
    ['no number', '02 30 31 03', '    '],
    ['no start', '30 31 31 03', '    '],
    ['a start inside a frame starts anew', '02 30 31 32 02 30 31 35 03', '   5'],
    ['a frame without end is dropped', `02 30 31 ${'31'.repeat(30)} 03`, '    '],
  ])('%s', (_, hex, positions) => {
    const device = new AsciiLedDisplay(1);
    for (const byte of fromHex(hex)) expect(device.receive(byte)).toBeUndefined();
    expect(device.glass.positions).toBe(positions);
  });
});

describe('a LED display with Modbus, address 1', () => {
  function exchange(hex: string): readonly [answer: string, positions: string] {
    const device = new ModbusLedDisplay(1);
    const answers = [...fromHex(hex)].flatMap((byte) => device.receive(byte) ?? []);
    return [toHex(concat(...answers)), device.glass.positions];
  }

  it.each([
    ['repeats what it did', '01 06 00 00 00 32 08 1F', '010600000032081F', '2   '],
    ['draws no control character', '01 06 00 00 00 1B C9 C1', '01060000001BC9C1', '    '],
    ['says nothing to a broken sum', '01 06 00 00 00 32 08 1E', '', '    '],
    ['says nothing to another address', '02 06 00 00 00 32 08 2C', '', '    '],
    ['refuses a register it does not have', '01 06 00 04 00 32 49 DE', '018602C3A1', '    '],
    ['refuses another function', '01 03 00 00 00 01 84 0A', '01830180F0', '    '],
  ])('%s', (_, hex, answer, positions) => {
    expect(exchange(hex)).toEqual([answer, positions]);
  });

  it('forgets a torn frame after a silence', async () => {
    const clock = new SimulatedClock();
    const device = new SimulatedDisplay({ clock, profile: 'led-modbus', address: 1 });
    const frame = fromHex('01 06 00 00 00 32 08 1F');
    await device.receive(frame.subarray(0, 5));
    await clock.advance(5);
    await device.receive(frame);
    expect(device.glass).toEqual({ kind: 'segments', positions: '2   ' });
  });
});
