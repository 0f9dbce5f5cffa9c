import { describe, expect, it } from 'vitest';
import type { PrinterStatus, PrintOutcome } from '../../state-machines/ports/printer.ts';
import type { ByteLink, OpenByteLink } from '../kit/byte-link.ts';
import { type MemoryCable, memoryCable } from '../simulators/printer/memory-link.ts';
import type { PrinterProfileName } from '../simulators/printer/profiles.ts';
import { SimulatedClock } from '../simulators/printer/simulated-clock.ts';
import { SimulatedPrinter } from '../simulators/printer/simulated-printer.ts';
import { printerDelays } from './delays.ts';
import { createReceiptPrinter, type ReceiptPrinter } from './driver.ts';
import { type PrinterModelName, printerModels } from './models/by-name.ts';
import { sampleReceipt } from './sample-document.ts';

interface Bench {
  readonly clock: SimulatedClock;
  readonly device: SimulatedPrinter;
  readonly cable: MemoryCable;
  readonly printer: ReceiptPrinter;
  readonly seen: PrinterStatus[];
}

function bench(modelName: PrinterModelName, profile: PrinterProfileName): Bench {
  const clock = new SimulatedClock();
  const model = printerModels[modelName];
  const device = new SimulatedPrinter({ clock, profile, paperWidthMm: model.paperWidthMm });
  const cable = memoryCable(device);
  const printer = createReceiptPrinter({ open: cable.open, model, clock });
  const seen: PrinterStatus[] = [];
  printer.watch((status) => seen.push(status));
  return { clock, device, cable, printer, seen };
}

const full = (): Bench => bench('generic-80mm', 'full');
const clone = (): Bench => bench('basic-80mm', 'clone-no-process-id');
const READY: PrinterStatus = { kind: 'ready', paperLow: false };
const OFFLINE: PrinterStatus = { kind: 'fault', fault: 'offline' };
const UNKNOWN: PrintOutcome = { kind: 'unknown' };
const FAILED_OFFLINE: PrintOutcome = { kind: 'failed', fault: 'offline' };

describe('a link that is lost', () => {
  it.each([
    ['with process ID', full],
    ['without process ID', clone],
  ])('in the middle of the job: unknown, and no ghost ticket, %s', async (_, make) => {
    const { clock, device, cable, printer } = make();
    await clock.settle(printer.status());
    const outcome = printer.print(sampleReceipt);
    await clock.advance(300);
    device.openCover();
    cable.unplug();
    expect(await clock.settle(outcome)).toEqual(UNKNOWN);
    cable.plugIn();
    await clock.advance(10_000);
    device.closeCover();
    await clock.advance(60_000);
    device.tearOff();
    expect(device.slips.map((slip) => slip.end)).toEqual(['torn']);
    expect(await clock.settle(printer.status())).toEqual(READY);
  });

  it.each([20, 100, 300, 560, 700])(
    'after %i bytes of the job: the next receipt is whole',
    async (bytes) => {
      for (const { clock, device, cable, printer } of [full(), clone()]) {
        await clock.settle(printer.status());
        // The four questions of the pre-flight come first.
        cable.dropAfterBytes(12 + bytes);
        expect(await clock.settle(printer.print(sampleReceipt))).toEqual(UNKNOWN);
        await clock.advance(5_000);
        device.tearOff();
        const before = device.slips.length;
        const again = await clock.settle(printer.print(sampleReceipt));
        expect(again.kind).toMatch(/printed$/);
        expect(device.slips).toHaveLength(before + 1);
        const lines = device.slips.at(-1)?.lines ?? [];
        expect(lines.filter((line) => line.kind === 'qr')).toHaveLength(1);
      }
    },
  );

  it('while idle: told at once, opened again after growing pauses for ever', async () => {
    const { clock, cable, printer, seen } = full();
    await clock.settle(printer.status());
    cable.unplug();
    expect(seen).toEqual([READY, OFFLINE]);
    expect(await clock.settle(printer.print(sampleReceipt))).toEqual(FAILED_OFFLINE);
    await clock.advance(300_000);
    cable.plugIn();
    await clock.advance(Math.max(...printerDelays.reconnect) + printerDelays.settle);
    expect(seen.at(-1)).toEqual(READY);
    expect(cable.connections).toBe(2);
    expect(await clock.settle(printer.print(sampleReceipt))).toEqual({ kind: 'printed' });
  });

  it('absent at the start: offline, and found when it comes', async () => {
    const { clock, cable, printer, seen } = full();
    cable.unplug();
    expect(await clock.settle(printer.status())).toEqual(OFFLINE);
    cable.plugIn();
    await clock.advance(10_000);
    expect(seen).toEqual([OFFLINE, READY]);
  });
});

