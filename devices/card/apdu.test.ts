import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../kit/bytes.ts';
import { ApduError, chainCommand, decodeCommand, decodeResponse, encodeCommand } from './apdu.ts';

const header = { cla: 0x00, ins: 0xb0, p1: 0x9c, p2: 0x00 };
const data = (length: number): Uint8Array => new Uint8Array(length).fill(0x5a);

describe('a command', () => {
  it.each([
    [{}, '00B09C00'],
    [{ expected: 1 }, '00B09C0001'],
    [{ expected: 256 }, '00B09C0000'],
    [{ expected: 257 }, '00B09C00000101'],
    [{ expected: 65_536 }, '00B09C00000000'],
    [{ data: fromHex('AB') }, '00B09C0001AB'],
    [{ data: fromHex('AB'), expected: 256 }, '00B09C0001AB00'],
    [{ data: fromHex('AB'), expected: 65_536 }, '00B09C00000001AB0000'],
  ])('%j is written as %s', (body, hex) => {
    expect(toHex(encodeCommand({ ...header, ...body }))).toBe(hex);
  });

  it.each([0, 1, 127, 128, 255, 256, 65_535])('with %i data bytes comes back whole', (length) => {
    for (const expected of [undefined, 1, 256, 65_536]) {
      const body = length > 0 ? { data: data(length) } : {};
      const command = { ...header, ...body, ...(expected === undefined ? {} : { expected }) };
      const decoded = decodeCommand(encodeCommand(command));
      const extended = length > 255 || (expected ?? 0) > 256;
      // An extended Le of 256 and less is read back as the number it is.
      expect(decoded).toEqual(
        extended && expected === 256 ? { ...command, expected: 256 } : command,
      );
    }
  });

  it('refuses what does not fit', () => {
    expect(() => encodeCommand({ ...header, data: data(65_536) })).toThrow(ApduError);
    expect(() => encodeCommand({ ...header, expected: 0 })).toThrow(ApduError);
    expect(() => encodeCommand({ ...header, expected: 65_537 })).toThrow(ApduError);
    for (const hex of ['00B09C', '00B09C0002AB', '00B09C0002ABCDEF01', '00B09C00000002AB']) {
      expect(() => decodeCommand(fromHex(hex)), hex).toThrow(ApduError);
    }
  });

  it('decodes anything or throws its own error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          decodeCommand(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ApduError);
        }
      }),
    );
  });
});

describe('a chain', () => {
  it('splits what is too long, and sets the chaining bit on all links but the last', () => {
    const links = chainCommand({ ...header, data: data(600), expected: 256 });
    expect(links.map(({ cla }) => cla)).toEqual([0x10, 0x10, 0x00]);
    expect(links.map(({ expected }) => expected)).toEqual([undefined, undefined, 256]);
    expect(concat(...links.map((link) => link.data ?? data(0)))).toEqual(data(600));
  });

  it('leaves a command that fits alone', () => {
    const command = { ...header, data: data(255) };
    expect(chainCommand(command)).toEqual([command]);
  });
});

describe('an answer', () => {
  it('is data and a status word', () => {
    expect(decodeResponse(fromHex('ABCD9000'))).toEqual({
      data: fromHex('ABCD'),
      statusWord: 0x9000,
    });
    expect(decodeResponse(fromHex('63C2'))).toEqual({ data: fromHex(''), statusWord: 0x63c2 });
  });

  it.each(['', '90'])('"%s" is none', (hex) => {
    expect(() => decodeResponse(fromHex(hex))).toThrow(ApduError);
  });
});
