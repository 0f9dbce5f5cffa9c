import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../kit/bytes.ts';
import { COMMAND_MAXIMUM_BYTES, type Command, CommandReader } from './command-reader.ts';

function read(bytes: Uint8Array): Command[] {
  const reader = new CommandReader();
  return [...bytes].flatMap((byte) => reader.push(byte) ?? []);
}

/** Commands as hexadecimal digits, one string each. */
function split(hex: string): string[] {
  return read(fromHex(hex)).map((command) => {
    if (command.kind === 'command') return toHex(command.bytes);
    return command.kind === 'oversized' ? 'oversized' : toHex(Uint8Array.of(command.byte));
  });
}

describe('CommandReader (Epson ESC/POS)', () => {
  it.each([
    ['text and line feed', '41420A', ['41', '42', '0A']],
    ['initialise', '1B4041', ['1B40', '41']],
    ['code table', '1B741341', ['1B7413', '41']],
    ['cut without and with feed', '1D56011D56420041', ['1D5601', '1D564200', '41']],
    ['GS ( with its length', '1D286B040031413200 41', ['1D286B040031413200', '41']],
    ['an unknown GS ( is skipped by length', '1D285A0200FFFF41', ['1D285A0200FFFF', '41']],
    ['raster', '1D76300001000200 AABB 41', ['1D76300001000200AABB', '41']],
    ['raster without dots', '1D76300000000000 41', ['1D76300000000000', '41']],
    [
      'bit image, 8 and 24 dots',
      '1B2A00020001021B2A210100010203',
      ['1B2A0002000102', '1B2A210100010203'],
    ],
    ['bar code with NUL and with length', '1D6B0431001D6B49023132', ['1D6B043100', '1D6B49023132']],
    ['DLE EOT', '10040141', ['100401', '41']],
    ['DLE DC4 clear', '10140801031401060208 41', ['10140801031401060208', '41']],
    ['an unknown command', '1BFF41', ['1BFF', '41']],
  ])('%s', (_, hex, expected) => {
    expect(split(hex)).toEqual(expected);
  });

  it('counts a command over the maximum away and reads on behind it', () => {
    const rows = Math.floor(COMMAND_MAXIMUM_BYTES / 72) + 1;
    const head = Uint8Array.of(0x1d, 0x76, 0x30, 0, 72, 0, rows % 256, Math.floor(rows / 256));
    const data = new Uint8Array(72 * rows);
    const commands = read(Uint8Array.of(...head, ...data, 0x41));
    expect(commands).toEqual([{ kind: 'oversized' }, { kind: 'character', byte: 0x41 }]);
  });

  it('never throws, and no byte makes more than one command', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(read(bytes).length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
