import { describe, expect, it } from 'vitest';
import type { PrinterStatus, PrintOutcome } from '../../state-machines/ports/printer.ts';
import { type MemoryCable, memoryCable } from '../simulators/printer/memory-link.ts';
import { plainLines } from '../simulators/printer/paper.ts';
import type { PrinterProfileName } from '../simulators/printer/profiles.ts';
import { SimulatedClock } from '../simulators/printer/simulated-clock.ts';
import { SimulatedPrinter } from '../simulators/printer/simulated-printer.ts';
import { createReceiptPrinter, type ReceiptPrinter } from './driver.ts';
import { type PrinterModelName, printerModels } from './models/by-name.ts';
import { sampleReceipt } from './sample-document.ts';

interface Bench {
  readonly clock: SimulatedClock;
  readonly device: SimulatedPrinter;
  readonly cable: MemoryCable;
  readonly printer: ReceiptPrinter;
}

function bench(modelName: PrinterModelName, profile: PrinterProfileName): Bench {
  const clock = new SimulatedClock();
  const model = printerModels[modelName];
  const device = new SimulatedPrinter({ clock, profile, paperWidthMm: model.paperWidthMm });
  const cable = memoryCable(device);
  const printer = createReceiptPrinter({ open: cable.open, model, clock });
  return { clock, device, cable, printer };
}

const full = (): Bench => bench('generic-80mm', 'full');
const clone = (): Bench => bench('basic-80mm', 'clone-no-process-id');

/** Prints, and lets something happen `afterMs` into the job. */
async function printWhile(
  { clock, printer }: Bench,
  afterMs: number,
  happen: () => void,
): Promise<PrintOutcome> {
  await clock.settle(printer.status());
  const outcome = printer.print(sampleReceipt);
  await clock.advance(afterMs);
  happen();
  return clock.settle(outcome);
}

/** Whatever a printer still holds comes out when all is well again. */
async function repairAndWait({ clock, device }: Bench): Promise<void> {
  device.openCover();
  device.loadPaper(50_000);
  device.closeCover();
  await clock.advance(60_000);
}

const failed = (fault: Extract<PrinterStatus, { kind: 'fault' }>['fault']): PrintOutcome => ({
  kind: 'failed',
  fault,
});

describe('a job that comes out', () => {
  it.each<[PrinterModelName, PrinterProfileName, PrintOutcome['kind']]>([
    ['generic-80mm', 'full', 'printed'],
    ['generic-58mm', 'full', 'printed'],
    ['basic-80mm', 'clone-no-process-id', 'probably-printed'],
    ['basic-58mm', 'clone-no-process-id', 'probably-printed'],
  ])('%s on a %s printer: %s', async (model, profile, kind) => {
    const { clock, device, printer } = bench(model, profile);
    expect(await clock.settle(printer.print(sampleReceipt))).toEqual({ kind });
    device.tearOff();
    expect(device.slips).toHaveLength(1);
    const [slip] = device.slips;
    const lines = slip === undefined ? [] : plainLines(slip).map((line) => line.trim());
    expect(lines).toContain('Bürgerservice');
    expect(lines).toContain('[QR S7-20261122-0042]');
    expect(lines.some((line) => /^Gebühr +0,00 €$/.test(line))).toBe(true);
    expect(lines.join(' ')).toContain('Größere Anliegen');
  });

  it('prints one job after the other, each once', async () => {
    const { clock, device, printer } = full();
    const jobs = [1, 2, 3].map(() => printer.print(sampleReceipt));
    const outcomes = await clock.settle(Promise.all(jobs));
    expect(outcomes).toEqual([{ kind: 'printed' }, { kind: 'printed' }, { kind: 'printed' }]);
    expect(device.slips).toHaveLength(3);
  });

  it('reads answers through noise on the line', async () => {
    const { clock, device, printer } = full();
    device.setFault('garbage', 'always');
    expect(await clock.settle(printer.print(sampleReceipt))).toEqual({ kind: 'printed' });
  });

  it('says "printed" only after the paper was cut', async () => {
    const bed = full();
    await bed.clock.settle(bed.printer.status());
    const outcome = bed.printer.print(sampleReceipt);
    let slipsAtAnswer = -1;
    outcome.then(() => {
      slipsAtAnswer = bed.device.slips.length;
    });
    await bed.clock.settle(outcome);
    expect(slipsAtAnswer).toBe(1);
  });
});

