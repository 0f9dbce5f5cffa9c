import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { KioskEvent } from '../../central/contract/kiosk.ts';

/**
 * Events that the central system has not acknowledged yet, in the order in which they happened.
 * Added in the transaction of the fact they tell, so that neither is there without the other.
 */
export interface Outbox {
  add(event: EventToTell): void;
  /** Oldest first. */
  waiting(limit: number): KioskEvent[];
  /** Whether something about this request is still to be told. */
  isWaitingFor(requestId: string): boolean;
  acknowledge(ids: readonly string[]): void;
  /** Keeps an event that will never be taken out of the way of those after it. */
  park(id: string): void;
}

type Undated<Event> = Event extends unknown ? Omit<Event, 'id' | 'at'> : never;
/** Gets its id for ever, and its time, when it is added. */
export type EventToTell = Undated<KioskEvent>;

export function createOutbox(database: Database.Database, timestamp: () => string): Outbox {
  const statements = {
    add: database.prepare('INSERT INTO outbox (id, request_id, event) VALUES (?, ?, ?)'),
    waiting: database.prepare<[number], { event: string }>(
      'SELECT event FROM outbox WHERE parked_at IS NULL ORDER BY sequence LIMIT ?',
    ),
    waitingFor: database.prepare(
      'SELECT 1 FROM outbox WHERE request_id = ? AND parked_at IS NULL LIMIT 1',
    ),
    remove: database.prepare('DELETE FROM outbox WHERE id = ?'),
    park: database.prepare('UPDATE outbox SET parked_at = ? WHERE id = ?'),
  };
  return {
    add(event) {
      const dated = { id: randomUUID(), at: timestamp(), ...event };
      statements.add.run(dated.id, event.requestId, JSON.stringify(dated));
    },
    waiting: (limit) => statements.waiting.all(limit).map(({ event }) => JSON.parse(event)),
    isWaitingFor: (requestId) => statements.waitingFor.get(requestId) !== undefined,
    acknowledge: database.transaction((ids: readonly string[]) => {
      for (const id of ids) statements.remove.run(id);
    }),
    park: (id) => statements.park.run(timestamp(), id),
  };
}
