import type { DisplayContent } from '../../../state-machines/ports/display.ts';
import { asciiBytes, type Bytes, concat, uintBytes } from '../../kit/bytes.ts';
import { type ChecksumName, checksums } from './checksums.ts';
import { doesNotFit, type Encoding, type Frame } from './frame.ts';

/**
 * Number displays of LEDs have no common protocol (device-protocols B3). A declaration says what
 * one frame is made of; a new family is a new declaration, not new code.
 */
export interface LedFrame {
  /** One frame for the whole number, or one for each position of the display. */
  readonly sends: 'whole-number' | 'each-position';
  readonly parts: readonly FramePart[];
  /** Some displays repeat what they understood, as Modbus function 06 does. */
  readonly reply: 'none' | 'echo';
}

export type FramePart =
  | { readonly kind: 'fixed'; readonly bytes: readonly number[] }
  | { readonly kind: 'address'; readonly form: 'byte' | 'two-digits' }
  /** All positions in ASCII, right-aligned, blanks on the left. */
  | { readonly kind: 'text' }
  /** Register of the position: the first one's, counted up to the right. Two bytes. */
  | { readonly kind: 'register'; readonly first: number }
  /** The character at the position, in ASCII. Two bytes. */
  | { readonly kind: 'character' }
  /** The number as an integer of two bytes; only digits, and a value that shows as dark. */
  | { readonly kind: 'integer'; readonly dark: number }
  /** Over the bytes before it, but for so many at the start. */
  | { readonly kind: 'checksum'; readonly form: ChecksumName; readonly skips: number };

/** What the positions can show. */
export type LedSymbols = 'digits' | 'seven-segment';

export interface LedGlass {
  readonly positions: number;
  readonly symbols: LedSymbols;
  readonly frame: LedFrame;
}

/** Ticket characters to those that a display draws. Seven segments know no G, K, M, S ... */
const DRAWN: Readonly<Record<LedSymbols, ReadonlyMap<string, string>>> = {
  digits: new Map([...'0123456789- '].map((symbol) => [symbol, symbol])),
  'seven-segment': new Map([
    ...[...'0123456789- ACEFHLPU'].map((symbol): [string, string] => [symbol, symbol]),
    ...[...'bdnor'].map((symbol): [string, string] => [symbol.toUpperCase(), symbol]),
  ]),
};

const INTEGER_MAXIMUM = 0xffff;

/** A number display shows the number of a call and is dark otherwise. */
export function encodeLed(glass: LedGlass, address: number, content: DisplayContent): Encoding {
  const number = content.kind === 'call' ? content.number.trim() : '';
  if (content.kind === 'call' && number === '') return doesNotFit('the number is empty');
  const symbols = [...number.toUpperCase()].map((symbol) => DRAWN[glass.symbols].get(symbol));
  if (symbols.includes(undefined)) {
    return doesNotFit(`the number has characters that a display of ${glass.symbols} cannot draw`);
  }
  if (symbols.length > glass.positions) {
    return doesNotFit(`the number is longer than ${glass.positions} characters`);
  }
  const integer = glass.frame.parts.some(({ kind }) => kind === 'integer');
  if (integer && !isInteger(number)) return doesNotFit('the number is not an integer');
  const text = symbols.join('').padStart(glass.positions);
  return { kind: 'frames', frames: framesOf(glass.frame, address, text) };
}

function isInteger(number: string): boolean {
  return /^\d*$/.test(number) && Number(number) <= INTEGER_MAXIMUM;
}

function framesOf(frame: LedFrame, address: number, text: string): readonly Frame[] {
  const positions = frame.sends === 'whole-number' ? [0] : [...text].map((_, index) => index);
  return positions.map((position) => {
    let bytes: Bytes = new Uint8Array(0);
    for (const part of frame.parts) {
      bytes = concat(bytes, partBytes(part, { address, text, position, before: bytes }));
    }
    return { bytes, reply: frame.reply === 'echo' ? bytes : undefined };
  });
}

interface FrameInHand {
  readonly address: number;
  readonly text: string;
  readonly position: number;
  readonly before: Uint8Array;
}

function partBytes(part: FramePart, { address, text, position, before }: FrameInHand): Uint8Array {
  switch (part.kind) {
    case 'fixed':
      return Uint8Array.from(part.bytes);
    case 'address':
      return part.form === 'byte'
        ? uintBytes(address, 1)
        : asciiBytes(String(address).padStart(2, '0'));
    case 'text':
      return asciiBytes(text);
    case 'register':
      return uintBytes(part.first + position, 2);
    case 'character':
      return uintBytes(text.charCodeAt(position), 2);
    case 'integer':
      return uintBytes(text.trim() === '' ? part.dark : Number(text), 2);
    case 'checksum':
      return checksums[part.form](before.subarray(part.skips));
  }
}
