import type { Database } from '../database/database.ts';
import type { KioskIdentity, StaffIdentity } from '../http/identities.ts';
import { createIssuing } from './issue-tickets.ts';
import type { TicketAsked, TicketGiven } from './issuing.ts';
import { kioskActor, staffActor } from './names.ts';
import { createTicketLine } from './ticket-line.ts';

/**
 * A visitor takes a ticket at a kiosk that reaches the central system, or staff give one. One id is
 * one ticket: the same question again gets the same ticket, also after the branch has closed.
 */

export interface TicketGiving {
  readonly kiosk: KioskIdentity;
  readonly entryId: string;
  readonly serviceId: string;
  readonly now: number;
}

/** Rejects with a `ProblemError`: service-not-offered, conflict. */
export function giveTicket(
  database: Database,
  { kiosk, entryId, serviceId, now }: TicketGiving,
): Promise<TicketGiven> {
  return lineOf(database)({
    ...{ branchId: kiosk.branchId, entryId, serviceId, now },
    ...{ actor: kioskActor(kiosk), kioskId: kiosk.id, preferred: false, note: null },
  });
}

export interface StaffTicketGiving {
  readonly staff: StaffIdentity;
  readonly entryId: string;
  readonly serviceId: string;
  readonly preferred: boolean;
  readonly note: string | null;
  readonly now: number;
}

/**
 * Also outside opening hours, above the limit and where kiosks give none: staff decide. Rejects
 * with a `ProblemError`: service-not-offered, conflict.
 */
export function giveStaffTicket(
  database: Database,
  { staff, ...asked }: StaffTicketGiving,
): Promise<TicketGiven> {
  const { branchId } = staff;
  return lineOf(database)({ ...asked, branchId, actor: staffActor(staff), kioskId: null });
}

/** A node has one line, whoever asks. */
const lines = new WeakMap<Database, (asked: TicketAsked) => Promise<TicketGiven>>();

function lineOf(database: Database): (asked: TicketAsked) => Promise<TicketGiven> {
  const known = lines.get(database);
  if (known) return known;
  const line = createTicketLine(createIssuing(database));
  lines.set(database, line);
  return line;
}
