import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../kit/bytes.ts';
import { plainLines } from './paper.ts';
import type { PrinterProfileName } from './profiles.ts';
import { RECEIVE_BUFFER_BYTES } from './receive-buffer.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { NEW_ROLL_MM, SimulatedPrinter } from './simulated-printer.ts';

function bench(profile: PrinterProfileName = 'full') {
  const clock = new SimulatedClock();
  const printer = new SimulatedPrinter({ clock, profile, paperWidthMm: 80 });
  const answers: number[] = [];
  printer.connect((bytes) => answers.push(...bytes));
  /** All answers since the last call, as hexadecimal digits. */
  const heard = (): string => toHex(Uint8Array.from(answers.splice(0)));
  const send = (hex: string): number => printer.receive(fromHex(hex));
  return { clock, printer, heard, send };
}

const ASK = ['100401', '100402', '100403', '100404'];
const CUT = '1D564200';
const CLEAR = '10140801031401060208';
const ASK_PRINTED = '1D28480600303041424344';

describe('real-time status (Epson, DLE EOT)', () => {
  it.each<[string, (printer: SimulatedPrinter) => void, string]>([
    ['healthy', () => {}, '16121212'],
    ['paper low', (printer) => printer.setPaperLeft(1_000), '1612121E'],
    ['paper end', (printer) => printer.setPaperLeft(0), '1E32127E'],
    ['cover open', (printer) => printer.openCover(), '1E161212'],
    ['head hot', (printer) => printer.setFault('head-hot', 'always'), '1E525212'],
    ['unrecoverable', (printer) => printer.setFault('unrecoverable', 'always'), '1E523212'],
    ['offline', (printer) => printer.setFault('offline', 'always'), '1E121212'],
  ])('%s', (_, change, expected) => {
    const { printer, heard, send } = bench();
    change(printer);
    for (const question of ASK) send(question);
    expect(heard()).toBe(expected);
  });

  it('keeps the paper bits while the cover is open', () => {
    const { printer, heard, send } = bench();
    printer.setPaperLeft(0);
    printer.openCover();
    printer.loadPaper(NEW_ROLL_MM);
    send('100404');
    expect(heard()).toBe('72');
    printer.closeCover();
    send('100404');
    expect(heard()).toBe('12');
  });

  it('is answered with a full buffer, which takes nothing else', async () => {
    const { clock, printer, heard, send } = bench();
    printer.openCover();
    expect(printer.receive(new Uint8Array(RECEIVE_BUFFER_BYTES + 100))).toBe(RECEIVE_BUFFER_BYTES);
    expect(send('41')).toBe(0);
    expect(send('100402')).toBe(3);
    expect(heard()).toBe('16');
    let room = 0;
    printer.onRoom(() => {
      room += 1;
    });
    printer.closeCover();
    await clock.advance(1);
    expect(room).toBeGreaterThan(0);
    expect(send('41')).toBe(1);
  });
});

describe('automatic status (Epson, GS a)', () => {
  it('is answered at once and on every change, until ESC @', async () => {
    const { clock, printer, heard, send } = bench();
    send('1D610F');
    expect(heard()).toBe('14000000');
    printer.openCover();
    printer.openCover();
    expect(heard()).toBe('3C000000');
    printer.closeCover();
    expect(heard()).toBe('14000000');
    printer.setPaperLeft(0);
    expect(heard()).toBe('1C000F00');
    printer.loadPaper(NEW_ROLL_MM);
    await clock.advance(0);
    expect(heard()).toBe('14000000');
    send('1B40');
    printer.openCover();
    expect(heard()).toBe('');
  });
});

describe('process ID (Epson, GS ( H function 48)', () => {
  it('is answered when all before it was printed and cut', async () => {
    const { clock, printer, heard, send } = bench();
    send(`4142430A${CUT}${ASK_PRINTED}`);
    expect(heard()).toBe('');
    await clock.advance(100);
    expect(heard()).toBe('');
    await clock.advance(1_000);
    expect(heard()).toBe('37224142434400');
    expect(printer.slips.map(plainLines)).toEqual([['ABC', '']]);
  });

  it('is not answered when the paper ends before', async () => {
    const { clock, printer, heard, send } = bench();
    printer.setPaperLeft(2);
    send(`410A${ASK_PRINTED}`);
    await clock.advance(10_000);
    expect(heard()).toBe('');
  });

  it.each<PrinterProfileName>(['clone-no-process-id', 'silent'])('%s: never', async (profile) => {
    const { clock, printer, heard, send } = bench(profile);
    send(`410A${ASK_PRINTED}1D610F${CUT}`);
    await clock.advance(10_000);
    expect(heard()).toBe('');
    expect(printer.slips).toHaveLength(1);
  });
});

