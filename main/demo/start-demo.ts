import { DEFAULT_CONFIG } from '../../config/default.ts';
import { systemClock } from '../../devices/kit/clock.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { type App, startApp } from '../app.ts';
import { errorCode } from '../log/error-code.ts';
import type { Log } from '../log/log.ts';
import type { CentralAccess } from '../sync/central.ts';
import { enrol } from '../sync/enrol.ts';
import { type KioskIdentity, readKioskIdentity } from '../sync/kiosk-identity.ts';
import { createBenchDesk } from './bench-desk.ts';
import { createDemoHall, DEMO_WAITING_ROOM } from './demo-hall.ts';
import { createSimulatedDevices, type SimulatedDevices } from './simulated-devices.ts';

/** A chip takes about this long for an answer; without it the demo would be unrealistically quick. */
const CHIP_ANSWER_MS = 90;

export interface DemoOptions {
  readonly ledgerFile: string;
  readonly identityFile: string;
  readonly log: Log;
  readonly wipeScreens?: () => Promise<void>;
}

/**
 * The core with simulated devices and their bench. Where the environment names a central system and
 * an enrolment code, it enrols itself first. Rejects with a `LedgerError`.
 */
export async function startDemo(
  options: DemoOptions,
): Promise<{ app: App; devices: SimulatedDevices }> {
  const config = { ...DEFAULT_CONFIG, waitingRooms: [DEMO_WAITING_ROOM] };
  const devices = createSimulatedDevices({
    answerDelayMs: CHIP_ANSWER_MS,
    paperWidthMm: config.printer.paperWidthMm,
  });
  const hall = createDemoHall(devices.clock);
  const central = await accessCentral(options);
  const app = startApp({
    ...options,
    config,
    reader: devices.reader,
    printer: devices.printer,
    clock: devices.clock,
    displays: hall.displays,
    scanner: hall.scanner,
    bench: createBenchDesk(devices, hall),
    ...(central ? { central } : {}),
  });
  const stop = (): void => {
    app.stop();
    hall.close();
  };
  return { app: { ...app, stop }, devices };
}

async function accessCentral({ identityFile, log }: DemoOptions): Promise<CentralAccess | null> {
  try {
    const identity = await identifyHere(identityFile);
    return identity && { identity, clock: systemClock, passiveAuthentication: trustInTestCards() };
  } catch (error) {
    log('central.not-usable', { error: errorCode(error) });
    return null;
  }
}

/** The demo's central system has another address each time, and may have lost its memory. */
async function identifyHere(file: string): Promise<KioskIdentity | null> {
  const central = process.env['SCHNELLSPUR_CENTRAL'];
  const code = process.env['SCHNELLSPUR_ENROLMENT_CODE'];
  if (!central || !code) return readKioskIdentity(file);
  try {
    return await enrol({ file, central, code });
  } catch (error) {
    // Started again when the code has ended, the terminal is enrolled already.
    const known = readKioskIdentity(file);
    if (known?.central === central) return known;
    throw error;
  }
}

/** Simulated cards are vouched for by the test authority, so that nothing is left unchecked. */
function trustInTestCards(): CentralAccess['passiveAuthentication'] {
  const { csca } = createTestPki({ today: new Date() });
  return { mode: 'required', documentSigners: [], countryCertificates: [csca] };
}
