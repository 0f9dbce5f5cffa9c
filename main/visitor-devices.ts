import type { SiteConfig } from '../config/schema.ts';
import { openPcscReader } from '../devices/card/transports/pcsc.ts';
import { CardLinkError, type CardReader } from '../devices/kit/card-reader.ts';
import { systemClock } from '../devices/kit/clock.ts';
import { createReceiptPrinter } from '../devices/printer/driver.ts';
import { printerModels } from '../devices/printer/models/by-name.ts';
import { parseTcpAddress, tcpLink } from '../devices/printer/transports/tcp.ts';
import type { PrinterPort } from '../state-machines/ports/printer.ts';

/** Card reader and printer, which only a terminal for visitors has. */
export interface VisitorDevices {
  readonly reader: CardReader;
  readonly printer: PrinterPort;
  close(): void;
}

/** Rejects where PC/SC cannot be used. */
export async function openVisitorDevices({
  use,
  cardReader,
  printer: { address, paperWidthMm },
}: Pick<SiteConfig, 'use' | 'cardReader' | 'printer'>): Promise<VisitorDevices> {
  if (use === 'waiting-room') return NONE;
  const at = parseTcpAddress(address);
  if (!at) throw new RangeError(`printer.address is not host:port: ${address}`);
  const reader = await openPcscReader({ readerName: cardReader.name });
  const printer = createReceiptPrinter({
    open: tcpLink(at),
    model: printerModels[paperWidthMm === 80 ? 'generic-80mm' : 'generic-58mm'],
    clock: systemClock,
  });
  return {
    reader,
    printer,
    close() {
      reader.close();
      void printer.close();
    },
  };
}

const NONE: VisitorDevices = {
  reader: {
    watch(listener) {
      listener('no-reader');
      return () => {};
    },
    connect: () => Promise.reject(new CardLinkError('reader-fault', 'There is no card reader.')),
    close: () => {},
  },
  printer: {
    print: () => Promise.resolve({ kind: 'failed', fault: 'offline' }),
    status: () => Promise.resolve({ kind: 'fault', fault: 'offline' }),
    // Nobody is to mend a printer that was never there.
    watch: () => () => {},
  },
  close: () => {},
};
