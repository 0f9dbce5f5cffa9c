import { randomUUID } from 'node:crypto';
import type { Alarm } from '../../contract/staff.ts';
import type { Database } from '../database/database.ts';
import { inBranch, raiseAlarm } from './branch-changes.ts';
import { dayInBranch } from './call-signs.ts';

export interface SystemAlarm {
  readonly kind: Alarm['kind'];
  readonly about: string;
  readonly now: number;
}

/** Tells every branch of something about the central system itself; the same once a day only. */
export async function raiseSystemAlarm(
  database: Database,
  { kind, about, now }: SystemAlarm,
): Promise<void> {
  const branches = await database.query<{ id: string }>('SELECT id FROM branches ORDER BY id');
  for (const { id: branchId } of branches) {
    await inBranch(database, branchId, async (queries) => {
      const raised = await queries.query(
        'SELECT 1 FROM alarms WHERE branch_id = $1 AND day = $2 AND kind = $3 AND about = $4',
        [branchId, dayInBranch(now), kind, about],
      );
      if (raised.length > 0) return;
      const alarm = { id: randomUUID(), kind, about, callSign: null };
      await raiseAlarm(queries, { branchId, alarm, now });
    });
  }
}
