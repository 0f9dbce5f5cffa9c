import { closeSync, constants, lstatSync, openSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import koffi from 'koffi';
import type { SerialDevice } from './serial-device.ts';

/**
 * Puts simulated displays behind a pseudo-terminal of the operating system, where a driver opens
 * them as it opens a real serial line. Speed, parity and modem lines are not simulated.
 */
export interface PtyLine {
  /** A link to the terminal, which changes its own name each time it is plugged in. */
  readonly path: string;
  /** The terminal disappears, as a USB adapter does that is pulled out. */
  unplug(): void;
  plugIn(): void;
}

class PseudoTerminalError extends Error {
  readonly code = 'pseudo-terminal-missing';
  constructor(reason: string) {
    super(`no pseudo-terminal: ${reason}`);
    this.name = 'PseudoTerminalError';
  }
}

const MULTIPLEXER = '/dev/ptmx';
const { O_RDWR, O_NOCTTY, O_NONBLOCK } = constants;
const NAME_MAXIMUM_BYTES = 128;

/** Makes a link at `path` and plugs in. Throws where the system has no pseudo-terminals. */
export function servePty(displays: readonly SerialDevice[], path: string): PtyLine {
  let unplugged: (() => void) | undefined;
  const line: PtyLine = {
    path,
    unplug: () => {
      unplugged?.();
      unplugged = undefined;
    },
    plugIn: () => {
      unplugged ??= plug(displays, path);
    },
  };
  line.plugIn();
  return line;
}

/** Gives the function that unplugs. */
function plug(displays: readonly SerialDevice[], path: string): () => void {
  const { device, name } = openPair();
  // A terminal that nobody has open tells its other side that it is gone, so one stays open.
  const holder = openSync(name, O_RDWR | O_NOCTTY);
  const stream = new ReadStream(device);
  stream.on('error', () => {});
  stream.on('data', (bytes: Buffer) => {
    stream.pause();
    void Promise.all(displays.map((display) => display.receive(bytes))).then(() => stream.resume());
  });
  for (const display of displays) {
    display.connect((bytes) => {
      if (!stream.destroyed) answer(device, bytes);
    });
  }
  // A process that was killed left its link.
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) rmSync(path);
  symlinkSync(name, path);
  return () => {
    for (const display of displays) display.connect(undefined);
    rmSync(path, { force: true });
    stream.destroy();
    closeSync(holder);
  };
}

/** Where nobody reads, the answer is lost, as it is on a line without flow control. */
function answer(device: number, bytes: Uint8Array): void {
  try {
    writeSync(device, bytes);
  } catch {}
}

/** A new terminal, seen from the device, and the name that the other side opens. */
function openPair(): { readonly device: number; readonly name: string } {
  const library = koffi.load(null);
  const grant = library.func('int grantpt(int)');
  const unlock = library.func('int unlockpt(int)');
  const nameOf = library.func('int ptsname_r(int, _Out_ uint8_t *, size_t)');
  const device = openSync(MULTIPLEXER, O_RDWR | O_NOCTTY | O_NONBLOCK);
  const name = Buffer.alloc(NAME_MAXIMUM_BYTES);
  const failed = [grant(device), unlock(device), nameOf(device, name, name.length)];
  if (failed.some((code) => code !== 0)) {
    closeSync(device);
    throw new PseudoTerminalError(`grantpt, unlockpt, ptsname_r gave ${failed.join(', ')}`);
  }
  return { device, name: name.subarray(0, name.indexOf(0)).toString() };
}
