import { afterEach, describe, expect, it } from 'vitest';
import type { SimulatedScanner } from '../../simulators/scanner/simulated-scanner.ts';
import type { Scanner } from '../driver.ts';

/** What the scanner port promises, for a driver on whatever cable. */

export interface ScannerBench {
  readonly scanner: Scanner;
  readonly device: SimulatedScanner;
  unplug(): void;
  plugIn(): void;
  /** Waits for what comes by itself. */
  until(condition: () => boolean): Promise<void>;
}

const CODE = 'https://termin.example/K7M2XP4R';

export function describeScanner(
  name: string,
  makeBench: (cable: 'plugged-in' | 'unplugged') => ScannerBench,
): void {
  describe(`a scanner over ${name}`, () => {
    const benches: ScannerBench[] = [];
    afterEach(() => {
      for (const { scanner, unplug } of benches.splice(0)) {
        scanner.close();
        unplug();
      }
    });
    const start = (cable: 'plugged-in' | 'unplugged' = 'plugged-in') => {
      const bench = makeBench(cable);
      benches.push(bench);
      const read: string[] = [];
      const seen: string[] = [];
      bench.scanner.onRead((text) => read.push(text));
      bench.scanner.watch(({ kind }) => seen.push(kind));
      return { ...bench, read, seen };
    };

    it('tells what it read', async () => {
      const { device, read, seen, until } = start();
      await until(() => seen.length === 1);
      device.show(CODE);
      device.show('second');
      await until(() => read.length === 2);
      expect(read).toEqual([CODE, 'second']);
      expect(seen).toEqual(['ready']);
    });

    it('reads on after its cable was away, and tells nothing of what was cut', async () => {
      const { device, read, seen, until, unplug, plugIn } = start();
      await until(() => seen.length === 1);
      device.transmit(new TextEncoder().encode('half a co'));
      unplug();
      await until(() => seen.length === 2);
      device.show('lost');
      plugIn();
      await until(() => seen.length === 3);
      device.show(CODE);
      await until(() => read.length > 0);
      expect(read).toEqual([CODE]);
      expect(seen).toEqual(['ready', 'offline', 'ready']);
    });

    it('is found when it was not there at the start', async () => {
      const { device, read, seen, until, plugIn } = start('unplugged');
      await until(() => seen.length === 1);
      plugIn();
      await until(() => seen.length === 2);
      device.show(CODE);
      await until(() => read.length === 1);
      expect(seen).toEqual(['offline', 'ready']);
    });

    it('tells nothing to who no longer listens', async () => {
      const { scanner, device, read, seen, until } = start();
      await until(() => seen.length === 1);
      const others: string[] = [];
      scanner.onRead((text) => others.push(text))();
      device.show(CODE);
      await until(() => read.length === 1);
      expect(others).toEqual([]);
    });
  });
}