describe('what happens to a ticket that could not be printed', () => {
  it('comes out as a ghost when paper is loaded', async () => {
    const { clock, printer, send } = bench();
    printer.setPaperLeft(6);
    send(`410A420A430A${CUT}`);
    await clock.advance(10_000);
    expect(plainLines(printer.attached)).toEqual(['A']);
    printer.connect(undefined);
    printer.loadPaper(NEW_ROLL_MM);
    await clock.advance(10_000);
    expect(printer.slips.map((slip) => slip.end)).toEqual(['torn', 'partial-cut']);
    expect(printer.slips.map(plainLines)).toEqual([['A'], ['B', 'C', '']]);
  });

  it.each([
    ['DLE DC4 8', CLEAR, '372500'],
    ['DLE ENQ 2', '100502', ''],
  ])('%s throws it away in any state', async (_, command, answer) => {
    const { clock, printer, heard, send } = bench();
    printer.setPaperLeft(6);
    send(`410A420A430A${CUT}`);
    await clock.advance(10_000);
    send(command);
    expect(heard()).toBe(answer);
    printer.loadPaper(NEW_ROLL_MM);
    await clock.advance(10_000);
    expect(printer.slips.map(plainLines)).toEqual([['A']]);
  });

  it('ESC @ throws nothing away, for it waits in the same buffer', async () => {
    const { clock, printer, send } = bench();
    printer.openCover();
    send(`410A${CUT}1B40`);
    printer.closeCover();
    await clock.advance(10_000);
    expect(printer.slips).toHaveLength(1);
  });

  it('GS r is not answered while the paper is out', async () => {
    const { clock, printer, heard, send } = bench('clone-no-process-id');
    printer.setPaperLeft(0);
    send('1D7201');
    await clock.advance(1_000);
    expect(heard()).toBe('');
    printer.loadPaper(NEW_ROLL_MM);
    await clock.advance(1_000);
    expect(heard()).toBe('00');
  });

  it('a line is printed again when the cover was opened under it', async () => {
    const { clock, printer, send } = bench();
    send(`410A${CUT}`);
    await clock.advance(5);
    printer.openCover();
    await clock.advance(1_000);
    expect(printer.attached.lines).toEqual([]);
    printer.closeCover();
    await clock.advance(1_000);
    expect(printer.slips.map(plainLines)).toEqual([['A', '']]);
  });

  it('a jammed blade cuts after DLE ENQ 1', async () => {
    const { clock, printer, heard, send } = bench();
    printer.setFault('cutter-jam', 'once');
    send(`410A${CUT}`);
    await clock.advance(1_000);
    send('100403');
    expect(heard()).toBe('1A');
    send('100501');
    await clock.advance(1_000);
    expect(printer.slips).toHaveLength(1);
  });
});

describe('the real-time trap (Epson, DLE EOT, notes)', () => {
  it('answers a real-time command inside QR data and inside a picture', async () => {
    const { clock, printer, heard, send } = bench();
    send('1D286B06003150 30 100401');
    expect(heard()).toBe('16');
    send('1D286B0300315130 1D76300003000100 100404 0A');
    expect(heard()).toBe('12');
    await clock.advance(1_000);
    expect(printer.attached.lines.map((line) => line.kind)).toEqual(['qr', 'raster', 'text']);
  });

  it('a picture that holds a clear command loses what comes before', async () => {
    const { clock, printer, heard, send } = bench();
    printer.openCover();
    send(`410A1D7630000A000100${CLEAR}`);
    expect(heard()).toBe('372500');
    printer.closeCover();
    await clock.advance(1_000);
    expect(printer.attached.lines).toEqual([]);
  });
});

describe('whatever it receives', () => {
  const opcodes = fc.constantFrom(
    ...'1B40 1B74 1B61 1B64 1B33 1D21 1D56 1D28 1D76 1D6B 1004 1014 0A'.split(' '),
  );
  const pieces = fc.oneof(
    opcodes.map(fromHex),
    fc.uint8Array({ maxLength: 20 }),
    fc.constant(fromHex(ASK_PRINTED)),
  );

  it('never throws and keeps within its limits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), async (parts) => {
        const { clock, printer } = bench();
        for (const part of parts) printer.receive(part);
        await clock.advance(50);
        printer.openCover();
        printer.setFault('cutter-jam', 'once');
        printer.closeCover();
        await clock.advance(50);
        printer.tearOff();
        const lines = printer.slips.flatMap((slip) => slip.lines);
        expect(lines.length).toBeLessThanOrEqual(parts.reduce((sum, p) => sum + p.length, 0) + 1);
      }),
      { numRuns: 100 },
    );
  });

  it('forgets the oldest slips and tears paper that is never cut', async () => {
    const { clock, printer } = bench();
    printer.setPaperLeft(10_000_000);
    const slip = fromHex('41 0A 1D5600');
    for (let count = 0; count < 120; count++) {
      printer.receive(slip);
      await clock.advance(400);
    }
    expect(printer.slips).toHaveLength(100);
    // ESC J 255 after each letter: some 32 mm a time.
    for (let count = 0; count < 200; count++) {
      printer.receive(fromHex('41 1B4AFF'));
      await clock.advance(300);
    }
    expect(printer.slips.at(-1)?.end).toBe('torn');
    expect(printer.attached.lines.length).toBeLessThan(400);
  });
});
