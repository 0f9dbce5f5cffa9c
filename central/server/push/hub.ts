import { BEAT_SECONDS } from '../../contract/staff.ts';
import type { Database } from '../database/database.ts';
import { BRANCH_CHANNEL } from '../fast-lane/branch-changes.ts';
import type { KioskIdentity, StaffIdentity } from '../http/identities.ts';
import { SESSION_ENDED_CHANNEL } from '../staff/sessions.ts';
import { createFeed, type Feed } from './feed.ts';
import type { Follower } from './followers.ts';
import { createOpenLinks, type PushSocket, tell } from './open-links.ts';

/** Joins every link of this node to the feed of its branch, and hears what other nodes changed. */
export interface Hub {
  linkCounter(socket: PushSocket, staff: StaffIdentity, after: number | null): void;
  linkKiosk(socket: PushSocket, kiosk: KioskIdentity): void;
  /** Runs by itself every `BEAT_SECONDS`. */
  beat(): Promise<void>;
  close(): Promise<void>;
}

export interface HubParts {
  readonly database: Database;
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}

export async function openHub({ database, now, onFault }: HubParts): Promise<Hub> {
  const feeds = new Map<string, Feed>();
  const links = createOpenLinks(database, now);
  let beating: Promise<void> | null = null;

  const feedOf = (branchId: string): Feed => {
    const known = feeds.get(branchId);
    if (known) return known;
    const feed = createFeed({ branchId, database, now, onFault });
    feeds.set(branchId, feed);
    return feed;
  };

  const follow = (socket: PushSocket, branchId: string, follower: Follower): void => {
    const feed = feedOf(branchId);
    feed.add(follower);
    socket.on('close', () => {
      feed.remove(follower);
      if (!feed.isEmpty() || feeds.get(branchId) !== feed) return;
      feeds.delete(branchId);
      feed.close();
    });
  };

  const beatOnce = async (): Promise<void> => {
    const tasks = [links.keep(), ...[...feeds.values()].map((feed) => feed.beat())];
    const results = await Promise.allSettled(tasks);
    for (const result of results) if (result.status === 'rejected') onFault(result.reason);
  };

  const beat = (): Promise<void> => {
    beating ??= beatOnce().finally(() => {
      beating = null;
    });
    return beating;
  };

  const stopListening = await listen(database, {
    branchChanged: (branchId) => feeds.get(branchId)?.refresh(),
    sessionEnded: links.endSession,
    missed: () => void beat(),
  });
  const timer = setInterval(beat, BEAT_SECONDS * 1_000);

  return {
    linkCounter: (socket, { branchId, sessionId }, after) => {
      links.add(socket, { kind: 'counter', sessionId });
      follow(socket, branchId, { kind: 'counter', after, tell: (text) => tell(socket, text) });
    },
    linkKiosk: (socket, { id: kioskId, branchId }) => {
      links.add(socket, { kind: 'kiosk', kioskId });
      follow(socket, branchId, { kind: 'kiosk', kioskId, tell: (text) => tell(socket, text) });
    },
    beat,
    close: async () => {
      clearInterval(timer);
      await stopListening();
      for (const feed of feeds.values()) feed.close();
      links.closeAll();
      await beating;
    },
  };
}

interface Hearing {
  readonly branchChanged: (branchId: string) => void;
  readonly sessionEnded: (sessionId: string) => void;
  /** Anything may have changed. */
  readonly missed: () => void;
}

async function listen(
  database: Database,
  { branchChanged, sessionEnded, missed }: Hearing,
): Promise<() => Promise<void>> {
  const stopBranches = await database.listen(BRANCH_CHANNEL, branchChanged, missed);
  const stopSessions = await database.listen(SESSION_ENDED_CHANNEL, sessionEnded, missed);
  return async () => {
    await stopBranches();
    await stopSessions();
  };
}
