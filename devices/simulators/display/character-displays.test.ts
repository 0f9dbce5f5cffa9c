import { describe, expect, it } from 'vitest';
import { asciiBytes, concat, fromHex } from '../../kit/bytes.ts';
import { Cd5220Display } from './cd5220-display.ts';
import { DmDDisplay } from './dm-d-display.ts';
import type { Electronics } from './glass.ts';
import { glassRows } from './glass.ts';

/** Hexadecimal digits, and text in quotes. */
function bytes(script: string): Uint8Array {
  const parts = script.match(/'[^']*'|[0-9A-F ]+/g) ?? [];
  return concat(
    ...parts.map((part) =>
      part.startsWith("'") ? asciiBytes(part.slice(1, -1)) : fromHex(part.trim()),
    ),
  );
}

function glassAfter(device: Electronics, script: string): readonly string[] {
  for (const byte of bytes(script)) expect(device.receive(byte)).toBeUndefined();
  return glassRows(device.glass);
}

const trimmed = (rows: readonly string[]): readonly string[] => rows.map((row) => row.trimEnd());
const ROW = "'abcdefghijklmnopqrst'";

describe('a DM-D', () => {
  it.each([
    [
      'text goes on in the lower row, then in the upper',
      `${ROW}'X'${ROW}`,
      ['tbcdefghijklmnopqrst', 'Xabcdefghijklmnopqrs'],
    ],
    ['CLR clears both rows and goes home', "'ab'0C'c'", ['c', '']],
    ['CAN clears the row of the cursor', "'ab'1F240102'cd'18'e'", ['ab', 'e']],
    ['HOM goes home', "'ab'0B'c'", ['cb', '']],
    [
      'CR goes to the start, US CR to the end of the row',
      "'ab'0D'c'1F0D'd'",
      ['cb                 d', ''],
    ],
    ['BS, HT, LF and US LF move', "'ab'08'c'0A'd'09'e'1F0A'f'", ['ac   f', '  d e']],
    ['US B goes to the bottom', "1F42'x'", ['', '                   x']],
    ['US $ goes to column and row', "1F240302'x'", ['', '  x']],
    ['US $ to nowhere changes nothing', "'a'1F240003'b'1F241501'c'1F241B40'd'", ['abcd', '']],
    ['US STX scrolls the rows', `1F02${ROW}${ROW}'z'`, ['abcdefghijklmnopqrst', 'z']],
    ['US ETX scrolls in the row', `1F03${ROW}'zz'`, ['cdefghijklmnopqrstzz', '']],
    ['ESC R 2 and ESC t 19 change what is drawn', "1B5202'[]{'1B5200'['1B7413D58E", ['ÄÜä[€Ä', '']],
    ['ESC = 1 makes it deaf, ESC = 2 hear again', "1B3D01'a'0C1B3D02'b'", ['b', '']],
    ['US . draws the character with its dot', "1F2E'a''b'", ['ab', '']],
    ['brightness, cursor and annunciators draw nothing', "1F58041F43001F23 01 05'a'", ['a', '']],
    ['ESC @ forgets text and settings', "1B5202'ab'1B40'['", ['[', '']],
  ])('%s', (_, script, rows) => {
    expect(trimmed(glassAfter(new DmDDisplay(), script))).toEqual(rows);
  });

  it('blinks from US E on', () => {
    const device = new DmDDisplay();
    glassAfter(device, '1F450A');
    expect(device.glass.blinks).toBe(true);
    glassAfter(device, '1F4500');
    expect(device.glass.blinks).toBe(false);
  });
});

describe('a CD5220', () => {
  it.each([
    [
      'ESC Q A and B write whole rows',
      "1B5141'upper               '0D1B5142'lower               '0D",
      ['upper', 'lower'],
    ],
    [
      'after them all is ignored',
      "1B5141'upper               '0D'x'1B6C0101'y'1B400D0A",
      ['upper', ''],
    ],
    ['until CLR', "1B5141'upper               '0D'x'0C'z'", ['z', '']],
    ['or CAN', "1B5142'lower               '0D18'z'", ['z', 'lower']],
    [
      'a string takes 20 characters, and ends with the CR after them',
      `1B5141${ROW}'uvw'0D`,
      ['abcdefghijklmnopqrst', ''],
    ],
    [
      'of a scrolling string of up to 40 the first 20 stand there',
      "1B5144'all aboard'0D",
      ['all aboard', ''],
    ],
    ['ESC Q with another letter is nothing', "1B515A'a'", ['a', '']],
    ['ESC l goes to column and row', "1B6C0302'x'", ['', '  x']],
    [
      'ESC [ moves',
      "'ab'1B5B44'c'1B5B42'd'1B5B43'e'1B5B41'f'1B5B48'g'1B5B52'h'1B5B4B'i'",
      ['gc   f             h', '  d e              i'],
    ],
    ['ESC [ L goes to the start', "'ab'1B5B4C'c'", ['cb', '']],
    ['ESC f G is German', "1B6647'[}'1B6655'['", ['Äü[', '']],
    ['ESC DC2 and DC3 scroll', `1B13${ROW}'z'`, ['bcdefghijklmnopqrstz', '']],
    ['ESC = 1 makes it deaf', "1B3D01'a'1B5141'b                   '0D1B3D02'c'", ['c', '']],
    ['ESC @ forgets text and settings', "1B6647'ab'1B40'['", ['[', '']],
  ])('%s', (_, script, rows) => {
    expect(trimmed(glassAfter(new Cd5220Display(), script))).toEqual(rows);
  });
});

describe.each([
  ['DM-D', () => new DmDDisplay()],
  ['CD5220', () => new Cd5220Display()],
])('a %s that gets anything', (_, make) => {
  it('has two rows of 20 and works on after an initialisation', () => {
    const device = make();
    let state = 12_345;
    for (let count = 0; count < 100_000; count++) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      device.receive((state >> 16) & 0xff);
      if (count % 100 === 0) {
        expect(glassRows(device.glass).map((row) => [...row].length)).toEqual([20, 20]);
      }
    }
    const rows = glassAfter(device, `${'20'.repeat(40)}0D0C0C1B3D021B401B3D021B40'a'`);
    expect(trimmed(rows)).toEqual(['a', '']);
  });
});
