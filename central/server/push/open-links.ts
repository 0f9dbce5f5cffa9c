import { BEAT_SECONDS } from '../../contract/staff.ts';
import type { Database } from '../database/database.ts';
import { markConnected, PRESENCE_MS } from '../kiosks/presence.ts';
import { liveSessions } from '../staff/sessions.ts';
import { SIGNED_OUT_TEXT } from './push-texts.ts';

/**
 * The links that are open at this node, kept alive or ended: where the session has ended, the
 * peer is gone or does not read. Whoever is cut off comes back and resumes.
 */

/** What a link needs of a WebSocket. */
export interface PushSocket {
  readonly bufferedAmount: number;
  send(text: string): void;
  ping(): void;
  close(code: number): void;
  terminate(): void;
  on(event: 'close' | 'pong', listener: () => void): unknown;
}

export type LinkOwner =
  | { readonly kind: 'counter'; readonly sessionId: string }
  | { readonly kind: 'kiosk'; readonly kioskId: string };

export interface OpenLinks {
  add(socket: PushSocket, owner: LinkOwner): void;
  /** What is due with every beat. */
  keep(): Promise<void>;
  endSession(sessionId: string): void;
  closeAll(): void;
}

/** More than this unread, and a peer is too slow to be live. */
export const UNREAD_BYTES_MAX = 1_048_576;
/** Beats without an answer to a ping, after which a peer is taken for gone. */
const SILENT_BEATS_MAX = 2;
const PRESENCE_BEATS = Math.floor(PRESENCE_MS / 2 / (BEAT_SECONDS * 1_000));
const NORMAL_CLOSURE = 1000;
const GOING_AWAY = 1001;

export function tell(socket: PushSocket, text: string): void {
  if (socket.bufferedAmount > UNREAD_BYTES_MAX) socket.terminate();
  else socket.send(text);
}

export function createOpenLinks(database: Database, now: () => number): OpenLinks {
  const links = new Map<PushSocket, { owner: LinkOwner; silentBeats: number }>();
  let beats = 0;

  const endWhere = (isOver: (sessionId: string) => boolean): void => {
    for (const [socket, { owner }] of links) {
      if (owner.kind !== 'counter' || !isOver(owner.sessionId)) continue;
      tell(socket, SIGNED_OUT_TEXT);
      socket.close(NORMAL_CLOSURE);
    }
  };

  const endLapsedSessions = async (): Promise<void> => {
    const owners = [...links.values()].map(({ owner }) => owner);
    const ids = new Set(owners.flatMap((each) => (each.kind === 'counter' ? each.sessionId : [])));
    if (ids.size === 0) return;
    const live = await liveSessions(database, [...ids], now());
    // Whoever came meanwhile was not asked about.
    endWhere((sessionId) => ids.has(sessionId) && !live.has(sessionId));
  };

  const markPresent = async (): Promise<void> => {
    const owners = [...links.values()].map(({ owner }) => owner);
    const ids = new Set(owners.flatMap((each) => (each.kind === 'kiosk' ? each.kioskId : [])));
    if (ids.size > 0) await markConnected(database, [...ids], now());
  };

  const probe = (): void => {
    for (const [socket, link] of links) {
      if (link.silentBeats >= SILENT_BEATS_MAX) socket.terminate();
      else socket.ping();
      link.silentBeats++;
    }
  };

  return {
    add: (socket, owner) => {
      const link = { owner, silentBeats: 0 };
      links.set(socket, link);
      socket.on('pong', () => {
        link.silentBeats = 0;
      });
      socket.on('close', () => links.delete(socket));
    },
    keep: async () => {
      probe();
      const isPresenceDue = beats++ % PRESENCE_BEATS === 0;
      await Promise.all([endLapsedSessions(), isPresenceDue ? markPresent() : undefined]);
    },
    endSession: (ended) => endWhere((sessionId) => sessionId === ended),
    closeAll: () => {
      for (const socket of links.keys()) socket.close(GOING_AWAY);
    },
  };
}
