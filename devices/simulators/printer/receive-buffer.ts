import { type RealTimeCommand, RealTimeScanner } from './real-time-scanner.ts';

/** Small printers have 4 kB and let the host wait. */
export const RECEIVE_BUFFER_BYTES = 4_096;

/** Holds received bytes until the printer gets to them; sees real-time commands as they arrive. */
export class ReceiveBuffer {
  readonly #scanner = new RealTimeScanner();
  readonly #execute: (command: RealTimeCommand) => void;
  readonly #roomListeners = new Set<() => void>();
  #bytes: number[] = [];

  constructor(execute: (command: RealTimeCommand) => void) {
    this.#execute = execute;
  }

  get bytes(): readonly number[] {
    return this.#bytes;
  }

  /** Number of bytes taken. A full buffer still takes real-time commands, and keeps none. */
  receive(bytes: Uint8Array): number {
    let taken = 0;
    for (const byte of bytes) {
      const isFull = this.#bytes.length >= RECEIVE_BUFFER_BYTES;
      if (isFull && byte !== 0x10 && !this.#scanner.isInsideCommand) break;
      if (!isFull) this.#bytes.push(byte);
      taken += 1;
      const command = this.#scanner.push(byte);
      if (command !== undefined) this.#execute(command);
    }
    return taken;
  }

  /** Frees the first bytes. */
  remove(count: number): void {
    if (count === 0) return;
    this.#bytes.splice(0, count);
    // Later, because whoever listens may write again at once.
    queueMicrotask(() => {
      for (const listener of [...this.#roomListeners]) listener();
    });
  }

  onRoom(listener: () => void): () => void {
    this.#roomListeners.add(listener);
    return () => this.#roomListeners.delete(listener);
  }
}