describe('a printer that answers badly', () => {
  it('goes silent in the middle: unknown', async () => {
    for (const { clock, device, printer } of [full(), clone()]) {
      await clock.settle(printer.status());
      const outcome = printer.print(sampleReceipt);
      await clock.advance(100);
      device.setFault('mute', 'always');
      expect(await clock.settle(outcome)).toEqual(UNKNOWN);
    }
  });

  it('answers a job too late: unknown, cleared, and the answer confirms no later job', async () => {
    const { clock, device, printer } = full();
    await clock.settle(printer.status());
    const outcome = printer.print(sampleReceipt);
    await clock.advance(100);
    device.setFault('late-answers', 'once');
    expect(await clock.settle(outcome)).toEqual(UNKNOWN);
    await clock.advance(52_000);
    device.setPaperLeft(60);
    // The late answer comes while this job runs; the paper does not last for it.
    const second = printer.print(sampleReceipt);
    expect(await clock.settle(second)).toEqual({ kind: 'failed', fault: 'paper-out' });
  });

  it('answers questions too late: offline, and the late answers stay unheard', async () => {
    const { clock, device, printer } = full();
    await clock.settle(printer.status());
    device.setFault('late-answers', 'always');
    expect(await clock.settle(printer.status())).toEqual(OFFLINE);
    device.clearFault('late-answers');
    await clock.advance(10_000);
    expect(await clock.settle(printer.status())).toEqual(READY);
    await clock.advance(120_000);
    expect(await clock.settle(printer.status())).toEqual(READY);
  });

  it('floods with a block that never ends: the link is given up', async () => {
    const clock = new SimulatedClock();
    const { open, links } = scriptedLinks(() => new Uint8Array(500).fill(0x37));
    const printer = createReceiptPrinter({ open, model: printerModels['generic-80mm'], clock });
    expect(await clock.settle(printer.print(sampleReceipt))).toEqual(FAILED_OFFLINE);
    expect(links.every((link) => link.closed)).toBe(true);
  });
});

describe('a link that hangs', () => {
  it('while opening: offline after the deadline, and closed when it opens late', async () => {
    const clock = new SimulatedClock();
    let openLate: (link: ByteLink) => void = () => {};
    const open: OpenByteLink = () =>
      new Promise((resolve) => {
        openLate = resolve;
      });
    const printer = createReceiptPrinter({ open, model: printerModels['generic-80mm'], clock });
    const start = clock.now();
    expect(await clock.settle(printer.status())).toEqual(OFFLINE);
    expect(clock.now() - start).toBe(printerDelays.open);
    let closed = false;
    const late = scriptedLink(() => new Uint8Array(0));
    openLate({
      ...late,
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    });
    await clock.advance(0);
    expect(closed).toBe(true);
    await printer.close();
  });

  it('while writing: offline after the deadline', async () => {
    const clock = new SimulatedClock();
    const open: OpenByteLink = () =>
      Promise.resolve({
        ...scriptedLink(() => new Uint8Array(0)),
        write: () => new Promise(() => {}),
        close: () => new Promise(() => {}),
      });
    const printer = createReceiptPrinter({ open, model: printerModels['generic-80mm'], clock });
    expect(await clock.settle(printer.print(sampleReceipt))).toEqual(FAILED_OFFLINE);
  });
});

describe('closing', () => {
  it('ends a job in flight as unknown and opens nothing any more', async () => {
    const { clock, cable, printer } = full();
    await clock.settle(printer.status());
    const outcome = printer.print(sampleReceipt);
    await clock.advance(100);
    await printer.close();
    expect(await clock.settle(outcome)).toEqual(UNKNOWN);
    await clock.advance(60_000);
    expect(cable.connections).toBe(1);
    expect(await clock.settle(printer.print(sampleReceipt))).toEqual(FAILED_OFFLINE);
  });
});

describe('the queue', () => {
  it('refuses more requests than anybody could want', async () => {
    const { clock, printer } = full();
    const requests = Array.from({ length: 9 }, () => printer.status());
    const results = await clock.settle(Promise.allSettled(requests));
    expect(results.at(-1)).toMatchObject({ reason: { code: 'queue-full' } });
    expect(results.slice(0, -1).every((result) => result.status === 'fulfilled')).toBe(true);
  });
});

/** A link that answers each write by a script. */
function scriptedLink(answer: (bytes: Uint8Array) => Uint8Array): ByteLink & { closed: boolean } {
  let listener: (bytes: Uint8Array) => void = () => {};
  const link = {
    closed: false,
    write: (bytes: Uint8Array) => {
      queueMicrotask(() => listener(answer(bytes)));
      return Promise.resolve();
    },
    onData: (added: (bytes: Uint8Array) => void) => {
      listener = added;
    },
    onClose: () => {},
    close: () => {
      link.closed = true;
      return Promise.resolve();
    },
  };
  return link;
}

function scriptedLinks(answer: (bytes: Uint8Array) => Uint8Array): {
  readonly open: OpenByteLink;
  readonly links: { readonly closed: boolean }[];
} {
  const links: { readonly closed: boolean }[] = [];
  return {
    links,
    open: () => {
      const link = scriptedLink(answer);
      links.push(link);
      return Promise.resolve(link);
    },
  };
}
