import { dirname } from 'node:path';
import type { SiteConfig } from '../config/schema.ts';
import { readPassiveAuthentication } from '../devices/eid/cli-authority.ts';
import { systemClock } from '../devices/kit/clock.ts';
import { type App, type AppParts, startApp } from './app.ts';
import { openHallDevices } from './hall-devices.ts';
import { errorCode } from './log/error-code.ts';
import type { ProcessFiles } from './process-files.ts';
import { startWhenReady } from './site/start-when-ready.ts';
import { supervise } from './supervision.ts';
import { openQueueSystem } from './sync/adapters/open-queue-system.ts';
import type { CentralAccess } from './sync/central.ts';
import { readKioskIdentity } from './sync/kiosk-identity.ts';
import { openVisitorDevices, type VisitorDevices } from './visitor-devices.ts';

/** What a core asks of whoever carries its screens. */
interface CoreHost {
  readonly wipeScreens: () => Promise<void>;
  readonly showScreens: (config: SiteConfig) => Promise<void>;
}

/**
 * The core with the terminal's real devices. Until its site file is right and ledger and PC/SC can be
 * used, a core that says to visitors that this terminal is not in service.
 */
export async function startCore(files: ProcessFiles, host: CoreHost): Promise<App> {
  const app = await startWhenReady({
    siteFile: files.siteFile,
    log: files.log,
    tell: (line) => process.stderr.write(`${line}\n`),
    ...host,
    start: (config) => startConfigured(config, files, host.wipeScreens),
  });
  const supervision = supervise(app);
  return {
    ...app,
    stop() {
      supervision.stop();
      app.stop();
    },
  };
}

/** Rejects where ledger or PC/SC cannot be used. */
async function startConfigured(
  config: SiteConfig,
  files: ProcessFiles,
  wipeScreens: () => Promise<void>,
): Promise<App> {
  const devices = await openVisitorDevices(config);
  try {
    return await startWith(devices, config, files, wipeScreens);
  } catch (error) {
    devices.close();
    throw error;
  }
}

async function startWith(
  devices: VisitorDevices,
  config: SiteConfig,
  files: ProcessFiles,
  wipeScreens: () => Promise<void>,
): Promise<App> {
  const { ledgerFile, log } = files;
  const central = await readCentralAccess(files, config);
  const { timeZone, queueSystem } = config;
  const folder = dirname(ledgerFile);
  const queue = openQueueSystem(queueSystem, { folder, timeZone, clock: systemClock, log });
  const hall = openHallDevices(config);
  const app = startOr(hall.close, {
    config,
    ledgerFile,
    log,
    ...(central ? { central } : {}),
    ...(queue ? { queue } : {}),
    reader: devices.reader,
    printer: devices.printer,
    displays: hall.displays,
    ...(hall.scanner ? { scanner: hall.scanner } : {}),
    clock: systemClock,
    wipeScreens,
  });
  return {
    ...app,
    stop() {
      app.stop();
      devices.close();
      hall.close();
    },
  };
}

/** Devices that a terminal holds, and cannot start with, must be free for its next try. */
function startOr(letGo: () => void, parts: AppParts): App {
  try {
    return startApp(parts);
  } catch (error) {
    letGo();
    throw error;
  }
}

/** Without the central system a terminal still does what needs nobody's approval. */
async function readCentralAccess(
  { identityFile, log }: ProcessFiles,
  { fastLane: { passiveAuthentication: mode, trustAnchors } }: SiteConfig,
): Promise<CentralAccess | null> {
  try {
    const identity = readKioskIdentity(identityFile);
    if (!identity) return null;
    const folder = trustAnchors === '' ? undefined : trustAnchors;
    const passiveAuthentication = await readPassiveAuthentication(mode, folder);
    return { identity, clock: systemClock, passiveAuthentication };
  } catch (error) {
    log('central.not-usable', { error: errorCode(error) });
    return null;
  }
}
