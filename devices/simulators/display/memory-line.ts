import type { ByteLink, OpenByteLink } from '../../kit/byte-link.ts';
import type { SerialDevice } from './serial-device.ts';

/** A serial line in memory between a driver and the displays on it, which can be unplugged. */
export class MemoryLine {
  readonly #displays: readonly SerialDevice[];
  #plugged = true;
  #bytesUntilDrop: number | undefined;
  #current: MemoryLink | undefined;
  /** Number of connections made so far. */
  connections = 0;

  constructor(displays: readonly SerialDevice[]) {
    this.#displays = displays;
  }

  readonly open: OpenByteLink = async () => {
    if (!this.#plugged) throw new Error('simulated line: unplugged');
    if (this.#current !== undefined) throw new Error('simulated line: cannot lock port');
    this.#current = new MemoryLink(this.#displays, {
      allow: (length) => this.#allow(length),
      closed: () => {
        this.#current = undefined;
      },
    });
    this.connections += 1;
    return this.#current;
  };

  /** Cuts the connection; further attempts are refused until `plugIn`. */
  unplug(): void {
    this.#plugged = false;
    this.#current?.cut();
  }

  plugIn(): void {
    this.#plugged = true;
  }

  /** Cuts the connection once, after so many more bytes; the rest of that write is lost. */
  dropAfterBytes(count: number): void {
    this.#bytesUntilDrop = count;
  }

  #allow(length: number): number {
    if (this.#bytesUntilDrop === undefined) return length;
    const passing = Math.min(length, this.#bytesUntilDrop);
    this.#bytesUntilDrop -= passing;
    if (passing < length) this.#bytesUntilDrop = undefined;
    return passing;
  }
}

interface CableEnd {
  allow(length: number): number;
  closed(): void;
}

class MemoryLink implements ByteLink {
  readonly #displays: readonly SerialDevice[];
  readonly #cable: CableEnd;
  readonly #dataListeners: ((bytes: Uint8Array) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  readonly #gone = Promise.withResolvers<never>();
  #open = true;

  constructor(displays: readonly SerialDevice[], cable: CableEnd) {
    this.#displays = displays;
    this.#cable = cable;
    // Without a write in progress nobody waits for it.
    this.#gone.promise.catch(() => {});
    for (const display of displays) {
      display.connect((bytes) => queueMicrotask(() => this.#deliver(bytes)));
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#open) throw new Error('simulated line: closed');
    const passing = bytes.subarray(0, this.#cable.allow(bytes.length));
    const taken = Promise.all(this.#displays.map((display) => display.receive(passing)));
    await Promise.race([taken, this.#gone.promise]);
    // The operating system took it all; the cable broke before the rest was through.
    if (passing.length < bytes.length) this.cut();
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#dataListeners.push(listener);
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  close(): Promise<void> {
    this.cut();
    return Promise.resolve();
  }

  cut(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const display of this.#displays) display.connect(undefined);
    this.#gone.reject(new Error('simulated line: connection lost'));
    this.#cable.closed();
    for (const listener of this.#closeListeners) listener();
  }

  #deliver(bytes: Uint8Array): void {
    if (!this.#open) return;
    for (const listener of this.#dataListeners) listener(bytes);
  }
}
