import type { ByteLink } from '../kit/byte-link.ts';
import { type Bytes, concat, NO_BYTES } from '../kit/bytes.ts';
import type { Clock } from '../kit/clock.ts';

/** A reply has eight bytes; what came before the last of these was noise. */
const INPUT_MAXIMUM = 256;

/**
 * One open link to a line of displays, from open to close, with a deadline on every wait. It is
 * never reopened; a new link is a new session, so nothing late crosses over.
 */
export class Session {
  readonly #link: ByteLink;
  readonly #clock: Clock;
  #input: Bytes = NO_BYTES;
  #onInput: () => void = () => {};
  #onClose: () => void = () => {};
  #open = true;

  constructor(link: ByteLink, clock: Clock) {
    this.#link = link;
    this.#clock = clock;
    link.onData((bytes) => this.#receive(bytes));
    link.onClose(() => this.#closed());
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** For the one owner of the session. */
  onClose(listener: () => void): void {
    this.#onClose = listener;
  }

  forgetInput(): void {
    this.#input = NO_BYTES;
  }

  /** True when the operating system took the bytes. Where it does not, the session is closed. */
  async send(bytes: Uint8Array, withinMs: number): Promise<boolean> {
    if (!this.#open) return false;
    const taken = await this.#within(withinMs, (settle) => {
      this.#link.write(bytes).then(
        () => settle(true),
        () => settle(false),
      );
    });
    if (!taken) this.close();
    return taken && this.#open;
  }

  /** Whether these bytes come, among whatever noise, since the input was last forgotten. */
  async hears(reply: Uint8Array, withinMs: number): Promise<boolean> {
    const heard = await this.#within(withinMs, (settle) => {
      this.#onInput = () => {
        if (contains(this.#input, reply)) settle(true);
        else if (!this.#open) settle(false);
      };
      this.#onInput();
    });
    this.#onInput = () => {};
    return heard;
  }

  /** Gives the link up. A link that hangs while closing holds nobody up. */
  close(): void {
    this.#link.close().catch(() => {});
    this.#closed();
  }

  #within(ms: number, start: (settle: (result: boolean) => void) => void): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => resolve(false), ms);
      start((result) => {
        this.#clock.clearTimeout(timer);
        resolve(result);
      });
    });
  }

  #receive(bytes: Uint8Array): void {
    const input = concat(this.#input, bytes.subarray(-INPUT_MAXIMUM));
    this.#input = input.slice(-INPUT_MAXIMUM);
    this.#onInput();
  }

  #closed(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#onInput();
    this.#onClose();
  }
}

function contains(input: Uint8Array, wanted: Uint8Array): boolean {
  for (let start = 0; start + wanted.length <= input.length; start++) {
    if (wanted.every((byte, index) => byte === input[start + index])) return true;
  }
  return false;
}
