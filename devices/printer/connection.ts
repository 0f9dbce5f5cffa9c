import type { ByteLink, OpenByteLink } from '../kit/byte-link.ts';
import type { Clock } from '../kit/clock.ts';
import { printerDelays } from './delays.ts';
import { Session } from './session.ts';

export interface ConnectionOptions {
  readonly open: OpenByteLink;
  readonly clock: Clock;
  /** Makes a fresh session usable. False gives it up, and the next attempt follows. */
  readonly prepare: (session: Session) => Promise<boolean>;
  readonly onLost: () => void;
}

/**
 * Owns the way to one printer: disconnected, opening, preparing, ready. Tries again for ever with
 * growing pauses, and at once when somebody asks.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #session: Session | undefined;
  #attempt: Promise<Session | undefined> | undefined;
  #failures = 0;
  #retry: unknown;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    void this.session();
  }

  /** The ready session; opens one where there is none. Undefined where that fails now. */
  session(): Promise<Session | undefined> {
    if (this.#closed) return Promise.resolve(undefined);
    if (this.#session?.isOpen === true) return Promise.resolve(this.#session);
    this.#options.clock.clearTimeout(this.#retry);
    this.#attempt ??= this.#connect().finally(() => {
      this.#attempt = undefined;
    });
    return this.#attempt;
  }

  /** Gives the present session up; a new one is opened after the first pause. */
  drop(): void {
    this.#session?.close();
  }

  close(): void {
    this.#closed = true;
    this.#options.clock.clearTimeout(this.#retry);
    this.drop();
  }

  async #connect(): Promise<Session | undefined> {
    const session = await this.#openSession();
    const usable = session !== undefined && (await this.#options.prepare(session));
    if (session === undefined || !usable || !session.isOpen || this.#closed) {
      session?.close();
      this.#scheduleRetry();
      return undefined;
    }
    this.#failures = 0;
    this.#session = session;
    session.onClose(() => {
      this.#session = undefined;
      this.#scheduleRetry();
      this.#options.onLost();
    });
    return session;
  }

  async #openSession(): Promise<Session | undefined> {
    const link = await this.#openLink();
    if (link === undefined) return undefined;
    const session = new Session(link, this.#options.clock);
    await session.next(() => undefined, printerDelays.settle);
    session.discardInput();
    return session;
  }

  /** A link that opens after the deadline is closed again, for it would occupy the printer. */
  #openLink(): Promise<ByteLink | undefined> {
    const { open, clock } = this.#options;
    return new Promise((resolve) => {
      let late = false;
      const timer = clock.setTimeout(() => {
        late = true;
        resolve(undefined);
      }, printerDelays.open);
      open().then(
        (link) => {
          clock.clearTimeout(timer);
          if (late) link.close().catch(() => {});
          else resolve(link);
        },
        () => {
          clock.clearTimeout(timer);
          resolve(undefined);
        },
      );
    });
  }

  #scheduleRetry(): void {
    if (this.#closed) return;
    const delays = printerDelays.reconnect;
    const delay = delays[Math.min(this.#failures, delays.length - 1)];
    this.#failures += 1;
    this.#options.clock.clearTimeout(this.#retry);
    this.#retry = this.#options.clock.setTimeout(() => void this.session(), delay ?? 0);
  }
}
