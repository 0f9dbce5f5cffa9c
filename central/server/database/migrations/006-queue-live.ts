/**
 * What staff switch by hand: people who go first, services for which kiosks give no tickets. And
 * the token by which the phone of somebody who waits asks for their place.
 */
export const sql = `
  ALTER TABLE queue_entries ADD COLUMN preferred boolean NOT NULL DEFAULT false;
  -- For entries of before; 122 of its bits are random.
  ALTER TABLE queue_entries ADD COLUMN follow_token text NOT NULL DEFAULT
    rtrim(translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/', '-_'), '=');
  CREATE UNIQUE INDEX queue_entries_by_follow_token ON queue_entries (follow_token);

  -- The sweep looks every second for those whom the fast lane sends and whom it has served.
  CREATE INDEX fast_lane_requests_to_counter ON fast_lane_requests (day)
    WHERE ticket = 'waiting';
  CREATE INDEX queue_entries_of_fast_lane ON queue_entries (branch_id)
    WHERE request_id IS NOT NULL AND state IN ('waiting', 'parked', 'missed');

  CREATE TABLE queue_switched_off (
    branch_id uuid NOT NULL REFERENCES branches (id),
    service_id text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (branch_id, service_id)
  );
`;
