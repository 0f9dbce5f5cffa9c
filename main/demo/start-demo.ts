import { DEFAULT_CONFIG } from '../../config/default.ts';
import { type App, startApp } from '../app.ts';
import type { Log } from '../log/log.ts';
import { createBenchDesk } from './bench-desk.ts';
import { createSimulatedDevices, type SimulatedDevices } from './simulated-devices.ts';

/** A chip takes about this long for an answer; without it the demo would be unrealistically quick. */
const CHIP_ANSWER_MS = 90;

export interface DemoOptions {
  readonly ledgerFile: string;
  readonly log: Log;
  readonly wipeScreens?: () => Promise<void>;
}

/** The core with simulated devices and their bench. Throws a `LedgerError`. */
export function startDemo(options: DemoOptions): { app: App; devices: SimulatedDevices } {
  const config = DEFAULT_CONFIG;
  const devices = createSimulatedDevices({
    answerDelayMs: CHIP_ANSWER_MS,
    paperWidthMm: config.printer.paperWidthMm,
  });
  const app = startApp({
    ...options,
    config,
    reader: devices.reader,
    printer: devices.printer,
    clock: devices.clock,
    bench: createBenchDesk(devices),
  });
  return { app, devices };
}
