import type {
  DisplayContent,
  DisplayPort,
  DisplayStatus,
  ShowOutcome,
} from '../../state-machines/ports/display.ts';
import type { Clock } from '../kit/clock.ts';
import { displayDelays, REPLY_ATTEMPTS } from './delays.ts';
import { encodeContent, openingFrames } from './languages/encode.ts';
import type { Frame } from './languages/frame.ts';
import type { Line, Station } from './line.ts';
import type { DisplayModel } from './models/model.ts';
import type { Session } from './session.ts';

interface Picture {
  readonly content: DisplayContent;
  readonly frames: readonly Frame[];
}

/** What came of sending frames. */
type Transmission = 'confirmed' | 'sent' | 'silent' | 'lost';

const READY: DisplayStatus = { kind: 'ready' };
const OFFLINE: DisplayStatus = { kind: 'fault', fault: 'offline' };

const RESULTS: Readonly<
  Record<Transmission, { readonly outcome: ShowOutcome; readonly status: DisplayStatus }>
> = {
  confirmed: { outcome: { kind: 'shown' }, status: READY },
  sent: { outcome: { kind: 'sent' }, status: READY },
  silent: { outcome: { kind: 'kept' }, status: { kind: 'fault', fault: 'no-answer' } },
  lost: { outcome: { kind: 'kept' }, status: OFFLINE },
};

/**
 * Driver of one display on a line: remembers what should stand there and sends it until it does.
 * Newer content takes the place of older, so nothing ever queues.
 */
export class DisplayStation implements Station, DisplayPort {
  readonly #line: Line;
  readonly #model: DisplayModel;
  readonly #address: number;
  readonly #clock: Clock;
  readonly #listeners = new Set<(status: DisplayStatus) => void>();
  #wanted: Picture | undefined;
  /** What stands there as far as anybody knows. */
  #standing: DisplayContent | undefined;
  #due = false;
  #opened = false;
  #goesDarkFirst = false;
  #darkness: unknown;
  #waiting: ((outcome: ShowOutcome) => void) | undefined;
  #asked: PromiseWithResolvers<DisplayStatus> | undefined;
  #lastStatus: DisplayStatus | undefined;

  constructor(line: Line, model: DisplayModel, address: number, clock: Clock) {
    this.#line = line;
    this.#model = model;
    this.#address = address;
    this.#clock = clock;
  }

  get isDue(): boolean {
    return this.#due;
  }

  async show(content: DisplayContent): Promise<ShowOutcome> {
    const encoding = encodeContent(this.#model, this.#address, content);
    if (encoding.kind === 'does-not-fit') {
      void this.#want(this.#dark());
      return encoding;
    }
    return this.#want({ content, frames: encoding.frames });
  }

  async status(): Promise<DisplayStatus> {
    if (this.#line.state === 'down') return OFFLINE;
    if (this.#line.state === 'open' && this.#wanted === undefined) return READY;
    this.#asked ??= Promise.withResolvers<DisplayStatus>();
    const { promise } = this.#asked;
    this.refresh();
    this.#line.wake();
    return promise;
  }

  watch(listener: (status: DisplayStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async transmit(session: Session): Promise<void> {
    this.#due = false;
    const picture = this.#wanted;
    if (picture === undefined) return;
    if (this.#goesDarkFirst) {
      this.#goesDarkFirst = false;
      await this.#goDark(session);
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = undefined;
    const { outcome, status } = RESULTS[await this.#put(session, picture)];
    this.#report(status);
    waiting?.(outcome);
  }

  opened(): void {
    this.#opened = false;
    this.refresh();
    if (this.#wanted === undefined) this.#report(READY);
  }

  lost(): void {
    this.#clock.clearTimeout(this.#darkness);
    this.#standing = undefined;
    this.#due = false;
    this.#goesDarkFirst = false;
    this.#waiting?.({ kind: 'kept' });
    this.#waiting = undefined;
    this.#report(OFFLINE);
  }

  refresh(): void {
    this.#due = this.#wanted !== undefined;
  }

  #want(picture: Picture): Promise<ShowOutcome> {
    this.#waiting?.({ kind: 'superseded' });
    this.#waiting = undefined;
    this.#clock.clearTimeout(this.#darkness);
    this.#wanted = picture;
    this.#goesDarkFirst =
      picture.content.kind === 'call' && isSameCall(picture.content, this.#standing);
    if (this.#line.state === 'down') return Promise.resolve({ kind: 'kept' });
    this.#due = true;
    const { promise, resolve } = Promise.withResolvers<ShowOutcome>();
    this.#waiting = resolve;
    this.#line.wake();
    return promise;
  }

  /** The line is free for others meanwhile. */
  async #goDark(session: Session): Promise<void> {
    const transmission = await this.#put(session, this.#dark());
    if (transmission === 'lost') return;
    this.#clock.clearTimeout(this.#darkness);
    this.#darkness = this.#clock.setTimeout(() => {
      this.refresh();
      this.#line.wake();
    }, displayDelays.darkBeforeRepeatedCall);
  }

  async #put(session: Session, { content, frames }: Picture): Promise<Transmission> {
    const opening = this.#opened ? [] : openingFrames(this.#model);
    const transmission = await this.#send(session, [...opening, ...frames]);
    const arrived = transmission === 'confirmed' || transmission === 'sent';
    this.#opened = arrived;
    this.#standing = arrived ? content : undefined;
    return transmission;
  }

  async #send(session: Session, frames: readonly Frame[]): Promise<Transmission> {
    let transmission: Transmission = 'sent';
    for (const frame of frames) {
      transmission = await this.#sendOne(session, frame);
      if (transmission === 'silent' || transmission === 'lost') break;
    }
    return transmission;
  }

  async #sendOne(session: Session, { bytes, reply }: Frame): Promise<Transmission> {
    const onTheWireMs = Math.ceil((bytes.length * BITS_PER_BYTE * 1_000) / this.#baudRate);
    for (let attempt = 0; attempt < REPLY_ATTEMPTS; attempt++) {
      session.forgetInput();
      if (!(await session.send(bytes, displayDelays.write + onTheWireMs))) return 'lost';
      if (reply === undefined) return 'sent';
      const heard = await session.hears(reply, displayDelays.reply + 2 * onTheWireMs);
      if (!session.isOpen) return 'lost';
      await this.#pause();
      if (heard) return 'confirmed';
    }
    return 'silent';
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.setTimeout(resolve, displayDelays.betweenFrames);
    });
  }

  get #baudRate(): number {
    return this.#model.serial.baudRate;
  }

  #dark(): Picture {
    const content = { kind: 'blank' } as const;
    const encoding = encodeContent(this.#model, this.#address, content);
    return { content, frames: encoding.kind === 'frames' ? encoding.frames : [] };
  }

  #report(status: DisplayStatus): void {
    this.#asked?.resolve(status);
    this.#asked = undefined;
    if (isSameStatus(status, this.#lastStatus)) return;
    this.#lastStatus = status;
    for (const listener of [...this.#listeners]) listener(status);
  }
}

/** Start, eight data, parity, stop. */
const BITS_PER_BYTE = 11;

function isSameCall(
  call: Extract<DisplayContent, { kind: 'call' }>,
  other: DisplayContent | undefined,
): boolean {
  return (
    other?.kind === 'call' &&
    other.number === call.number &&
    other.counter === call.counter &&
    other.direction === call.direction
  );
}

function isSameStatus(status: DisplayStatus, other: DisplayStatus | undefined): boolean {
  if (status.kind === 'ready') return other?.kind === 'ready';
  return other?.kind === 'fault' && other.fault === status.fault;
}
