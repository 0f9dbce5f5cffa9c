/**
 * Visitors whom a counter sent back to the terminal: which earlier entry a request continues. What
 * data protection deletes is found, and can be empty. And the words of a branch where staff have
 * switched tickets off.
 */
export const sql = `
  ALTER TABLE fast_lane_requests
    ADD COLUMN continues_entry uuid REFERENCES queue_entries (id),
    ADD COLUMN continues_ticket text,
    ADD COLUMN continues_note text,
    ADD CHECK ((continues_entry IS NULL) = (continues_ticket IS NULL));

  ALTER TABLE queue_switched_off ADD COLUMN text text;

  ALTER TABLE queue_entries
    ALTER COLUMN follow_token DROP NOT NULL, ALTER COLUMN follow_token DROP DEFAULT;
  ALTER TABLE queue_appointments ALTER COLUMN code DROP NOT NULL;
  CREATE INDEX branch_events_with_note ON branch_events (day)
    WHERE detail ->> 'note' IS NOT NULL;
  CREATE INDEX branch_events_with_name ON branch_events (day)
    WHERE kind LIKE 'queue-%' AND actor_kind = 'staff' AND actor_name IS NOT NULL;
`;
