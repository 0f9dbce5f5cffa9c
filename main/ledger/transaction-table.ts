import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';

/** Transactions, and the fast-lane request of each that has one. */
export interface TransactionTable {
  add(id: string, service: string): void;
  /** @returns whether it was open */
  close(id: string, result: string): boolean;
  stillOpen(): { id: string; service: string }[];
  serviceOf(id: string): string;
  requestOf(id: string): string | null;
  /** Made and stored where there is none. */
  ensureRequestOf(id: string): string;
}

export function createTransactionTable(
  database: Database.Database,
  timestamp: () => string,
): TransactionTable {
  const add = database.prepare(
    'INSERT INTO transactions (id, service, opened_at) VALUES (?, ?, ?)',
  );
  const close = database.prepare(
    'UPDATE transactions SET closed_at = ?, result = ? WHERE id = ? AND closed_at IS NULL',
  );
  const stillOpen = database.prepare<[], { id: string; service: string }>(
    'SELECT id, service FROM transactions WHERE closed_at IS NULL ORDER BY opened_at',
  );
  const serviceOf = database.prepare<[string], { service: string }>(
    'SELECT service FROM transactions WHERE id = ?',
  );
  const addRequest = database.prepare(
    'INSERT INTO fast_lane_requests (transaction_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const requestOf = database.prepare<[string], { id: string }>(
    'SELECT id FROM fast_lane_requests WHERE transaction_id = ?',
  );
  const knownRequestOf = (id: string): string | null => requestOf.get(id)?.id ?? null;
  return {
    add(id, service) {
      add.run(id, service, timestamp());
    },
    close: (id, result) => close.run(timestamp(), result, id).changes > 0,
    stillOpen: () => stillOpen.all(),
    serviceOf: (id) => serviceOf.get(id)?.service ?? '',
    requestOf: knownRequestOf,
    ensureRequestOf(id) {
      addRequest.run(id, randomUUID());
      const request = knownRequestOf(id);
      if (request === null) throw new Error('the request was not stored');
      return request;
    },
  };
}
