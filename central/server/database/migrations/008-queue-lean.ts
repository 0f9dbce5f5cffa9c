/**
 * What a ticket need not pay for: checks of keys that never go away, each of which locks the row it
 * finds, and an index entry for events that are of no request.
 */
export const sql = `
  ALTER TABLE queue_entries
    DROP CONSTRAINT queue_entries_branch_id_fkey, DROP CONSTRAINT queue_entries_kiosk_id_fkey;
  ALTER TABLE branch_events DROP CONSTRAINT branch_events_branch_id_fkey;

  DROP INDEX branch_events_of_request;
  CREATE INDEX branch_events_of_request ON branch_events (request_id, version)
    WHERE request_id IS NOT NULL;
`;
