import type { z } from 'zod';
import type { issuingQuestion } from '../../contract/queue.ts';
import type { CounterPush } from '../../contract/staff.ts';
import type { Database, Queries } from '../database/database.ts';
import { inBranch } from '../fast-lane/branch-changes.ts';
import type { StaffIdentity } from '../http/identities.ts';
import { noteChange, readConfiguration } from './configuration.ts';
import type { AtCounter } from './entry-states.ts';
import { counterOf, serviceOf } from './names.ts';
import type { SwitchedOff } from './opening.ts';

/** What staff switch off and on: a counter that pauses, a service without tickets. */

export type Switches = Extract<CounterPush, { kind: 'switches' }>['switches'];

/** Of `branch_events`: the changes after which counters are told of the switches. */
export const SWITCH_KINDS = ['queue-pause', 'queue-go-on', 'queue-switch-off', 'queue-switch-on'];

interface Switching {
  readonly staff: StaffIdentity;
  readonly now: number;
}

/** Throws a `ProblemError`: counter-missing. */
export async function setPause(
  database: Database,
  { staff, pauses, now }: Switching & { readonly pauses: boolean },
): Promise<void> {
  const by = counterOf(staff);
  await inBranch(database, staff.branchId, async (queries) => {
    if ((await isPaused(queries, by)) === pauses) return;
    await (pauses
      ? queries.query('INSERT INTO queue_pauses (counter_id, since) VALUES ($1, $2)', [
          by.id,
          new Date(now).toISOString(),
        ])
      : queries.query('DELETE FROM queue_pauses WHERE counter_id = $1', [by.id]));
    const kind = pauses ? 'queue-pause' : 'queue-go-on';
    await noteChange(queries, { staff, kind, detail: { counter: by.name }, now });
  });
}

/** Whether kiosks give tickets for a service. Throws a `ProblemError`: service-not-offered. */
export async function setIssuing(
  database: Database,
  { staff, serviceId, issues, text, now }: Switching & z.infer<typeof issuingQuestion>,
): Promise<void> {
  const { branchId } = staff;
  await inBranch(database, branchId, async (queries) => {
    serviceOf(await readConfiguration(queries, branchId), serviceId);
    const off = await readSwitchedOff(queries, branchId);
    const isSo = issues ? !off.has(serviceId) : off.get(serviceId) === text;
    if (isSo) return;
    await (issues
      ? queries.query('DELETE FROM queue_switched_off WHERE branch_id = $1 AND service_id = $2', [
          branchId,
          serviceId,
        ])
      : queries.query(
          `INSERT INTO queue_switched_off (branch_id, service_id, since, text)
           VALUES ($1, $2, $3, $4)
           ON CONFLICT (branch_id, service_id) DO UPDATE SET text = excluded.text`,
          [branchId, serviceId, new Date(now).toISOString(), text],
        ));
    const kind = issues ? 'queue-switch-on' : 'queue-switch-off';
    const detail = issues ? { serviceId } : { serviceId, text };
    await noteChange(queries, { staff, kind, detail, now });
  });
}

export async function isPaused(queries: Queries, { id }: AtCounter): Promise<boolean> {
  const rows = await queries.query('SELECT 1 FROM queue_pauses WHERE counter_id = $1', [id]);
  return rows.length > 0;
}

export async function readSwitchedOff(queries: Queries, branchId: string): Promise<SwitchedOff> {
  const rows = await queries.query<{ service_id: string; text: string | null }>(
    'SELECT service_id, text FROM queue_switched_off WHERE branch_id = $1',
    [branchId],
  );
  return new Map(rows.map(({ service_id: serviceId, text }) => [serviceId, text]));
}