describe('characters', () => {
  it('come out as they were meant, all that the printer has', async () => {
    const characters = [
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»',
      'ÁÂÀ©¢¥ãÃ¤ðÐÊËÈ€ÍÎÏ¦ÌÓßÔÒõÕµþÞÚÛÙýÝ¯´±¾¶§÷¸°¨·¹³²',
      'ŠšŽžŒœŸ™‰',
      '!"#$%&()*+,-./0123456789:;<=>?@[]^_`{|}~',
    ];
    const { clock, device, printer } = full();
    const blocks = characters.map((text) => ({ kind: 'text' as const, text }));
    await clock.settle(printer.print({ blocks }));
    expect(device.slips.flatMap(plainLines).slice(0, 5).join('')).toBe(characters.join(''));
  });
});

describe('a job that is refused before anything is sent', () => {
  it.each<[string, (device: SimulatedPrinter) => void, PrintOutcome]>([
    ['no paper', (device) => device.setPaperLeft(0), failed('paper-out')],
    ['cover open', (device) => device.openCover(), failed('cover-open')],
    ['switched offline', (device) => device.setFault('offline', 'always'), failed('offline')],
    ['head too hot', (device) => device.setFault('head-hot', 'always'), failed('mechanism')],
    ['broken', (device) => device.setFault('unrecoverable', 'always'), failed('mechanism')],
  ])('%s', async (_, prepare, expected) => {
    for (const bed of [full(), clone()]) {
      prepare(bed.device);
      expect(await bed.clock.settle(bed.printer.print(sampleReceipt))).toEqual(expected);
      bed.device.clearFault('offline');
      bed.device.clearFault('head-hot');
      bed.device.clearFault('unrecoverable');
      await repairAndWait(bed);
      expect(bed.device.slips).toEqual([]);
      expect(await bed.clock.settle(bed.printer.status())).toMatchObject({ kind: 'ready' });
    }
  });

  it('a printer that answers nothing gets nothing to print', async () => {
    const bed = bench('generic-80mm', 'silent');
    expect(await bed.clock.settle(bed.printer.print(sampleReceipt))).toEqual(failed('offline'));
    expect(await bed.clock.settle(bed.printer.status())).toEqual(OFFLINE);
    await repairAndWait(bed);
    expect(bed.device.slips).toEqual([]);
  });
});

describe('a job that fails on the way', () => {
  it.each<[string, (device: SimulatedPrinter) => void, PrintOutcome]>([
    ['paper runs out', (device) => device.setPaperLeft(20), failed('paper-out')],
    ['cover opened', (device) => device.openCover(), failed('cover-open')],
    ['cutter jams', (device) => device.setFault('cutter-jam', 'once'), failed('cutter')],
    ['head gets hot', (device) => device.setFault('head-hot', 'always'), failed('mechanism')],
    ['switched off the line', (device) => device.setFault('offline', 'always'), failed('offline')],
  ])('%s, with process ID', async (_, happen, expected) => {
    const bed = full();
    const outcome = await printWhile(bed, 300, () => happen(bed.device));
    expect(outcome).toEqual(expected);
  });

  it.each<[string, (device: SimulatedPrinter) => void, PrintOutcome]>([
    ['paper runs out', (device) => device.setPaperLeft(20), failed('paper-out')],
    ['cover opened', (device) => device.openCover(), failed('cover-open')],
    ['cutter jams', (device) => device.setFault('cutter-jam', 'always'), failed('cutter')],
    ['head gets hot', (device) => device.setFault('head-hot', 'always'), failed('mechanism')],
  ])('%s, without process ID', async (_, happen, expected) => {
    const bed = clone();
    const outcome = await printWhile(bed, 300, () => happen(bed.device));
    expect(outcome).toEqual(expected);
  });

  it.each([
    ['with process ID', full],
    ['without process ID', clone],
  ])('leaves no ghost ticket, %s', async (_, make) => {
    const bed = make();
    await printWhile(bed, 300, () => bed.device.setPaperLeft(20));
    const before = bed.device.attached.lines.length;
    expect(before).toBeGreaterThan(0);
    await repairAndWait(bed);
    // The torn piece of the failed job is all there is.
    expect(bed.device.slips.map((slip) => slip.end)).toEqual(['torn']);
    expect(bed.device.attached.lines).toEqual([]);
    expect(await bed.clock.settle(bed.printer.print(sampleReceipt))).toMatchObject({
      kind: expect.stringMatching(/printed$/),
    });
    expect(bed.device.slips).toHaveLength(2);
    const lines = bed.device.slips.at(-1)?.lines ?? [];
    expect(lines.filter((line) => line.kind === 'qr')).toHaveLength(1);
  });

  it('a jammed cutter keeps the printer out of service until somebody helps', async () => {
    const bed = full();
    await printWhile(bed, 300, () => bed.device.setFault('cutter-jam', 'once'));
    expect(await bed.clock.settle(bed.printer.print(sampleReceipt))).toEqual(failed('cutter'));
  });
});

const OFFLINE: PrinterStatus = { kind: 'fault', fault: 'offline' };
