import type Database from 'better-sqlite3';
import { type KioskQueue, kioskQueue } from '../../central/contract/queue.ts';

/** What the queue system last offered, for a terminal that starts without a network. */
export interface OfferTable {
  remember(offer: KioskQueue): void;
  /** Null: there was never one, or this program does not understand it. */
  remembered(): RememberedOffer | null;
}

export interface RememberedOffer {
  readonly offer: KioskQueue;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export function createOfferTable(database: Database.Database, timestamp: () => string): OfferTable {
  const remember = database.prepare('UPDATE queue_ledger SET offer = ?, offered_at = ?');
  const remembered = database.prepare<[], { offer: string; at: string }>(
    'SELECT offer, offered_at AS at FROM queue_ledger WHERE offer IS NOT NULL',
  );
  return {
    remember: (offer) => void remember.run(JSON.stringify(offer), timestamp()),
    remembered() {
      const row = remembered.get();
      if (!row) return null;
      const read = kioskQueue.safeParse(JSON.parse(row.offer));
      return read.success ? { offer: read.data, at: row.at } : null;
    },
  };
}
