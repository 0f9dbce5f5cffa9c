import { dirname } from 'node:path';
import type { SiteConfig } from '../config/schema.ts';
import { openPcscReader } from '../devices/card/transports/pcsc.ts';
import { readPassiveAuthentication } from '../devices/eid/cli-authority.ts';
import type { CardReader } from '../devices/kit/card-reader.ts';
import { systemClock } from '../devices/kit/clock.ts';
import { createReceiptPrinter } from '../devices/printer/driver.ts';
import { printerModels } from '../devices/printer/models/by-name.ts';
import { parseTcpAddress, tcpLink } from '../devices/printer/transports/tcp.ts';
import { type App, type AppParts, startApp } from './app.ts';
import { openHallDevices } from './hall-devices.ts';
import { errorCode } from './log/error-code.ts';
import type { ProcessFiles } from './process-files.ts';
import { startWhenReady } from './site/start-when-ready.ts';
import { supervise } from './supervision.ts';
import { openQueueSystem } from './sync/adapters/open-queue-system.ts';
import type { CentralAccess } from './sync/central.ts';
import { readKioskIdentity } from './sync/kiosk-identity.ts';

/**
 * The core with the terminal's real devices. Until its site file is right and ledger and PC/SC can be
 * used, a core that says to visitors that this terminal is not in service.
 */
export async function startCore(
  files: ProcessFiles,
  wipeScreens: () => Promise<void>,
): Promise<App> {
  const app = await startWhenReady({
    siteFile: files.siteFile,
    log: files.log,
    tell: (line) => process.stderr.write(`${line}\n`),
    wipeScreens,
    start: (config) => startConfigured(config, files, wipeScreens),
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
  const reader = await openPcscReader({ readerName: config.cardReader.name });
  try {
    return await startWithReader(reader, config, files, wipeScreens);
  } catch (error) {
    reader.close();
    throw error;
  }
}

async function startWithReader(
  reader: CardReader,
  config: SiteConfig,
  files: ProcessFiles,
  wipeScreens: () => Promise<void>,
): Promise<App> {
  const { ledgerFile, log } = files;
  const address = parseTcpAddress(config.printer.address);
  if (!address) throw new RangeError(`printer.address is not host:port: ${config.printer.address}`);
  const printer = createReceiptPrinter({
    open: tcpLink(address),
    model: printerModels[config.printer.paperWidthMm === 80 ? 'generic-80mm' : 'generic-58mm'],
    clock: systemClock,
  });
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
    reader,
    printer,
    displays: hall.displays,
    ...(hall.scanner ? { scanner: hall.scanner } : {}),
    clock: systemClock,
    wipeScreens,
  });
  return {
    ...app,
    stop() {
      app.stop();
      reader.close();
      void printer.close();
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
