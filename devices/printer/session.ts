import type { ByteLink } from '../kit/byte-link.ts';
import type { Clock } from '../kit/clock.ts';
import { Demultiplexer, type PrinterReply } from './demultiplexer.ts';

/** What came of waiting. Every wait ends in one of these, at the latest at its deadline. */
export type Waited<Value> =
  | { readonly kind: 'received'; readonly value: Value }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'closed' };

/** Picks the reply that is waited for, and what to keep of it. */
export type Match<Value> = (reply: PrinterReply) => Value | undefined;

/**
 * One open link to a printer, from open to close: writes with a deadline and hands replies to
 * whoever waits. It is never reopened; a new link is a new session, so nothing late crosses over.
 */
export class Session {
  readonly #link: ByteLink;
  readonly #clock: Clock;
  #demultiplexer = new Demultiplexer();
  readonly #replyListeners = new Set<(reply: PrinterReply) => void>();
  readonly #closeListeners = new Set<() => void>();
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

  onReply(listener: (reply: PrinterReply) => void): () => void {
    this.#replyListeners.add(listener);
    return () => this.#replyListeners.delete(listener);
  }

  onClose(listener: () => void): () => void {
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  /** `received` means that the operating system took the bytes, nothing more. */
  write(bytes: Uint8Array, withinMs: number): Promise<Waited<'taken'>> {
    return this.#wait(withinMs, (settle) => {
      this.#link.write(bytes).then(
        () => settle({ kind: 'received', value: 'taken' }),
        () => {
          this.close();
          settle({ kind: 'closed' });
        },
      );
      return () => {};
    });
  }

  /** Waits for the first reply that `match` picks. Listens from the moment of the call. */
  next<Value>(match: Match<Value>, withinMs: number): Promise<Waited<Value>> {
    return this.#wait(withinMs, (settle) =>
      this.onReply((reply) => {
        const value = match(reply);
        if (value !== undefined) settle({ kind: 'received', value });
      }),
    );
  }

  /** Writes a question and waits for its answer, both within one deadline. */
  async ask<Value>(
    question: Uint8Array,
    match: Match<Value>,
    withinMs: number,
  ): Promise<Waited<Value>> {
    const answer = this.next(match, withinMs);
    const written = await this.write(question, withinMs);
    return written.kind === 'received' ? answer : written;
  }

  /** Forgets a reply that is only half received. */
  discardInput(): void {
    this.#demultiplexer = new Demultiplexer();
  }

  /** Gives the link up. A link that hangs while closing holds nobody up. */
  close(): void {
    this.#link.close().catch(() => {});
    this.#closed();
  }

  #receive(bytes: Uint8Array): void {
    if (!this.#open) return;
    for (const reply of this.#demultiplexer.push(bytes)) {
      if (reply.kind === 'broken') {
        this.close();
        return;
      }
      for (const listener of [...this.#replyListeners]) listener(reply);
    }
  }

  #closed(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const listener of [...this.#closeListeners]) listener();
    this.#replyListeners.clear();
    this.#closeListeners.clear();
  }

  #wait<Value>(
    withinMs: number,
    start: (settle: (result: Waited<Value>) => void) => () => void,
  ): Promise<Waited<Value>> {
    if (!this.#open) return Promise.resolve({ kind: 'closed' });
    return new Promise((resolve) => {
      const settle = (result: Waited<Value>): void => {
        this.#clock.clearTimeout(timer);
        stop();
        stopClose();
        resolve(result);
      };
      const timer = this.#clock.setTimeout(() => settle({ kind: 'timed-out' }), withinMs);
      const stopClose = this.onClose(() => settle({ kind: 'closed' }));
      const stop = start(settle);
    });
  }
}
