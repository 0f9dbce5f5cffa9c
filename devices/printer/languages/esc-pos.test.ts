import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrintBlock } from '../../../state-machines/ports/printer.ts';
import { toHex } from '../../kit/bytes.ts';
import { basic58mm } from '../models/basic-58mm.ts';
import { basic80mm } from '../models/basic-80mm.ts';
import { generic58mm } from '../models/generic-58mm.ts';
import { generic80mm } from '../models/generic-80mm.ts';
import { sampleReceipt } from '../sample-document.ts';
import {
  DOCUMENT_MAXIMUM_BLOCKS,
  DOCUMENT_MAXIMUM_CHARACTERS,
  encodeDocument,
  encodeJob,
  JOB_MAXIMUM_BYTES,
} from './esc-pos.ts';
import { containsRealTimeCommand } from './real-time-trap.ts';

const hexOf = (...blocks: PrintBlock[]): string => toHex(encodeDocument({ blocks }, generic80mm));
const text = (content: string): PrintBlock => ({ kind: 'text', text: content });
const qr = (value: string): PrintBlock => ({ kind: 'qr', value, caption: 'x' });

describe('encodeDocument', () => {
  it('writes German text in code page 858 (1B 74 13)', () => {
    expect(hexOf(text('ÄÖÜäöüß€§'))).toBe('1B74138E999A849481E1D5F50A');
  });

  it('takes Windows-1252 (1B 74 10) only for what 858 lacks', () => {
    expect(hexOf(text('äŠ'))).toBe('1B7413841B74108A0A');
  });

  it('never selects an international character set, which would change brackets', () => {
    expect(hexOf(text('[\\]{|}~@'))).toContain('5B5C5D7B7C7D7E40');
    expect(hexOf(text('[\\]{|}~@'))).not.toContain('1B52');
  });

  it('emphasises only what is bold', () => {
    const hex = hexOf({ kind: 'text', text: 'a', bold: true }, text('b'));
    expect(hex).toMatch(/^1B45011B7413611B45000A/);
    expect(hex.slice(hex.indexOf('0A'))).not.toContain('1B4501');
  });

  it('stores and prints a QR code natively: model 2, level M', () => {
    const hex = hexOf(qr('AB'));
    expect(hex).toContain('1D286B040031413200');
    expect(hex).toContain('1D286B0300314308');
    expect(hex).toContain('1D286B0300314531');
    expect(hex).toContain('1D286B05003150304142');
    expect(hex).toContain('1D286B0300315130');
  });

  it.each([
    ['too many blocks', new Array<PrintBlock>(DOCUMENT_MAXIMUM_BLOCKS + 1).fill(text(''))],
    ['too many characters', [text('x'.repeat(DOCUMENT_MAXIMUM_CHARACTERS + 1))]],
    ['an empty QR code', [qr('')]],
    ['a QR code too long', [qr('x'.repeat(214))]],
    ['a QR code with control characters', [qr('a\u0010\u0004\u0001')]],
    ['a QR code with other than ASCII', [qr('ä')]],
  ])('refuses %s', (_, blocks) => {
    expect(() => encodeDocument({ blocks }, generic80mm)).toThrow(
      expect.objectContaining({ code: 'print-document-invalid' }),
    );
  });

  it('takes documents at the limits', () => {
    encodeDocument({ blocks: new Array(DOCUMENT_MAXIMUM_BLOCKS).fill(text('')) }, generic80mm);
    encodeDocument({ blocks: [text('x'.repeat(DOCUMENT_MAXIMUM_CHARACTERS))] }, generic58mm);
    encodeDocument({ blocks: [qr('x'.repeat(213))] }, generic58mm);
  });
});

describe('encodeJob', () => {
  it('initialises first, arms the reports after that, and asks for the process ID last', () => {
    const hex = toHex(encodeJob(sampleReceipt, generic80mm, 'AbC~'));
    expect(hex).toMatch(/^1B3D011B401C2E1B52001B4D001B74131D610F/);
    expect(hex).toMatch(/0A1D5642001D2848060030304162437E$/);
  });

  it('asks GS r where there is no process ID, and feeds where there is no cutter', () => {
    expect(toHex(encodeJob(sampleReceipt, basic80mm, '!!!!'))).toMatch(/1D5642001D7201$/);
    const small = toHex(encodeJob(sampleReceipt, basic58mm, '!!!!'));
    expect(small).toMatch(/1B64061D7201$/);
    expect(small).not.toContain('1D61');
    expect(small).not.toContain('1D2848');
  });

  it('refuses more bytes than a job may have', () => {
    // Each character needs another code page than the one before.
    const blocks = [text('─Š '.repeat(1_000))];
    const job = encodeJob({ blocks }, generic80mm, '!!!!');
    expect(job.length).toBeLessThan(JOB_MAXIMUM_BYTES);
    const longer = [text('─Š '.repeat(1_300))];
    expect(() => encodeJob({ blocks: longer }, generic80mm, '!!!!')).toThrow(
      expect.objectContaining({ code: 'print-document-invalid' }),
    );
  });

  it('lets no text smuggle in a command', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 60 });
    const anyBlock: fc.Arbitrary<PrintBlock> = fc.oneof(
      fc.record({ kind: fc.constant('heading' as const), text: anyText }),
      fc.record({ kind: fc.constant('text' as const), text: anyText, bold: fc.boolean() }),
      fc.record({ kind: fc.constant('field' as const), label: anyText, value: anyText }),
    );
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
        expect(containsRealTimeCommand(encodeJob({ blocks }, generic58mm, '!!!!'))).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});

describe('containsRealTimeCommand', () => {
  it('finds DLE EOT, DLE ENQ and DLE DC4, also at the end', () => {
    for (const second of [0x04, 0x05, 0x14]) {
      expect(containsRealTimeCommand(Uint8Array.of(1, 0x10, second))).toBe(true);
    }
    expect(containsRealTimeCommand(Uint8Array.of(0x10, 0x10, 0x10))).toBe(false);
    expect(containsRealTimeCommand(new Uint8Array(0))).toBe(false);
  });
});
