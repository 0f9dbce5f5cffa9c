import type { Appointment, AppointmentList } from '../../contract/queue-configuration.ts';
import type { Database, Queries } from '../database/database.ts';
import { inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type Author, noteChange, readConfiguration } from './configuration.ts';
import { serviceOf } from './names.ts';

/**
 * Appointments as the branch's appointment book tells of them. The log of the branch says who
 * stored and who took back which; codes do not stand there.
 */

interface Booking {
  readonly staff: Author;
  readonly now: number;
}

/**
 * Stores appointments, or replaces those not yet checked in. Throws a `ProblemError`:
 * service-not-offered, conflict. @returns the ids that now stand
 */
export async function storeAppointments(
  database: Database,
  { staff, appointments, now }: Booking & { readonly appointments: readonly Appointment[] },
): Promise<string[]> {
  const { branchId } = staff;
  return inBranch(database, branchId, async (queries) => {
    const configuration = await readConfiguration(queries, branchId);
    const changed: Appointment[] = [];
    for (const appointment of appointments) {
      serviceOf(configuration, appointment.serviceId);
      if (await storeOne(queries, branchId, appointment)) changed.push(appointment);
    }
    if (changed.length > 0) {
      const detail = { appointments: changed.map(({ code: _, ...rest }) => rest) };
      await noteChange(queries, { staff, kind: 'queue-appointments', detail, now });
    }
    return appointments.map(({ id }) => id);
  });
}

/** @returns whether it is new or other than before */
async function storeOne(
  queries: Queries,
  branchId: string,
  { id, code, serviceId, at }: Appointment,
): Promise<boolean> {
  const taken = await queries.query(
    `SELECT 1 FROM queue_appointments
     WHERE (branch_id = $1 AND code = $3 AND id <> $2) OR (id = $2 AND branch_id <> $1)`,
    [branchId, id, code],
  );
  if (taken.length > 0) throw new ProblemError('conflict', 'Another appointment has the code.');
  const stored = await queries.query(
    `INSERT INTO queue_appointments AS a (id, branch_id, code, service_id, at, day)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id)
     DO UPDATE SET code = excluded.code, service_id = excluded.service_id,
       at = excluded.at, day = excluded.day
     WHERE (a.code, a.service_id, a.at) IS DISTINCT FROM
         (excluded.code, excluded.service_id, excluded.at)
       AND NOT EXISTS (SELECT 1 FROM queue_entries WHERE appointment_id = excluded.id)
     RETURNING id`,
    [id, branchId, code, serviceId, at, dayInBranch(Date.parse(at))],
  );
  return stored.length > 0;
}

/** Throws a `ProblemError`: not-found, conflict where the visitor has checked in. */
export async function cancelAppointment(
  database: Database,
  { staff, appointmentId, now }: Booking & { readonly appointmentId: string },
): Promise<void> {
  const { branchId } = staff;
  await inBranch(database, branchId, async (queries) => {
    const [found] = await queries.query<{ service_id: string; at: Date; came: boolean }>(
      `SELECT service_id, at,
         EXISTS (SELECT 1 FROM queue_entries e WHERE e.appointment_id = a.id) AS came
       FROM queue_appointments a WHERE a.branch_id = $1 AND a.id = $2`,
      [branchId, appointmentId],
    );
    if (!found) throw new ProblemError('not-found', 'The branch has no such appointment.');
    if (found.came) throw new ProblemError('conflict', 'The visitor has checked in already.');
    await queries.query('DELETE FROM queue_appointments WHERE id = $1', [appointmentId]);
    const { service_id: serviceId, at } = found;
    const detail = { appointmentId, serviceId, at: at.toISOString() };
    await noteChange(queries, { staff, kind: 'queue-appointment-cancel', detail, now });
  });
}

/** Today's, in the order of their times, and who has come. */
export async function listAppointments(
  queries: Queries,
  branchId: string,
  now: number,
): Promise<AppointmentList['appointments']> {
  const rows = await queries.query<{
    id: string;
    code: string;
    service_id: string;
    at: Date;
    entry_id: string | null;
    ticket: string | null;
  }>(
    `SELECT a.id, a.code, a.service_id, a.at, e.id AS entry_id, e.ticket
     FROM queue_appointments a LEFT JOIN queue_entries e ON e.appointment_id = a.id
     WHERE a.branch_id = $1 AND a.day = $2 ORDER BY a.at, a.id`,
    [branchId, dayInBranch(now)],
  );
  return rows.map(({ id, code, service_id: serviceId, at, entry_id: entryId, ticket }) => ({
    ...{ id, code, serviceId, at: at.toISOString(), entryId, ticket },
  }));
}
