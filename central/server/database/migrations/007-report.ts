/** What the capacity report reads is found by branch and day, however much there is. */
export const sql = `
  CREATE INDEX queue_entries_by_day ON queue_entries (branch_id, day);
  CREATE INDEX branch_events_of_report ON branch_events (branch_id, day)
    INCLUDE (entry_id, kind, at)
    WHERE kind IN ('queue-enter', 'queue-call', 'queue-miss');
  CREATE INDEX queue_handlings_finished ON queue_handlings (branch_id, ended_at)
    WHERE ended_by = 'finish';
  CREATE INDEX kiosk_events_closed ON kiosk_events (kiosk_id, (least(at, stored_at)))
    WHERE kind = 'transaction-closed';
`;
