/**
 * Finds real-time commands in the stream of received bytes, ahead of the receive buffer. As a real
 * printer it looks at every byte, also at those inside a picture or a QR code (Epson, DLE EOT).
 */

export type RealTimeCommand =
  | { readonly kind: 'ask-status'; readonly n: 1 | 2 | 3 | 4 }
  | { readonly kind: 'recover' }
  | { readonly kind: 'recover-and-discard' }
  | { readonly kind: 'clear' };

const COMMANDS: readonly (readonly [readonly number[], RealTimeCommand])[] = [
  [[0x10, 0x04, 1], { kind: 'ask-status', n: 1 }],
  [[0x10, 0x04, 2], { kind: 'ask-status', n: 2 }],
  [[0x10, 0x04, 3], { kind: 'ask-status', n: 3 }],
  [[0x10, 0x04, 4], { kind: 'ask-status', n: 4 }],
  [[0x10, 0x05, 1], { kind: 'recover' }],
  [[0x10, 0x05, 2], { kind: 'recover-and-discard' }],
  [[0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8], { kind: 'clear' }],
];

export class RealTimeScanner {
  #window: number[] = [];

  /** True while the bytes seen last may become a real-time command. */
  get isInsideCommand(): boolean {
    return this.#window.length > 0;
  }

  /** The real-time command that this byte completes. */
  push(byte: number): RealTimeCommand | undefined {
    const longer = [...this.#window, byte];
    const candidates = COMMANDS.filter(([bytes]) => longer.every((b, i) => bytes[i] === b));
    const complete = candidates.find(([bytes]) => bytes.length === longer.length);
    if (complete !== undefined) {
      this.#window = [];
      return complete[1];
    }
    this.#window = candidates.length > 0 ? longer : byte === 0x10 ? [0x10] : [];
    return undefined;
  }

  reset(): void {
    this.#window = [];
  }
}
