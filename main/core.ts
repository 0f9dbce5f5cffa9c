import { DEFAULT_CONFIG } from '../config/default.ts';
import { openPcscReader } from '../devices/card/transports/pcsc.ts';
import { systemClock } from '../devices/kit/clock.ts';
import { createReceiptPrinter } from '../devices/printer/driver.ts';
import { printerModels } from '../devices/printer/models/by-name.ts';
import { parseTcpAddress, tcpLink } from '../devices/printer/transports/tcp.ts';
import { type App, startApp } from './app.ts';
import type { ProcessFiles } from './process-files.ts';

/** The core with the terminal's real devices. Rejects where ledger or PC/SC cannot be used. */
export async function startCore(
  { ledgerFile, log }: ProcessFiles,
  wipeScreens: () => Promise<void>,
): Promise<App> {
  const config = DEFAULT_CONFIG;
  const address = parseTcpAddress(config.printer.address);
  if (!address) throw new RangeError(`printer.address is not host:port: ${config.printer.address}`);
  const reader = await openPcscReader({ readerName: config.cardReader.name });
  const printer = createReceiptPrinter({
    open: tcpLink(address),
    model: printerModels[config.printer.paperWidthMm === 80 ? 'generic-80mm' : 'generic-58mm'],
    clock: systemClock,
  });
  const app = startApp({
    config,
    ledgerFile,
    log,
    reader,
    printer,
    clock: systemClock,
    wipeScreens,
  });
  return {
    links: app.links,
    stop() {
      app.stop();
      reader.close();
      void printer.close();
    },
  };
}
