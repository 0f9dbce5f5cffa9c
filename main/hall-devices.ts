import type { DisplayConfig } from '../config/displays.ts';
import type { SiteConfig } from '../config/schema.ts';
import { createDisplayLine } from '../devices/display/driver.ts';
import { displayModels } from '../devices/display/models/by-name.ts';
import { systemClock } from '../devices/kit/clock.ts';
import { SERIAL_9600_8N1 } from '../devices/kit/serial-settings.ts';
import { serialLink } from '../devices/kit/transports/serial.ts';
import { createScanner, type Scanner } from '../devices/scanner/driver.ts';
import type { CallDisplay } from './call-displays.ts';

/** A terminal's ticket displays and code reader, on the serial lines that its site names. */
export interface HallDevices {
  readonly displays: readonly CallDisplay[];
  readonly scanner: Scanner | undefined;
  close(): void;
}

/** Throws where displays cannot share the line they are to share. */
export function openHallDevices(config: Pick<SiteConfig, 'displays' | 'scanner'>): HallDevices {
  const opened = new DisposableStack();
  try {
    const displays = [...Map.groupBy(config.displays, ({ path }) => path)].flatMap((line) => {
      const { displays: onLine, close } = openLine(line);
      opened.defer(() => void close());
      return onLine;
    });
    const { path } = config.scanner;
    const scanner =
      path === '' ? undefined : createScanner(serialLink(path, SERIAL_9600_8N1), systemClock);
    opened.defer(() => scanner?.close());
    return { displays, scanner, close: () => opened.dispose() };
  } catch (error) {
    // The next try needs the lines that were fine.
    opened.dispose();
    throw error;
  }
}

function openLine([path, configs]: readonly [string, readonly DisplayConfig[]]) {
  const places = configs.map(({ model, address }) => ({
    model: displayModels[model],
    ...(address === undefined ? {} : { address }),
  }));
  const { serial } = displayModels[configs[0]?.model ?? 'epson-dm-d'];
  const { displays, close } = createDisplayLine(serialLink(path, serial), systemClock, places);
  const ports = configs.flatMap((config, index) => {
    const port = displays[index];
    return port ? [{ port, config }] : [];
  });
  return { displays: ports, close };
}
