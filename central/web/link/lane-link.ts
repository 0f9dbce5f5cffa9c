import { BEAT_SECONDS, type CounterPush, counterPush } from '../../contract/staff.ts';

/**
 * The counter's end of `GET /staff/link`: one socket, opened again after each loss with what was
 * told last, and given up as soon as the beats stay away.
 */
export interface LaneLink {
  start(): void;
  stop(): void;
  /** Does not wait for the next try, e.g. since the network is back. */
  retryNow(): void;
}

/** As much of a WebSocket as a link needs. */
export type LinkSocket = EventTarget & Pick<WebSocket, 'close'>;

export interface LaneLinkParts {
  /** Opens a socket; `after` is null where nothing was told yet. */
  readonly connect: (after: number | null) => LinkSocket;
  readonly lastVersion: () => number | null;
  readonly onPush: (push: CounterPush) => void;
  /** `wasLet`: the server had let this socket in. */
  readonly onLost: (wasLet: boolean) => void;
  /** A message that this page does not know: the central system is newer. */
  readonly onOutdated: () => void;
  /** @returns what cancels it */
  readonly after: (delayMs: number, action: () => void) => () => void;
  /** From 0 to below 1, so that the counters of a branch do not all come back in one moment. */
  readonly random: () => number;
}

const OPENING_MS = 10_000;
export const SILENCE_MS = 2 * BEAT_SECONDS * 1_000;
const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 8_000;

interface Attempt {
  readonly socket: LinkSocket;
  wasLet: boolean;
}

export function createLaneLink(parts: LaneLinkParts): LaneLink {
  let attempt: Attempt | null = null;
  let isStarted = false;
  let delayMs = RETRY_FIRST_MS;
  let cancelTimer = (): void => undefined;
  const wait = (ms: number, action: () => void): void => {
    cancelTimer();
    cancelTimer = parts.after(ms, action);
  };

  const open = (): void => {
    const socket = parts.connect(parts.lastVersion());
    const current: Attempt = { socket, wasLet: false };
    attempt = current;
    const ifCurrent = (action: () => void) => (): void => {
      if (attempt === current) action();
    };
    // A dead network delays the closing too, so the loss is not left to the socket to tell.
    const giveUp = ifCurrent(() => lose(current));
    wait(OPENING_MS, giveUp);
    socket.addEventListener(
      'open',
      ifCurrent(() => {
        current.wasLet = true;
        wait(SILENCE_MS, giveUp);
      }),
    );
    socket.addEventListener('message', (event) => {
      if (attempt !== current || !(event instanceof MessageEvent)) return;
      // A server that lets in and at once ends a link is not yet back.
      delayMs = RETRY_FIRST_MS;
      wait(SILENCE_MS, giveUp);
      receive(event.data);
    });
    socket.addEventListener('close', giveUp);
  };

  const receive = (data: unknown): void => {
    const push = readPush(data);
    if (push === null) {
      stop();
      parts.onOutdated();
      return;
    }
    parts.onPush(push);
  };

  const lose = ({ socket, wasLet }: Attempt): void => {
    attempt = null;
    socket.close();
    wait(delayMs * (0.75 + parts.random() / 2), open);
    delayMs = Math.min(delayMs * 2, RETRY_MAX_MS);
    parts.onLost(wasLet);
  };

  const stop = (): void => {
    isStarted = false;
    cancelTimer();
    attempt?.socket.close();
    attempt = null;
  };

  return {
    start: () => {
      if (isStarted) return;
      isStarted = true;
      delayMs = RETRY_FIRST_MS;
      open();
    },
    stop,
    retryNow: () => {
      if (!isStarted || attempt !== null) return;
      cancelTimer();
      open();
    },
  };
}

function readPush(data: unknown): CounterPush | null {
  if (typeof data !== 'string') return null;
  try {
    return counterPush.parse(JSON.parse(data));
  } catch {
    return null;
  }
}
