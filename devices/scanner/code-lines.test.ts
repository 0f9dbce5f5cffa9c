import { describe, expect, it } from 'vitest';
import { CODE_BYTES_MAX, createCodeLines } from './code-lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What comes of these pieces. */
function read(...pieces: readonly (string | Uint8Array)[]): string[] {
  const lines = createCodeLines();
  return pieces.flatMap((piece) => lines.receive(typeof piece === 'string' ? bytes(piece) : piece));
}

describe('a code', () => {
  it.each([
    ['CR', 'K7M2\r'],
    ['LF', 'K7M2\n'],
    ['CR LF', 'K7M2\r\n'],
    ['a tab', 'K7M2\t'],
  ])('ends with %s', (_, line) => {
    expect(read(line)).toEqual(['K7M2']);
  });

  it('comes in pieces, and several in one', () => {
    expect(read('K7', 'M2', '\rA1\rB', '2\r')).toEqual(['K7M2', 'A1', 'B2']);
  });

  it('is known without its AIM prefix', () => {
    expect(read(']Q1K7M2\r', ']C0X\r')).toEqual(['K7M2', 'X']);
    expect(read(']not one\r')).toEqual([']not one']);
  });

  it('is UTF-8, else Latin-1', () => {
    expect(read('Grüße\r')).toEqual(['Grüße']);
    expect(read(new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x0d]))).toEqual(['Grüß']);
  });
});

describe('noise', () => {
  it.each([
    ['empty lines', '\r\n\r\n  \r'],
    ['control characters', '\u0000\u0007K7M2\r'],
    ['a line without end', 'K7M2'],
  ])('is dropped: %s', (_, text) => {
    expect(read(text)).toEqual([]);
  });

  it('is dropped when it is longer than any code, up to its end', () => {
    expect(read('x'.repeat(CODE_BYTES_MAX), 'y\r', 'K7M2\r')).toEqual(['K7M2']);
    expect(read('x'.repeat(CODE_BYTES_MAX), '\r')).toHaveLength(1);
  });

  it('before a code is forgotten when nothing followed it', () => {
    const lines = createCodeLines();
    lines.receive(bytes('K7'));
    lines.forget();
    expect(lines.receive(bytes('M2\r'))).toEqual(['M2']);
  });
});
