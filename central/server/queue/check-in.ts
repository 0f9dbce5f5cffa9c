import type { Database, Queries } from '../database/database.ts';
import { inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readConfiguration } from './configuration.ts';
import { addEntry, findEntry } from './entry-changes.ts';
import { type Given, givenOf } from './issuing.ts';
import { kioskActor, serviceOf } from './names.ts';
import { newEntry } from './new-entry.ts';
import { takeTicketNumber } from './numbers.ts';
import type { StoredEntry } from './stored-entry.ts';

/**
 * Visitors come for their appointments. A code is checked in once: again, at whatever kiosk, it
 * shows the number it has, so nobody loses a place by a slip that did not print.
 */

/** Earlier, a visitor is told to come back. */
const OPENS_BEFORE_MS = 60 * 60_000;
/** Later, an appointment is over. */
const OVER_AFTER_MS = 60 * 60_000;

export interface CheckingIn {
  readonly kiosk: KioskIdentity;
  readonly entryId: string;
  readonly code: string;
  readonly now: number;
}

export type CheckedIn =
  | Given
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
  return inBranch(database, branchId, async (queries) => {
    const configuration = await readConfiguration(queries, branchId);
    const found = await findAppointment(queries, branchId, checking.code);
    if (!found) return { kind: 'unknown-code' };
    const known = found.entry_id === null ? null : await findEntry(queries, found.entry_id);
    if (known) return givenOf(known, configuration);
    const at = found.at.getTime();
    const { now } = checking;
    if (now < at - OPENS_BEFORE_MS) {
      return { kind: 'too-early', opensAt: new Date(at - OPENS_BEFORE_MS).toISOString() };
    }
    if (now > at + OVER_AFTER_MS) return { kind: 'over', at: found.at.toISOString() };
    const service = serviceOf(configuration, found.service_id);
    const stored = await enter(queries, checking, { service, appointment: { id: found.id, at } });
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
  { kiosk, entryId, now }: CheckingIn,
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
  const { id: kioskId, branchId } = kiosk;
  const ticket = await takeTicketNumber(queries, { branchId, day, service });
  if (ticket === null) return null;
  const stored = newEntry({
    ...{ branchId, kioskId, id: entryId, day, ticket, now, appointment },
    serviceId: service.id,
  });
  await addEntry(queries, { stored, actor: kioskActor(kiosk), now });
  return stored;
}
