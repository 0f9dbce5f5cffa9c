import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisplayContent } from '../../../state-machines/ports/display.ts';
import { concat, fromHex, NO_BYTES, toHex } from '../../kit/bytes.ts';
import { glassRows } from '../../simulators/display/glass.ts';
import { displayProfiles } from '../../simulators/display/simulated-display.ts';
import { displayModels } from '../models/by-name.ts';
import type { DisplayModel } from '../models/model.ts';
import { displayCases } from '../testing/display-cases.ts';
import { encodeContent, openingFrames } from './encode.ts';

function bytesOf(model: DisplayModel, content: DisplayContent, address = 7): Uint8Array | string {
  const encoding = encodeContent(model, address, content);
  if (encoding.kind === 'does-not-fit') return encoding.reason;
  return concat(...encoding.frames.map(({ bytes }) => bytes));
}

function hexOf(model: DisplayModel, content: DisplayContent, address = 7): string {
  const bytes = bytesOf(model, content, address);
  return typeof bytes === 'string' ? bytes : toHex(bytes);
}

const call = (
  number: string,
  counter = 'Schalter 3',
  direction: 'left' | 'right' | 'ahead' | undefined = undefined,
): DisplayContent => ({ kind: 'call', number, counter, direction });
const hex = (text: string): string => toHex(Buffer.from(text, 'latin1'));

describe('the bytes of a call', () => {
  it.each([
    [
      'epson-dm-d',
      `1F01 1F4300 1F4500 1B5200 1B7413 1F240101 ${hex('<<      A042        ')}
       1F240102 ${hex('      Sch\x84ter       ')}`,
    ],
    [
      'cd5220-german',
      `1B11 1B5F00 1B6647 1B6C0101 ${hex('<<      A042        ')}
       1B6C0102 ${hex('      Sch{ter       ')}`,
    ],
    [
      'cd5220-ascii',
      `1B11 1B5F00 1B6C0101 ${hex('<<      A042        ')}
       1B6C0102 ${hex('      Schaeter      ')}`,
    ],
  ] as const)('%s', (name, expected) => {
    const content = call('A042', 'Schäter', 'left');
    expect(hexOf(displayModels[name], content)).toBe(toHex(fromHex(expected)));
  });

  it('led-ascii-4: the example of the protocol', () => {
    expect(hexOf(displayModels['led-ascii-4'], call('123'), 1)).toBe('0230312031323303');
  });

  it('led-modbus-4: a register a position, and the frame itself as the reply', () => {
    const encoding = encodeContent(displayModels['led-modbus-4'], 1, call('A7'));
    const frames = encoding.kind === 'frames' ? encoding.frames : [];
    expect(frames.map(({ bytes }) => toHex(bytes).slice(0, 12))).toEqual([
      '010600000020',
      '010600010020',
      '010600020041',
      '010600030037',
    ]);
    expect(frames.every(({ bytes, reply }) => reply === bytes)).toBe(true);
  });
});

