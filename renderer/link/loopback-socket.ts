import type { Role } from '../../main/contract/roles.ts';
import type { Carrier, CarrierEnds } from './link.ts';

/** The loopback host's way of saying that the role has as many screens as it may have. */
const CLOSE_TAKEN = 4409;

/** The first try comes at once for the eye; a host that is really gone is not asked too often. */
const RETRY_DELAY_FIRST_MS = 250;
const RETRY_DELAY_MAX_MS = 4_000;

export interface LoopbackParts {
  /** As in `location.host`. */
  readonly host: string;
  /** Which of the role's screens, from 1. */
  readonly place: number;
  readonly connect: (address: string) => WebSocket;
  readonly after: (delayMs: number, action: () => void) => void;
}

/** The link to the loopback host, opened again after each loss. */
export function loopbackSocket(role: Role, parts: LoopbackParts): Carrier {
  const { host, place, connect, after } = parts;
  const which = place === 1 ? role : `${role}/${place}`;
  let ends: CarrierEnds | null = null;
  let socket: WebSocket | null = null;
  let delayMs = RETRY_DELAY_FIRST_MS;

  function open(): void {
    const opening = connect(`ws://${host}/link/${which}`);
    socket = opening;
    opening.addEventListener('open', () => {
      ends?.opened();
    });
    opening.addEventListener('message', ({ data }) => {
      // A host that accepts and at once ends a connection is not yet back.
      delayMs = RETRY_DELAY_FIRST_MS;
      if (typeof data === 'string') ends?.received(data);
    });
    opening.addEventListener('close', ({ code }) => {
      socket = null;
      if (code === CLOSE_TAKEN) {
        ends?.taken();
        return;
      }
      ends?.lost();
      after(delayMs, open);
      delayMs = Math.min(delayMs * 2, RETRY_DELAY_MAX_MS);
    });
  }

  return {
    open(next) {
      ends = next;
      open();
    },
    send(text) {
      if (socket?.readyState === 1) socket.send(text);
    },
    reopen: () => socket?.close(),
  };
}
