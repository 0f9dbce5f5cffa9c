/** Fast-lane requests of transactions, and what the central system still has to be told. */
export const sql = `
  CREATE TABLE fast_lane_requests (
    transaction_id TEXT PRIMARY KEY REFERENCES transactions (id),
    id TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    request_id TEXT,
    event TEXT NOT NULL CHECK (json_valid(event)),
    parked_at TEXT
  ) STRICT;

  CREATE INDEX outbox_waiting ON outbox (sequence) WHERE parked_at IS NULL;
`;
