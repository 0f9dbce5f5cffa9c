import type { ByteLink, OpenByteLink } from '../../kit/byte-link.ts';
import type { SimulatedPrinter } from './simulated-printer.ts';

/** A cable in memory between a driver and a simulated printer, which can be unplugged. */
export interface MemoryCable {
  readonly open: OpenByteLink;
  /** Cuts the connection; further attempts are refused until `plugIn`. */
  unplug(): void;
  plugIn(): void;
  /** Cuts the connection once, after so many more bytes; the rest of that write is lost. */
  dropAfterBytes(count: number): void;
  /** Number of connections made so far. */
  readonly connections: number;
}

export function memoryCable(printer: SimulatedPrinter): MemoryCable {
  return new Cable(printer);
}

class Cable implements MemoryCable {
  readonly #printer: SimulatedPrinter;
  #plugged = true;
  #bytesUntilDrop: number | undefined;
  #current: MemoryLink | undefined;
  connections = 0;

  constructor(printer: SimulatedPrinter) {
    this.#printer = printer;
  }

  readonly open: OpenByteLink = async () => {
    if (!this.#plugged) throw new Error('simulated printer: unplugged');
    if (this.#current !== undefined) throw new Error('simulated printer: already connected');
    const link = new MemoryLink(this.#printer, {
      allow: (length) => this.#allow(length),
      closed: () => {
        this.#current = undefined;
      },
    });
    this.#current = link;
    this.connections += 1;
    return link;
  };

  unplug(): void {
    this.#plugged = false;
    this.#current?.cut();
  }

  plugIn(): void {
    this.#plugged = true;
  }

  dropAfterBytes(count: number): void {
    this.#bytesUntilDrop = count;
  }

  /** How many of so many bytes still pass. */
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
  readonly #printer: SimulatedPrinter;
  readonly #cable: CableEnd;
  readonly #dataListeners: ((bytes: Uint8Array) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  readonly #stopRoom: () => void;
  /** One write at a time may wait for room, as one socket buffer would. */
  #waiting: { readonly proceed: () => void; readonly fail: (error: Error) => void } | undefined;
  #open = true;

  constructor(printer: SimulatedPrinter, cable: CableEnd) {
    this.#printer = printer;
    this.#cable = cable;
    this.#stopRoom = printer.onRoom(() => this.#waiting?.proceed());
    printer.connect((bytes) => queueMicrotask(() => this.#deliver(bytes)));
  }

  write(bytes: Uint8Array): Promise<void> {
    if (!this.#open) return Promise.reject(new Error('simulated printer: link closed'));
    if (this.#waiting !== undefined) {
      return Promise.reject(new Error('simulated printer: a write is still waiting'));
    }
    return new Promise((resolve, reject) => {
      let rest = bytes;
      let allowed = this.#cable.allow(bytes.length);
      const proceed = (): void => {
        const taken = this.#printer.receive(rest.subarray(0, allowed));
        rest = rest.subarray(taken);
        allowed -= taken;
        if (allowed > 0) return;
        this.#waiting = undefined;
        resolve();
        // The operating system took it all; the cable broke before the rest was through.
        if (rest.length > 0) this.cut();
      };
      this.#waiting = { proceed, fail: reject };
      proceed();
    });
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
    this.#stopRoom();
    this.#printer.connect(undefined);
    this.#waiting?.fail(new Error('simulated printer: connection lost'));
    this.#waiting = undefined;
    this.#cable.closed();
    for (const listener of this.#closeListeners) listener();
  }

  #deliver(bytes: Uint8Array): void {
    if (!this.#open) return;
    for (const listener of this.#dataListeners) listener(bytes);
  }
}
