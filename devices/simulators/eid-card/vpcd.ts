import { connect, type Socket } from 'node:net';
import { type Bytes, bytesToUint, concat, NO_BYTES, uintBytes } from '../../kit/bytes.ts';
import { CardPulled, type SimulatedCard } from './simulated-card.ts';

/**
 * Puts a simulated card into a reader of the real pcscd. vpcd, its reader driver, listens; the
 * card connects, and closing the connection is pulling the card. Messages of the vsmartcard
 * project: two bytes of length, then one byte of control or a command APDU.
 */

export const VPCD_PORT = 35963;

const CONTROL = { powerOff: 0x00, powerOn: 0x01, reset: 0x02, atr: 0x04 };
const LENGTH_BYTES = 2;

export interface VpcdExchange {
  /** Milliseconds on the clock of `performance.now()`. */
  readonly firstByteAt: number;
  /** The command is complete. vpcd sends length and body apart, so this can be 40 ms later. */
  readonly commandAt: number;
  readonly answerAt: number;
  readonly instruction: number;
  readonly commandBytes: number;
  readonly answerBytes: number;
  readonly statusWord: number;
}

export interface VpcdOptions {
  readonly host: string;
  readonly port: number;
  readonly card: SimulatedCard;
  readonly onExchange?: (exchange: VpcdExchange) => void;
}

export type VpcdEnd =
  | { readonly kind: 'removed' }
  | { readonly kind: 'pulled'; readonly atCommand: number }
  | { readonly kind: 'reader-gone' }
  | { readonly kind: 'failed'; readonly cause: unknown };

export interface VpcdConnection {
  /** Settles once, when the card is out of the reader for whatever reason. Never rejects. */
  readonly closed: Promise<VpcdEnd>;
  /** Takes the card out. */
  remove(): Promise<VpcdEnd>;
}

/** Puts the card in. Rejects with the socket's own error where no vpcd listens. */
export async function connectToVpcd(options: VpcdOptions): Promise<VpcdConnection> {
  const socket = await openSocket(options.host, options.port);
  return serve(socket, options);
}

function openSocket(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // Answers are small and waited for.
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}

function serve(socket: Socket, { card, onExchange }: VpcdOptions): VpcdConnection {
  let end: VpcdEnd = { kind: 'reader-gone' };
  const closeAs = (reason: VpcdEnd): void => {
    // The first reason is the true one.
    if (socket.destroyed) return;
    end = reason;
    socket.destroy();
  };
  const closed = new Promise<VpcdEnd>((resolve) => {
    socket.once('close', () => {
      card.remove();
      resolve(end);
    });
  });
  const frames = new FrameReader();
  card.insert();
  // A reset of the connection is how a dying pcscd says good-bye; 'close' follows.
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    try {
      for (const frame of frames.take(chunk, performance.now())) {
        if (socket.destroyed) return;
        const payload = answerFrame(card, frame, onExchange);
        if (payload) socket.write(concat(uintBytes(payload.length, LENGTH_BYTES), payload));
      }
    } catch (cause) {
      closeAs(
        cause instanceof CardPulled
          ? { kind: 'pulled', atCommand: cause.atCommand }
          : { kind: 'failed', cause },
      );
    }
  });
  return {
    closed,
    remove: () => {
      closeAs({ kind: 'removed' });
      return closed;
    },
  };
}

function answerFrame(
  card: SimulatedCard,
  { payload, firstByteAt, completeAt }: Frame,
  onExchange: VpcdOptions['onExchange'],
): Bytes | undefined {
  if (payload.length === 1) return obey(card, payload[0]);
  if (payload.length === 0) throw new Error('vpcd sent an empty message');
  const response = card.transmit(payload);
  onExchange?.({
    firstByteAt,
    commandAt: completeAt,
    answerAt: performance.now(),
    instruction: payload[1] ?? 0,
    commandBytes: payload.length,
    answerBytes: response.length,
    statusWord: bytesToUint(response.slice(-2)),
  });
  return response;
}

function obey(card: SimulatedCard, control: number | undefined): Bytes | undefined {
  switch (control) {
    case CONTROL.powerOff:
      card.powerOff();
      return undefined;
    case CONTROL.powerOn:
      card.powerOn();
      return undefined;
    case CONTROL.reset:
      card.reset();
      return undefined;
    case CONTROL.atr:
      return card.atr;
    default:
      throw new Error(`vpcd sent an unknown control byte: ${control}`);
  }
}

export interface Frame {
  readonly payload: Bytes;
  readonly firstByteAt: number;
  readonly completeAt: number;
}

/** Cuts a stream into messages; one read may hold half a message or several. */
export class FrameReader {
  #pending: Bytes = NO_BYTES;
  #firstByteAt = 0;

  take(chunk: Uint8Array, now: number): Frame[] {
    if (this.#pending.length === 0) this.#firstByteAt = now;
    this.#pending = concat(this.#pending, chunk);
    const frames: Frame[] = [];
    for (;;) {
      if (this.#pending.length < LENGTH_BYTES) return frames;
      const end = LENGTH_BYTES + bytesToUint(this.#pending.slice(0, LENGTH_BYTES));
      if (this.#pending.length < end) return frames;
      const payload = this.#pending.slice(LENGTH_BYTES, end);
      frames.push({ payload, firstByteAt: this.#firstByteAt, completeAt: now });
      this.#pending = this.#pending.slice(end);
      this.#firstByteAt = now;
    }
  }
}