describe('what does not fit whole', () => {
  const letters = (count: number): string => 'n'.repeat(count);
  it.each<[keyof typeof displayModels, DisplayContent, string | undefined]>([
    ['epson-dm-d', call(letters(14), letters(20)), undefined],
    ['epson-dm-d', call(letters(15)), 'the number is longer than 14 characters'],
    ['epson-dm-d', call('1', letters(21)), 'the name of the counter is longer than 20 characters'],
    ['epson-dm-d', call(' \t'), 'the number is empty'],
    ['epson-dm-d', call('\u001b\u202e'), 'the number is empty'],
    ['epson-dm-d', call('Ж7'), 'the number has characters that this display cannot draw'],
    ['epson-dm-d', call('7?'), undefined],
    ['epson-dm-d', call('1', 'ß'.repeat(20)), undefined],
    ['cd5220-ascii', call('1', 'ß'.repeat(10)), undefined],
    [
      'cd5220-ascii',
      call('1', 'ß'.repeat(11)),
      'the name of the counter is longer than 20 characters',
    ],
    ['epson-dm-d', { kind: 'idle', text: 'Bitte ziehen Sie eine Nummer' }, undefined],
    ['epson-dm-d', { kind: 'idle', text: 'eins\nzwei' }, undefined],
    [
      'epson-dm-d',
      { kind: 'idle', text: 'eins\nzwei\ndrei' },
      'the text needs more than two rows of 20',
    ],
    ['epson-dm-d', { kind: 'idle', text: letters(21) }, 'the text needs more than two rows of 20'],
    ['led-ascii-4', call('9999'), undefined],
    ['led-ascii-4', call('10000'), 'the number is longer than 4 characters'],
    ['led-ascii-4', call('A1'), 'the number has characters that a display of digits cannot draw'],
    ['led-modbus-4', call('b-7U'), undefined],
    [
      'led-modbus-4',
      call('K7'),
      'the number has characters that a display of seven-segment cannot draw',
    ],
    ['led-modbus-4', call(''), 'the number is empty'],
    ['led-modbus-4', { kind: 'idle', text: 'a number display stays dark' }, undefined],
  ])('%s %j', (name, content, reason) => {
    const encoding = encodeContent(displayModels[name], 7, content);
    expect(encoding.kind === 'does-not-fit' ? encoding.reason : undefined).toBe(reason);
  });
});

/** Everything that could be a command, and everything a text could be. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.string({
    unit: fc.constantFrom(
      ...'\x00\x02\x03\x06\x0c\x0d\x18\x1b\x1f@=\x01QA\x7f\u009bÄ€ẞ\u202e\u0301',
    ),
    maxLength: 24,
  }),
);
const hostileContent: fc.Arbitrary<DisplayContent> = fc.oneof(
  fc.record({
    kind: fc.constant('call' as const),
    number: hostileText,
    counter: hostileText,
    direction: fc.constantFrom('left', 'right', 'ahead', undefined),
  }),
  fc.record({ kind: fc.constant('idle' as const), text: hostileText }),
);

describe.each(displayCases)('a text that carries commands, to $name', (example) => {
  const { model, profile, address = 0, first, firstRows } = example;
  const blank = bytesOf(model, { kind: 'blank' }, address);

  it('changes no byte but those of the text', () => {
    fc.assert(
      fc.property(hostileContent, (content) => {
        const bytes = bytesOf(model, content, address);
        if (typeof bytes === 'string' || typeof blank === 'string') return;
        expect(bytes).toHaveLength(blank.length);
        if (model.kind === 'number') return;
        for (const [index, byte] of bytes.entries()) {
          if (byte === blank[index]) continue;
          expect(blank[index]).toBe(0x20);
          expect(byte).toBeGreaterThan(0x20);
          expect(byte).not.toBe(0x7f);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves the display as it was: the next call stands there as ever', () => {
    fc.assert(
      fc.property(fc.array(hostileContent, { maxLength: 3 }), (contents) => {
        const device = displayProfiles[profile](address);
        const opening = concat(...openingFrames(model).map(({ bytes }) => bytes));
        const sent = [...contents, first].map((content) => bytesOf(model, content, address));
        const whole = concat(
          opening,
          ...sent.map((one) => (typeof one === 'string' ? NO_BYTES : one)),
        );
        for (const byte of whole) device.receive(byte);
        expect(glassRows(device.glass)).toEqual(firstRows);
      }),
      { numRuns: 300 },
    );
  });

  it('needs no opening again: a second time changes nothing on the glass, at no byte', () => {
    const device = displayProfiles[profile](address);
    const bytes = bytesOf(model, first, address);
    if (typeof bytes === 'string') throw new Error(bytes);
    for (const byte of bytes) device.receive(byte);
    for (const byte of bytes) {
      device.receive(byte);
      expect(glassRows(device.glass)).toEqual(firstRows);
    }
  });
});
