/**
 * The queue of a branch: how it is set up, its entries, number series and leases, appointments, and
 * how long people were served. Changes of entries have versions of the branch, as fast-lane
 * requests do, and `branch_events` one row for each.
 */
export const sql = `
  CREATE TABLE queue_configurations (
    branch_id uuid PRIMARY KEY REFERENCES branches (id),
    body jsonb NOT NULL,
    changed_at timestamptz NOT NULL
  );

  CREATE TABLE queue_pauses (
    counter_id uuid PRIMARY KEY REFERENCES counters (id) ON DELETE CASCADE,
    since timestamptz NOT NULL
  );

  CREATE TABLE queue_appointments (
    id uuid PRIMARY KEY,
    branch_id uuid NOT NULL REFERENCES branches (id),
    code text NOT NULL,
    service_id text NOT NULL,
    at timestamptz NOT NULL,
    day date NOT NULL,
    UNIQUE (branch_id, code)
  );
  CREATE INDEX queue_appointments_by_day ON queue_appointments (branch_id, day);

  -- A series is fixed with its first number of the day.
  CREATE TABLE number_series (
    branch_id uuid NOT NULL REFERENCES branches (id),
    day date NOT NULL,
    service_id text NOT NULL,
    prefix text NOT NULL,
    first_number integer NOT NULL,
    last_number integer NOT NULL,
    next_number integer NOT NULL,
    -- Tickets without an appointment.
    given integer NOT NULL DEFAULT 0,
    PRIMARY KEY (branch_id, day, service_id)
  );

  CREATE TABLE kiosk_ledgers (
    kiosk_id uuid NOT NULL REFERENCES kiosks (id),
    ledger_id uuid NOT NULL,
    ordinal integer NOT NULL,
    PRIMARY KEY (kiosk_id, ledger_id),
    UNIQUE (kiosk_id, ordinal)
  );

  CREATE TABLE number_leases (
    id uuid PRIMARY KEY,
    branch_id uuid NOT NULL REFERENCES branches (id),
    kiosk_id uuid NOT NULL REFERENCES kiosks (id),
    ledger_id uuid NOT NULL,
    service_id text NOT NULL,
    prefix text NOT NULL,
    digits integer NOT NULL,
    first_number integer NOT NULL,
    last_number integer NOT NULL,
    granted_at timestamptz NOT NULL,
    granted_day date NOT NULL,
    closed_at timestamptz,
    closed_day date,
    CHECK (first_number <= last_number),
    CHECK ((closed_at IS NULL) = (closed_day IS NULL))
  );
  -- Until a lease is closed, and on the day it is, nobody else gives its numbers.
  CREATE INDEX number_leases_open ON number_leases (branch_id, prefix) WHERE closed_day IS NULL;
  CREATE INDEX number_leases_closed ON number_leases (branch_id, closed_day);
  CREATE INDEX number_leases_of_kiosk ON number_leases (kiosk_id) WHERE closed_day IS NULL;

  CREATE TABLE queue_entries (
    id uuid PRIMARY KEY,
    branch_id uuid NOT NULL REFERENCES branches (id),
    day date NOT NULL,
    kind text NOT NULL,
    ticket text NOT NULL,
    service_id text NOT NULL,
    state text NOT NULL,
    queued_at timestamptz NOT NULL,
    appointment_id uuid REFERENCES queue_appointments (id),
    appointment_at timestamptz,
    kiosk_id uuid REFERENCES kiosks (id),
    lease_id uuid REFERENCES number_leases (id),
    request_id uuid REFERENCES fast_lane_requests (id),
    calls integer NOT NULL,
    called_at timestamptz,
    -- Since the counter first called whom it has or had last.
    held_since timestamptz,
    counter_id uuid,
    counter_name text,
    clerk_name text,
    note text,
    forwarded_from text,
    changed_at timestamptz NOT NULL,
    changed_version bigint NOT NULL,
    CHECK (state NOT IN ('called', 'serving') OR counter_id IS NOT NULL),
    CHECK ((kind = 'appointment') = (appointment_id IS NOT NULL)),
    CHECK ((kind = 'fast-lane') = (request_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX queue_entries_by_version ON queue_entries (branch_id, changed_version);
  -- Nothing is given twice in a branch; call signs begin anew after the last.
  CREATE UNIQUE INDEX queue_entries_by_ticket ON queue_entries (branch_id, day, ticket)
    WHERE kind <> 'fast-lane';
  CREATE UNIQUE INDEX queue_entries_of_request ON queue_entries (request_id)
    WHERE request_id IS NOT NULL;
  CREATE UNIQUE INDEX queue_entries_of_appointment ON queue_entries (appointment_id)
    WHERE appointment_id IS NOT NULL;
  CREATE INDEX queue_entries_present ON queue_entries (branch_id)
    WHERE state IN ('waiting', 'called', 'serving', 'parked', 'missed');
  -- A counter has one person at a time.
  CREATE UNIQUE INDEX queue_entries_in_hand ON queue_entries (counter_id)
    WHERE state IN ('called', 'serving');
  CREATE UNIQUE INDEX queue_entries_of_lease ON queue_entries (lease_id, ticket)
    WHERE lease_id IS NOT NULL;
  CREATE INDEX queue_entries_by_kiosk ON queue_entries (kiosk_id, queued_at);

  ALTER TABLE branch_events ADD COLUMN entry_id uuid;
  CREATE INDEX branch_events_of_entry ON branch_events (entry_id, version)
    WHERE entry_id IS NOT NULL;

  CREATE TABLE queue_handlings (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    branch_id uuid NOT NULL REFERENCES branches (id),
    service_id text NOT NULL,
    entry_id uuid NOT NULL REFERENCES queue_entries (id),
    counter_id uuid NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    -- The step that ended it: whoever did not come kept the counter busy too.
    ended_by text NOT NULL
  );
  CREATE INDEX queue_handlings_of_service
    ON queue_handlings (branch_id, service_id, ended_at);
`;
