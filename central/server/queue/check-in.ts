import type { Database, Queries } from '../database/database.ts';
import { type Actor, inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { KioskIdentity, StaffIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readConfiguration } from './configuration.ts';
import { addEntry, findEntry } from './entry-changes.ts';
import { type Given, givenOf } from './issuing.ts';
import { kioskActor, serviceOf, staffActor } from './names.ts';
import { newEntry } from './new-entry.ts';
import { takeTicketNumber } from './numbers.ts';
import type { StoredEntry } from './stored-entry.ts';

/**
 * Visitors come for their appointments. A code is checked in once: again, at whatever kiosk, it
 * shows the number it has, so nobody loses a place by a slip that did not print. Staff decide
 * themselves about who is early or late.
 */

/** Earlier, a visitor is told to come back. */
const OPENS_BEFORE_MS = 60 * 60_000;
/** Later, an appointment is over. */
const OVER_AFTER_MS = 60 * 60_000;

interface Code {
  readonly entryId: string;
  readonly code: string;
  readonly now: number;
}

export type CheckedInByStaff =
  | Given
  | { readonly kind: 'no-tickets-left' }
  | { readonly kind: 'unknown-code' };

type OutOfTime =
  | { readonly kind: 'too-early'; readonly opensAt: string }
  | { readonly kind: 'over'; readonly at: string };

export type CheckedIn = CheckedInByStaff | OutOfTime;

interface AppointmentRow {
  readonly id: string;
  readonly service_id: string;
  readonly at: Date;
  readonly entry_id: string | null;
}

/** Throws a `ProblemError`: service-not-offered, conflict. */
export function checkIn(
  database: Database,
  { kiosk, ...code }: Code & { readonly kiosk: KioskIdentity },
): Promise<CheckedIn> {
  const { id: kioskId, branchId } = kiosk;
  const coming = { ...code, branchId, kioskId, actor: kioskActor(kiosk) };
  return come(database, coming, (at) => outOfTime(at, code.now));
}

/** Throws a `ProblemError`: service-not-offered, conflict. */
export function checkInByStaff(
  database: Database,
  { staff, ...code }: Code & { readonly staff: StaffIdentity },
): Promise<CheckedInByStaff> {
  const coming = { ...code, branchId: staff.branchId, kioskId: null, actor: staffActor(staff) };
  return come<never>(database, coming, () => null);
}

interface Coming extends Code {
  readonly branchId: string;
  /** Null: staff check them in. */
  readonly kioskId: string | null;
  readonly actor: Actor;
}

function outOfTime(at: number, now: number): OutOfTime | null {
  if (now < at - OPENS_BEFORE_MS) {
    return { kind: 'too-early', opensAt: new Date(at - OPENS_BEFORE_MS).toISOString() };
  }
  return now > at + OVER_AFTER_MS ? { kind: 'over', at: new Date(at).toISOString() } : null;
}

function come<Refusal>(
  database: Database,
  coming: Coming,
  refusalAt: (appointmentAt: number) => Refusal | null,
): Promise<CheckedInByStaff | Refusal> {
  const { branchId } = coming;
  return inBranch<CheckedInByStaff | Refusal>(database, branchId, async (queries) => {
    const configuration = await readConfiguration(queries, branchId);
    const found = await findAppointment(queries, branchId, coming.code);
    if (!found) return { kind: 'unknown-code' };
    const known = found.entry_id === null ? null : await findEntry(queries, found.entry_id);
    if (known) return givenOf(known, configuration);
    const at = found.at.getTime();
    const refusal = refusalAt(at);
    if (refusal !== null) return refusal;
    const service = serviceOf(configuration, found.service_id);
    const stored = await enter(queries, coming, { service, appointment: { id: found.id, at } });
    return stored === null ? { kind: 'no-tickets-left' } : givenOf(stored, configuration);
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
  { branchId, kioskId, actor, entryId, now }: Coming,
  {
    service,
    appointment,
  }: {
    service: ReturnType<typeof serviceOf>;
    appointment: { id: string; at: number };
  },
): Promise<StoredEntry | null> {
  if (await findEntry(queries, entryId)) {
    throw new ProblemError('conflict', 'Another ticket has this id.');
  }
  const day = dayInBranch(now);
  const ticket = await takeTicketNumber(queries, { branchId, day, service });
  if (ticket === null) return null;
  const stored = newEntry({
    ...{ branchId, id: entryId, day, ticket, now, appointment },
    ...(kioskId === null ? {} : { kioskId }),
    serviceId: service.id,
  });
  await addEntry(queries, { stored, actor, now });
  return stored;
}
