import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { systemClock } from '../../devices/kit/clock.ts';
import { SERIAL_9600_8N1 } from '../../devices/kit/serial-settings.ts';
import { serialLink } from '../../devices/kit/transports/serial.ts';
import { createScanner } from '../../devices/scanner/driver.ts';
import { describeScanner } from '../../devices/scanner/testing/contract-suite.ts';
import { servePty } from '../../devices/simulators/display/pseudo-terminal.ts';
import { SimulatedScanner } from '../../devices/simulators/scanner/simulated-scanner.ts';
import { createTemporaryFolder, type TemporaryFolder } from './rig/temporary-folder.ts';
import { waitUntil } from './rig/wait.ts';

/** The real serial transport against a simulated code reader behind a pseudo-terminal. */

const DEADLINE_MS = 15_000;

let folder: TemporaryFolder;
let lines = 0;

beforeAll(async () => {
  folder = await createTemporaryFolder();
});
afterAll(() => folder.remove());

describeScanner('a pseudo-terminal', (cable) => {
  const device = new SimulatedScanner();
  const line = servePty([device], join(folder.path, `scanner-${++lines}`));
  if (cable === 'unplugged') line.unplug();
  return {
    scanner: createScanner(serialLink(line.path, SERIAL_9600_8N1), systemClock),
    device,
    unplug: line.unplug,
    plugIn: line.plugIn,
    until: async (condition) => {
      await waitUntil('change', DEADLINE_MS, () => condition() || undefined);
    },
  };
});
