/** Branches, their counters, the accounts of staff and their sessions. */
export const sql = `
CREATE TABLE branches (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  -- Grows by one with every change that a counter of the branch is told of.
  version bigint NOT NULL DEFAULT 0
);

CREATE TABLE counters (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branches,
  name text NOT NULL,
  UNIQUE (branch_id, name)
);

CREATE TABLE staff_accounts (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branches,
  name text NOT NULL,
  display_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('clerk', 'lead', 'it')),
  password_hash text NOT NULL
);
CREATE UNIQUE INDEX staff_accounts_name ON staff_accounts (lower(name));

CREATE TABLE staff_sessions (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES staff_accounts ON DELETE CASCADE,
  counter_id uuid REFERENCES counters ON DELETE SET NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL
);

-- Wrong tries of something secret; the subject is a digest, and need not exist elsewhere.
CREATE TABLE wrong_tries (
  subject text PRIMARY KEY,
  tries integer NOT NULL,
  last_at timestamptz NOT NULL,
  locked_until timestamptz
);
CREATE INDEX wrong_tries_last_at ON wrong_tries (last_at);
`;
