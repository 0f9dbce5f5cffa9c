import type { Appointment } from '../../contract/queue-configuration.ts';
import type { Database } from '../database/database.ts';
import { inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readConfiguration } from './configuration.ts';
import { serviceOf } from './names.ts';

/** Appointments as the branch's appointment book tells of them. */

/** Stores appointments, or replaces those not yet checked in. @returns the ids that now stand */
export async function storeAppointments(
  database: Database,
  { branchId, appointments }: { branchId: string; appointments: readonly Appointment[] },
): Promise<string[]> {
  return inBranch(database, branchId, async (queries) => {
    const configuration = await readConfiguration(queries, branchId);
    for (const { id, code, serviceId, at } of appointments) {
      serviceOf(configuration, serviceId);
      const taken = await queries.query(
        `SELECT 1 FROM queue_appointments
         WHERE (branch_id = $1 AND code = $3 AND id <> $2) OR (id = $2 AND branch_id <> $1)`,
        [branchId, id, code],
      );
      if (taken.length > 0) throw new ProblemError('conflict', 'Another appointment has the code.');
      await queries.query(
        `INSERT INTO queue_appointments (id, branch_id, code, service_id, at, day)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id)
         DO UPDATE SET code = excluded.code, service_id = excluded.service_id,
           at = excluded.at, day = excluded.day
         WHERE NOT EXISTS (
           SELECT 1 FROM queue_entries WHERE appointment_id = excluded.id)`,
        [id, branchId, code, serviceId, at, dayInBranch(Date.parse(at))],
      );
    }
    return appointments.map(({ id }) => id);
  });
}

/** Throws a `ProblemError`: not-found, conflict where the visitor has checked in. */
export async function cancelAppointment(
  database: Database,
  { branchId, appointmentId }: { branchId: string; appointmentId: string },
): Promise<void> {
  await inBranch(database, branchId, async (queries) => {
    const [found] = await queries.query<{ came: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM queue_entries e WHERE e.appointment_id = a.id) AS came
       FROM queue_appointments a WHERE a.branch_id = $1 AND a.id = $2`,
      [branchId, appointmentId],
    );
    if (!found) throw new ProblemError('not-found', 'The branch has no such appointment.');
    if (found.came) throw new ProblemError('conflict', 'The visitor has checked in already.');
    await queries.query('DELETE FROM queue_appointments WHERE id = $1', [appointmentId]);
  });
}
