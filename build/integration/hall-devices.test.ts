import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DisplayConfig } from '../../config/displays.ts';
import { systemClock } from '../../devices/kit/clock.ts';
import { glassRows } from '../../devices/simulators/display/glass.ts';
import { servePty } from '../../devices/simulators/display/pseudo-terminal.ts';
import { SimulatedDisplay } from '../../devices/simulators/display/simulated-display.ts';
import { SimulatedScanner } from '../../devices/simulators/scanner/simulated-scanner.ts';
import { openHallDevices } from '../../main/hall-devices.ts';
import { createTemporaryFolder, type TemporaryFolder } from './rig/temporary-folder.ts';
import { waitUntil } from './rig/wait.ts';

/** What a site names, over the real serial transport. */

const DEADLINE_MS = 15_000;
const NO_SCANNER = { path: '' };

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await createTemporaryFolder();
});
afterAll(() => folder.remove());

const led = (path: string, address: number): DisplayConfig => ({
  ...{ model: 'led-modbus-4', path, address, idleText: '' },
  shows: { kind: 'queues', queueIds: [] },
});

describe('the devices of a site', () => {
  it('share a line where they name the same, and are told apart by address', async () => {
    const path = join(folder.path, 'leds');
    const machines = [1, 2].map(
      (address) => new SimulatedDisplay({ clock: systemClock, profile: 'led-modbus', address }),
    );
    const line = servePty(machines, path);
    const hall = openHallDevices({ displays: [led(path, 2), led(path, 1)], scanner: NO_SCANNER });
    const counter = { counter: 'Schalter 1', direction: undefined };
    for (const [index, { port }] of hall.displays.entries()) {
      void port.show({ kind: 'call', number: `A00${index}`, ...counter });
    }
    const glasses = () => machines.map(({ glass }) => glassRows(glass)[0]);
    await waitUntil('both numbers', DEADLINE_MS, () =>
      glasses().join() === 'A001,A000' ? true : undefined,
    );
    hall.close();
    line.unplug();
  });

  it('read codes', async () => {
    const path = join(folder.path, 'scanner');
    const machine = new SimulatedScanner();
    const line = servePty([machine], path);
    const { scanner, close } = openHallDevices({ displays: [], scanner: { path } });
    const read: string[] = [];
    scanner?.onRead((text) => read.push(text));
    await waitUntil('the code', DEADLINE_MS, () => {
      machine.show('K7M2XP4R');
      return read[0] === 'K7M2XP4R' || undefined;
    });
    close();
    line.unplug();
  });

  it('cannot be opened where two displays cannot share a line', () => {
    const path = join(folder.path, 'wrong');
    expect(() =>
      openHallDevices({ displays: [led(path, 1), led(path, 1)], scanner: NO_SCANNER }),
    ).toThrow('two have the same address');
  });

  it('are none where a site names none', () => {
    const { displays, scanner } = openHallDevices({ displays: [], scanner: NO_SCANNER });
    expect(displays).toEqual([]);
    expect(scanner).toBeUndefined();
  });
});
