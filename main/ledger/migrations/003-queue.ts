/** Numbers leased for hours without a network, tickets given, and what the queue last offered. */
export const sql = `
  CREATE TABLE queue_ledger (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id TEXT NOT NULL,
    offer TEXT CHECK (json_valid(offer)),
    offered_at TEXT,
    CHECK ((offer IS NULL) = (offered_at IS NULL))
  ) STRICT;

  CREATE TABLE lease_wishes (
    service_id TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE number_leases (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    service_id TEXT NOT NULL,
    prefix TEXT NOT NULL,
    digits INTEGER NOT NULL,
    next_number INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    closed_at TEXT,
    CHECK (next_number <= last_number + 1)
  ) STRICT;

  CREATE INDEX open_leases ON number_leases (service_id, sequence) WHERE closed_at IS NULL;

  CREATE TABLE queue_tickets (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    transaction_id TEXT NOT NULL REFERENCES transactions (id),
    service_id TEXT,
    wished_at TEXT NOT NULL,
    number TEXT,
    given_at TEXT,
    ending TEXT,
    lease_id TEXT REFERENCES number_leases (id),
    lease_number INTEGER,
    follow_token TEXT,
    report TEXT CHECK (report IN ('waiting', 'stored', 'refused', 'unknown')),
    UNIQUE (lease_id, lease_number),
    CHECK ((number IS NULL) = (given_at IS NULL)),
    CHECK ((lease_id IS NULL) = (report IS NULL)),
    CHECK (report IS NOT 'waiting' OR follow_token IS NOT NULL)
  ) STRICT;

  CREATE INDEX tickets_to_report ON queue_tickets (sequence) WHERE report = 'waiting';
  CREATE INDEX tickets_of_leases ON queue_tickets (given_at) WHERE lease_id IS NOT NULL;
  CREATE INDEX tickets_under_way ON queue_tickets (transaction_id) WHERE ending IS NULL;
`;
