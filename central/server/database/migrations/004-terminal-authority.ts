/**
 * Certificate chains of the terminal, and every question put to the terminal authority. Each record
 * of the audit holds the hash of the one before; the head tells where the chain ends.
 */
export const sql = `
CREATE TABLE authority_chains (
  digest text PRIMARY KEY,
  -- JSON: whole certificates in hexadecimal digits.
  certificates text NOT NULL,
  imported_at timestamptz NOT NULL
);

CREATE TABLE authority_audit (
  sequence bigint PRIMARY KEY,
  -- As it was hashed; ISO 8601.
  at text NOT NULL,
  kind text NOT NULL,
  outcome text NOT NULL,
  kiosk_id text NOT NULL,
  request_id text,
  transaction_id text,
  holder_reference text,
  challenge_digest text,
  question_digest text,
  signature text,
  previous_hash text NOT NULL,
  hash text NOT NULL
);
-- No challenge of a card is ever signed twice.
CREATE UNIQUE INDEX authority_audit_signed ON authority_audit (challenge_digest)
  WHERE outcome = 'signed';
CREATE INDEX authority_audit_questions ON authority_audit (question_digest)
  WHERE outcome = 'signed';

CREATE FUNCTION authority_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'authority_audit only grows';
END $$;
CREATE TRIGGER authority_audit_only_grows
  BEFORE UPDATE OR DELETE OR TRUNCATE ON authority_audit
  FOR EACH STATEMENT EXECUTE FUNCTION authority_audit_only_grows();

CREATE TABLE authority_audit_head (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  sequence bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO authority_audit_head (sequence, hash) VALUES (0, repeat('0', 64));
`;
