import type Database from 'better-sqlite3';

/** What happened in each transaction, in order. */
export interface FactTable {
  add(transactionId: string, kind: string, detail: object): void;
  of(transactionId: string): LedgerFact[];
}

export interface LedgerFact {
  readonly kind: string;
  readonly detail: unknown;
}

export function createFactTable(database: Database.Database, timestamp: () => string): FactTable {
  const add = database.prepare(
    'INSERT INTO facts (transaction_id, at, kind, detail) VALUES (?, ?, ?, ?)',
  );
  const ofTransaction = database.prepare<[string], { kind: string; detail: string }>(
    'SELECT kind, detail FROM facts WHERE transaction_id = ? ORDER BY sequence',
  );
  return {
    add(transactionId, kind, detail) {
      add.run(transactionId, timestamp(), kind, JSON.stringify(detail));
    },
    of: (transactionId) =>
      ofTransaction
        .all(transactionId)
        .map(({ kind, detail }) => ({ kind, detail: JSON.parse(detail) })),
  };
}
