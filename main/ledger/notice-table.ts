import type Database from 'better-sqlite3';
import type { StaffNotice } from '../contract/staff.ts';

/** What staff have still to be told of; each stays until somebody acknowledges it. */
export interface NoticeTable {
  /** Does nothing where there is one with this id. */
  add(id: string, need: StaffNotice['need']): void;
  acknowledge(id: string): void;
  pending(): StaffNotice[];
}

export function createNoticeTable(
  database: Database.Database,
  timestamp: () => string,
): NoticeTable {
  const add = database.prepare(
    'INSERT INTO staff_notices (id, since, need) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const acknowledge = database.prepare(
    'UPDATE staff_notices SET acknowledged_at = ? WHERE id = ? AND acknowledged_at IS NULL',
  );
  const pending = database.prepare<[], { id: string; since: string; need: string }>(
    'SELECT id, since, need FROM staff_notices WHERE acknowledged_at IS NULL ORDER BY since',
  );
  return {
    add(id, need) {
      add.run(id, timestamp(), JSON.stringify(need));
    },
    acknowledge(id) {
      acknowledge.run(timestamp(), id);
    },
    pending: () =>
      pending.all().map(({ id, since, need }) => ({ id, since, need: JSON.parse(need) })),
  };
}
