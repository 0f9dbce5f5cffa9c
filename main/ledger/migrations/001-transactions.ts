/** Transactions, the facts of each, and what staff still have to be told. */
export const sql = `
  CREATE TABLE transactions (
    id TEXT PRIMARY KEY,
    service TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    result TEXT,
    CHECK ((closed_at IS NULL) = (result IS NULL))
  ) STRICT;

  CREATE INDEX open_transactions ON transactions (opened_at) WHERE closed_at IS NULL;

  CREATE TABLE facts (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    transaction_id TEXT NOT NULL REFERENCES transactions (id),
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail))
  ) STRICT;

  CREATE INDEX facts_of_transaction ON facts (transaction_id, sequence);

  CREATE TABLE staff_notices (
    id TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    need TEXT NOT NULL CHECK (json_valid(need)),
    acknowledged_at TEXT
  ) STRICT;
`;
