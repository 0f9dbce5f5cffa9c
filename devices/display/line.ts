import type { ByteLink, OpenByteLink } from '../kit/byte-link.ts';
import type { Clock } from '../kit/clock.ts';
import { displayDelays } from './delays.ts';
import { Session } from './session.ts';

/** A display as its line sees it. */
export interface Station {
  /** Whether it has something to send. */
  readonly isDue: boolean;
  /** Sends it, within deadlines of its own. Never rejects. */
  transmit(session: Session): Promise<void>;
  /** The line is there, and what the display knows may be out of date. */
  opened(): void;
  lost(): void;
  /** It is time to say again what stands there. */
  refresh(): void;
}

export type LineState = 'opening' | 'open' | 'down';

/**
 * Owns one serial line and its stations: opens it, again and again with growing pauses, and lets
 * one station send at a time, in turn. There is no queue: a station only knows its newest content.
 */
export class Line {
  readonly #open: OpenByteLink;
  readonly #clock: Clock;
  readonly #stations: Station[] = [];
  #state: LineState = 'down';
  #session: Session | undefined;
  #sending = false;
  #failures = 0;
  #retry: unknown;
  #refresh: unknown;
  #closed = false;

  constructor(open: OpenByteLink, clock: Clock) {
    this.#open = open;
    this.#clock = clock;
  }

  get state(): LineState {
    return this.#state;
  }

  /** Call once, when all stations are known. */
  start(stations: readonly Station[]): void {
    this.#stations.push(...stations);
    void this.#connect();
  }

  /** A station has something to send. */
  wake(): void {
    if (!this.#sending) void this.#sendAllDue();
  }

  close(): void {
    this.#closed = true;
    this.#clock.clearTimeout(this.#retry);
    if (this.#session !== undefined) this.#session.close();
    else this.#down();
  }

  async #sendAllDue(): Promise<void> {
    this.#sending = true;
    for (;;) {
      const session = this.#session;
      const station = this.#stations.find(({ isDue }) => isDue);
      if (session === undefined || station === undefined) break;
      // To the end of the row, so that a busy station lets the others have their turn.
      this.#stations.splice(this.#stations.indexOf(station), 1);
      this.#stations.push(station);
      await station.transmit(session);
    }
    this.#sending = false;
  }

  async #connect(): Promise<void> {
    this.#state = 'opening';
    const session = await this.#openSession();
    if (session === undefined || !session.isOpen || this.#closed) {
      session?.close();
      this.#down();
      return;
    }
    this.#failures = 0;
    this.#state = 'open';
    this.#session = session;
    session.onClose(() => this.#down());
    for (const station of [...this.#stations]) station.opened();
    this.#scheduleRefresh();
    this.wake();
  }

  async #openSession(): Promise<Session | undefined> {
    const link = await this.#openLink();
    if (link === undefined) return undefined;
    const session = new Session(link, this.#clock);
    await new Promise<void>((resolve) => {
      this.#clock.setTimeout(resolve, displayDelays.settle);
    });
    return session;
  }

  /** A link that opens after the deadline is closed again, for it would occupy the line. */
  #openLink(): Promise<ByteLink | undefined> {
    return new Promise((resolve) => {
      let late = false;
      const timer = this.#clock.setTimeout(() => {
        late = true;
        resolve(undefined);
      }, displayDelays.open);
      this.#open().then(
        (link) => {
          this.#clock.clearTimeout(timer);
          if (late) link.close().catch(() => {});
          else resolve(link);
        },
        () => {
          this.#clock.clearTimeout(timer);
          resolve(undefined);
        },
      );
    });
  }

  #down(): void {
    this.#state = 'down';
    this.#session = undefined;
    this.#clock.clearTimeout(this.#refresh);
    for (const station of [...this.#stations]) station.lost();
    if (this.#closed) return;
    const delays = displayDelays.reconnect;
    const delay = delays[Math.min(this.#failures, delays.length - 1)];
    this.#failures += 1;
    this.#retry = this.#clock.setTimeout(() => void this.#connect(), delay ?? 0);
  }

  #scheduleRefresh(): void {
    this.#refresh = this.#clock.setTimeout(() => {
      this.#scheduleRefresh();
      for (const station of [...this.#stations]) station.refresh();
      this.wake();
    }, displayDelays.refresh);
  }
}
