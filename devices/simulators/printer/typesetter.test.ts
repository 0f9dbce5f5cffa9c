import { describe, expect, it } from 'vitest';
import { asciiBytes, concat, fromHex } from '../../kit/bytes.ts';
import { plainLines } from './paper.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { SimulatedPrinter } from './simulated-printer.ts';

function bench(paperWidthMm: 80 | 58 = 80) {
  const clock = new SimulatedClock();
  const printer = new SimulatedPrinter({ clock, profile: 'full', paperWidthMm });
  const send = (hex: string): number => printer.receive(fromHex(hex));
  return { clock, printer, send };
}

describe('typesetting (Epson ESC/POS)', () => {
  it.each([
    ['437 at power-on', '8EE1D5', 'Äß╒'],
    ['858', '1B74138EE1D5F5', 'Äß€§'],
    ['1252', '1B7410C4DF80A7', 'Äß€§'],
    ['8859-15', '1B7428C4DFA4', 'Äß€'],
    ['850 has no euro sign', '1B7402D5', 'ı'],
    ['a page it does not have', '1B74FFE1', 'ß'],
  ])('code page %s', async (_, hex, expected) => {
    const { clock, printer, send } = bench();
    send(`${hex}0A`);
    await clock.advance(100);
    expect(plainLines(printer.attached)).toEqual([expected]);
  });

  it.each([
    [80, 48],
    [58, 32],
  ] as const)('%i mm: breaks a line after %i characters', async (width, columns) => {
    const { clock, printer } = bench(width);
    printer.receive(concat(asciiBytes('x'.repeat(columns + 1)), fromHex('0A')));
    await clock.advance(1_000);
    expect(plainLines(printer.attached)).toEqual(['x'.repeat(columns), 'x']);
  });

  it('keeps styles to the runs they were set for', async () => {
    const { clock, printer, send } = bench();
    send('1B4501 41 1B4500 1D2111 42 1D2100 1B2D02 43 1B2D00 1D4201 44 1D4200 1B4D01 45 0A');
    await clock.advance(100);
    const [line] = printer.attached.lines;
    expect(line?.kind === 'text' && line.runs).toMatchObject([
      { text: 'A', style: { bold: true, widthFactor: 1 } },
      { text: 'B', style: { bold: false, widthFactor: 2, heightFactor: 2 } },
      { text: 'C', style: { widthFactor: 1, underline: 2 } },
      { text: 'D', style: { underline: 0, inverse: true } },
      { text: 'E', style: { inverse: false, font: 'B' } },
    ]);
    expect(line?.heightDots).toBe(48);
  });

  it('aligns only at the start of a line', async () => {
    const { clock, printer, send } = bench();
    send('1B6101 41 1B6102 0A 42 0A');
    await clock.advance(100);
    const alignments = printer.attached.lines.map((line) => line.alignment);
    expect(alignments).toEqual(['centre', 'centre']);
  });

  it('prints no QR code that is empty or too wide', async () => {
    const { clock, printer, send } = bench(58);
    send('1D286B0300315130');
    send('1D286B0300314310 1D286B0800315030 4142434445 1D286B0300315130');
    await clock.advance(1_000);
    expect(printer.attached.lines).toHaveLength(1);
    send(`1D286B33003150 30${'41'.repeat(48)} 1D286B0300315130`);
    await clock.advance(1_000);
    expect(printer.attached.lines).toHaveLength(1);
  });
});
