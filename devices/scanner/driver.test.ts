import { describe, expect, it } from 'vitest';
import { MemoryLine } from '../simulators/display/memory-line.ts';
import { SimulatedClock } from '../simulators/printer/simulated-clock.ts';
import {
  SimulatedScanner,
  type SimulatedScannerSettings,
} from '../simulators/scanner/simulated-scanner.ts';
import { createScanner, scannerDelays } from './driver.ts';
import { describeScanner } from './testing/contract-suite.ts';

const STEP_MS = 10;
const LIMIT_MS = 60_000;

function bench(cable: 'plugged-in' | 'unplugged', settings?: SimulatedScannerSettings) {
  const clock = new SimulatedClock();
  const device = new SimulatedScanner(settings);
  const line = new MemoryLine([device]);
  if (cable === 'unplugged') line.unplug();
  return {
    clock,
    device,
    scanner: createScanner(line.open, clock),
    unplug: () => line.unplug(),
    plugIn: () => line.plugIn(),
    until: async (condition: () => boolean) => {
      for (let passed = 0; !condition(); passed += STEP_MS) {
        if (passed > LIMIT_MS) throw new Error('it did not come within a minute');
        await clock.advance(STEP_MS);
      }
    },
  };
}

describeScanner('a line in memory', (cable) => bench(cable));

describe('a scanner', () => {
  const start = async (settings?: SimulatedScannerSettings) => {
    const parts = bench('plugged-in', settings);
    const read: string[] = [];
    parts.scanner.onRead((text) => read.push(text));
    await parts.clock.advance(STEP_MS);
    return { ...parts, read };
  };

  it.each(['cr', 'lf', 'cr-lf', 'tab'] as const)('may end its lines with %s', async (end) => {
    const { device, clock, read } = await start({ end, sendsAimPrefix: true });
    device.show('K7M2');
    await clock.advance(STEP_MS);
    expect(read).toEqual(['K7M2']);
  });

  it('that reads all the time tells a code held before it once, and later again', async () => {
    const { device, clock, read } = await start();
    for (let count = 0; count < 20; count += 1) {
      device.show('K7M2');
      await clock.advance(300);
    }
    expect(read).toEqual(['K7M2']);
    await clock.advance(scannerDelays.sameCode);
    device.show('K7M2');
    await clock.advance(STEP_MS);
    expect(read).toEqual(['K7M2', 'K7M2']);
  });

  it('loses noise on the line half a second before a code', async () => {
    const { device, clock, read } = await start();
    device.transmit(new TextEncoder().encode('xx'));
    await clock.advance(scannerDelays.silence);
    device.show('K7M2');
    await clock.advance(STEP_MS);
    expect(read).toEqual(['K7M2']);
  });

  it('whose line opens too late gives it back, and is tried again', async () => {
    const clock = new SimulatedClock();
    const line = new MemoryLine([new SimulatedScanner()]);
    let isSlow = true;
    let closed = 0;
    const seen: string[] = [];
    const scanner = createScanner(async () => {
      const link = await line.open();
      if (!isSlow) return link;
      isSlow = false;
      await new Promise<void>((resolve) => {
        clock.setTimeout(resolve, scannerDelays.open + 1);
      });
      return {
        ...link,
        close: async () => {
          closed += 1;
          await link.close();
        },
      };
    }, clock);
    scanner.watch(({ kind }) => seen.push(kind));
    await clock.advance(scannerDelays.open);
    expect(seen).toEqual(['offline']);
    await clock.advance(10_000);
    expect(closed).toBe(1);
    expect(seen).toEqual(['offline', 'ready']);
  });

  it('closed tells no more', async () => {
    const { scanner, device, clock, read } = await start();
    scanner.close();
    device.show('K7M2');
    await clock.advance(STEP_MS);
    expect(read).toEqual([]);
  });
});
