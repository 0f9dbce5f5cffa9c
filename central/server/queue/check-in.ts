import type { QueueEntry } from '../../contract/queue.ts';
import type { Appointment } from '../../contract/queue-configuration.ts';
import type { Database, Queries } from '../database/database.ts';
import { lockBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readConfiguration } from './configuration.ts';
import { addEntry, findEntry } from './entry-changes.ts';
import { actorOf, newEntry, placeOf, serviceOf } from './give-ticket.ts';
import { takeTicketNumber } from './numbers.ts';

/**
 * Appointments, and visitors who come for them. A code is checked in once: again, at whatever
 * kiosk, it shows the number it has, so nobody loses a place by a slip that did not print.
 */

/** Earlier, a visitor is told to come back. */
const OPENS_BEFORE_MS = 60 * 60_000;
/** Later, an appointment is over. */
const OVER_AFTER_MS = 60 * 60_000;

/** Stores appointments, or replaces those not yet checked in. @returns the ids that now stand */
export async function storeAppointments(
  database: Database,
  { branchId, appointments }: { branchId: string; appointments: readonly Appointment[] },
): Promise<string[]> {
  return database.transaction(async (queries) => {
    await lockBranch(queries, branchId);
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

export interface CheckingIn {
  readonly kiosk: KioskIdentity;
  readonly entryId: string;
  readonly code: string;
  readonly now: number;
}

export type CheckedIn =
  | { readonly kind: 'given'; readonly entry: QueueEntry; readonly place: string }
  | { readonly kind: 'no-tickets-left' }
  | { readonly kind: 'unknown-code' }
  | { readonly kind: 'too-early'; readonly opensAt: string }
  | { readonly kind: 'over'; readonly at: string };

interface AppointmentRow {
  readonly id: string;
  readonly service_id: string;
  readonly at: Date;
  readonly entry_id: string | null;
}

/** Throws a `ProblemError`: service-not-offered, conflict. */
export async function checkIn(database: Database, checking: CheckingIn): Promise<CheckedIn> {
  const { branchId } = checking.kiosk;
  return database.transaction(async (queries) => {
    await lockBranch(queries, branchId);
    const configuration = await readConfiguration(queries, branchId);
    const found = await findAppointment(queries, branchId, checking.code);
    if (!found) return { kind: 'unknown-code' };
    const known = found.entry_id === null ? null : await findEntry(queries, found.entry_id);
    if (known) {
      const { entry } = known;
      return { kind: 'given', entry, place: placeOf(configuration, entry.serviceId) };
    }
    const at = found.at.getTime();
    const { now } = checking;
    if (now < at - OPENS_BEFORE_MS) {
      return { kind: 'too-early', opensAt: new Date(at - OPENS_BEFORE_MS).toISOString() };
    }
    if (now > at + OVER_AFTER_MS) return { kind: 'over', at: found.at.toISOString() };
    const service = serviceOf(configuration, found.service_id);
    const entry = await enter(queries, checking, { service, appointment: { id: found.id, at } });
    if (entry === null) return { kind: 'no-tickets-left' };
    return { kind: 'given', entry, place: placeOf(configuration, service.id) };
  });
}

async function findAppointment(
  queries: Queries,
  branchId: string,
  code: string,
): Promise<AppointmentRow | undefined> {
  const [row] = await queries.query<AppointmentRow>(
    `SELECT a.id, a.service_id, a.at, e.id AS entry_id
     FROM queue_appointments a LEFT JOIN queue_entries e ON e.appointment_id = a.id
     WHERE a.branch_id = $1 AND a.code = $2`,
    [branchId, code],
  );
  return row;
}

async function enter(
  queries: Queries,
  { kiosk, entryId, now }: CheckingIn,
  {
    service,
    appointment,
  }: {
    service: ReturnType<typeof serviceOf>;
    appointment: { id: string; at: number };
  },
): Promise<QueueEntry | null> {
  if (await findEntry(queries, entryId)) {
    throw new ProblemError('conflict', 'Another ticket has this id.');
  }
  const day = dayInBranch(now);
  const ticket = await takeTicketNumber(queries, { branchId: kiosk.branchId, day, service });
  if (ticket === null) return null;
  const stored = newEntry({ kiosk, id: entryId, day, ticket, service, now, appointment });
  await addEntry(queries, { stored, actor: actorOf(kiosk), now });
  return stored.entry;
}
