/**
 * Fast-lane requests, what became of them, what kiosks reported, and alarms. Every change in a
 * branch has a version of its own, and `branch_events` one row for each.
 */
export const sql = `
  CREATE TABLE fast_lane_requests (
    id uuid PRIMARY KEY,
    branch_id uuid NOT NULL REFERENCES branches (id),
    kiosk_id uuid NOT NULL REFERENCES kiosks (id),
    kiosk_name text NOT NULL,
    transaction_id text NOT NULL,
    day date NOT NULL,
    call_sign text NOT NULL,
    service text NOT NULL,
    pin_state text NOT NULL,
    document_type text,
    attempt integer NOT NULL,
    activated boolean NOT NULL,
    state text NOT NULL,
    escalated boolean NOT NULL,
    taken_by_account uuid,
    taken_by_session uuid,
    taken_by_name text,
    taken_by_counter text,
    refusal text,
    opened_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    approval_ends_at timestamptz,
    used_challenge text,
    ticket text NOT NULL,
    result text,
    changed_version bigint NOT NULL,
    CHECK ((taken_by_account IS NULL) = (taken_by_name IS NULL)),
    CHECK (state <> 'taken' OR taken_by_account IS NOT NULL),
    CHECK (state <> 'approved' OR approval_ends_at IS NOT NULL),
    CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CHECK (state <> 'used' OR used_challenge IS NOT NULL)
  );

  CREATE UNIQUE INDEX fast_lane_requests_by_version
    ON fast_lane_requests (branch_id, changed_version);
  CREATE INDEX fast_lane_requests_by_day ON fast_lane_requests (branch_id, day);
  CREATE INDEX fast_lane_requests_by_kiosk ON fast_lane_requests (kiosk_id, opened_at);
  CREATE INDEX fast_lane_requests_with_deadline ON fast_lane_requests (opened_at)
    WHERE state IN ('open', 'taken', 'approved');

  CREATE TABLE branch_events (
    branch_id uuid NOT NULL REFERENCES branches (id),
    version bigint NOT NULL,
    at timestamptz NOT NULL,
    day date NOT NULL,
    kind text NOT NULL,
    request_id uuid,
    attempt integer,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text,
    detail jsonb NOT NULL,
    PRIMARY KEY (branch_id, version)
  );

  CREATE INDEX branch_events_of_request ON branch_events (request_id, version);

  CREATE TABLE alarms (
    id uuid PRIMARY KEY,
    branch_id uuid NOT NULL REFERENCES branches (id),
    day date NOT NULL,
    kind text NOT NULL,
    about text NOT NULL,
    call_sign text,
    at timestamptz NOT NULL,
    changed_version bigint NOT NULL
  );

  CREATE UNIQUE INDEX alarms_by_version ON alarms (branch_id, changed_version);
  CREATE INDEX alarms_by_day ON alarms (branch_id, day);

  CREATE TABLE kiosk_events (
    kiosk_id uuid NOT NULL REFERENCES kiosks (id),
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (kiosk_id, id)
  );
`;
