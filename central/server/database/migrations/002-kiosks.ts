/** Kiosks, the codes they enrol with, and the nonces of the requests they signed. */
export const sql = `
CREATE TABLE kiosks (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branches,
  name text NOT NULL,
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 32),
  enrolled_at timestamptz NOT NULL,
  last_seen_at timestamptz,
  -- Moved ahead by the node that holds the kiosk's link, as long as it holds it.
  connected_until timestamptz,
  UNIQUE (branch_id, name)
);

CREATE TABLE enrolment_codes (
  code_hash bytea PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branches,
  kiosk_name text NOT NULL,
  ends_at timestamptz NOT NULL,
  -- The kiosk that enrolled with it; null as long as it is unused.
  used_by uuid REFERENCES kiosks
);

CREATE TABLE kiosk_nonces (
  kiosk_id uuid NOT NULL REFERENCES kiosks ON DELETE CASCADE,
  nonce text NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (kiosk_id, nonce)
);
CREATE INDEX kiosk_nonces_seen_at ON kiosk_nonces (seen_at);
`;
