import { describe, expect, it } from 'vitest';
import type { PrinterStatus } from '../../state-machines/ports/printer.ts';
import { memoryCable } from '../simulators/printer/memory-link.ts';
import type { PrinterProfileName } from '../simulators/printer/profiles.ts';
import { SimulatedClock } from '../simulators/printer/simulated-clock.ts';
import { SimulatedPrinter } from '../simulators/printer/simulated-printer.ts';
import { printerDelays } from './delays.ts';
import { createReceiptPrinter } from './driver.ts';
import { type PrinterModelName, printerModels } from './models/by-name.ts';
import { sampleReceipt } from './sample-document.ts';

function bench(modelName: PrinterModelName, profile: PrinterProfileName) {
  const clock = new SimulatedClock();
  const device = new SimulatedPrinter({ clock, profile, paperWidthMm: 80 });
  const cable = memoryCable(device);
  const model = printerModels[modelName];
  const printer = createReceiptPrinter({ open: cable.open, model, clock });
  const seen: PrinterStatus[] = [];
  const stop = printer.watch((status) => seen.push(status));
  return { clock, device, cable, printer, seen, stop };
}

const READY: PrinterStatus = { kind: 'ready', paperLow: false };
const LOW: PrinterStatus = { kind: 'ready', paperLow: true };
const COVER: PrinterStatus = { kind: 'fault', fault: 'cover-open' };
const PAPER_OUT: PrinterStatus = { kind: 'fault', fault: 'paper-out' };

describe('watch', () => {
  it('tells what the printer reports by itself, at once', async () => {
    const { clock, device, seen } = bench('generic-80mm', 'full');
    await clock.advance(1_000);
    device.setPaperLeft(2_000);
    await clock.advance(1);
    device.openCover();
    await clock.advance(1);
    device.loadPaper(50_000);
    device.closeCover();
    await clock.advance(1);
    expect(seen).toEqual([READY, LOW, COVER, READY]);
  });

  it('finds by asking what a printer without reports does not tell', async () => {
    const { clock, device, seen } = bench('basic-80mm', 'clone-no-process-id');
    await clock.advance(1_000);
    device.openCover();
    await clock.advance(printerDelays.pollWithoutReports);
    device.closeCover();
    device.setPaperLeft(0);
    await clock.advance(printerDelays.pollWithoutReports);
    expect(seen).toEqual([READY, COVER, PAPER_OUT]);
  });

  it('reports the fault that ended a job', async () => {
    for (const profile of ['full', 'clone-no-process-id'] as const) {
      const model = profile === 'full' ? 'generic-80mm' : 'basic-80mm';
      const { clock, device, printer, seen } = bench(model, profile);
      await clock.settle(printer.status());
      const outcome = printer.print(sampleReceipt);
      await clock.advance(300);
      device.openCover();
      await clock.settle(outcome);
      expect(seen).toEqual([READY, COVER]);
    }
  });

  it('says nothing twice, and nothing any more when stopped', async () => {
    const { clock, device, seen, stop } = bench('generic-80mm', 'full');
    await clock.advance(5 * printerDelays.pollWithReports);
    expect(seen).toEqual([READY]);
    stop();
    device.openCover();
    await clock.advance(1_000);
    expect(seen).toEqual([READY]);
  });

  it('asks often enough to keep the connection of a network printer', async () => {
    const { clock, cable, printer } = bench('generic-80mm', 'full');
    await clock.advance(3_600_000);
    expect(cable.connections).toBe(1);
    await printer.close();
  });
});
