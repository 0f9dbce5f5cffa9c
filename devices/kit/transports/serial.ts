import { SerialPort } from 'serialport';
import type { ByteLink, OpenByteLink } from '../byte-link.ts';
import type { SerialSettings } from '../serial-settings.ts';

/**
 * Transport: a serial line of the operating system, RS-232 or RS-485 behind an adapter that
 * switches direction by itself. Every opening makes a new `SerialPort`, because a closed one
 * keeps what is written to it and sends it after the next opening (device-protocols C1).
 */

class SerialLinkError extends Error {
  readonly code = 'serial-line-not-reachable';
  constructor(path: string, cause: Error) {
    super(`cannot open the serial line ${path}: ${cause.message}`, { cause });
    this.name = 'SerialLinkError';
  }
}

/**
 * Each call opens the line anew. Rejects with `SerialLinkError`. Name the line by
 * `/dev/serial/by-id/...` or a link of your own, because other paths change when plugged in again.
 */
export function serialLink(path: string, settings: SerialSettings): OpenByteLink {
  return () =>
    new Promise((resolve, reject) => {
      const port = new SerialPort({ path, ...settings, autoOpen: false });
      // 'close' follows every error and is what the driver listens to.
      port.on('error', () => {});
      port.open((error) => {
        if (error) reject(new SerialLinkError(path, error));
        else resolve(linkOver(port));
      });
    });
}

function linkOver(port: SerialPort): ByteLink {
  // A line that nobody reads does not tell that it is gone.
  port.resume();
  return {
    // No drain: it hangs for ever where the other side has stopped the flow.
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (!port.isOpen) reject(new Error('the serial line is closed'));
        else port.write(Buffer.from(bytes), (error) => (error ? reject(error) : resolve()));
      }),
    onData: (listener) => port.on('data', listener),
    onClose: (listener) => {
      // A failing write on a line that is gone makes it come twice.
      if (port.isOpen) port.once('close', () => listener());
      else queueMicrotask(listener);
    },
    close: () =>
      new Promise((resolve) => {
        if (port.isOpen) port.close(() => resolve());
        else resolve();
      }),
  };
}
