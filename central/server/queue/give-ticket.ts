import type { OpenState, QueueEntry } from '../../contract/queue.ts';
import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import type { Database, Queries } from '../database/database.ts';
import { type Actor, lockBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { KioskIdentity, StaffIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readConfiguration } from './configuration.ts';
import { addEntry, findEntry } from './entry-changes.ts';
import { kioskActor, placeOf, serviceOf, staffActor } from './names.ts';
import { type EntryParts, newEntry } from './new-entry.ts';
import { countTicket, givenToday, type NumberPlace, takeTicketNumber } from './numbers.ts';
import { openStateOf, ticketsLeft } from './opening.ts';
import type { StoredEntry } from './stored-entry.ts';
import { readSwitchedOff } from './switches.ts';

/**
 * A visitor takes a ticket at a kiosk that reaches the central system, or staff give one. One id is
 * one ticket: the same question again gets the same ticket, also after the branch has closed.
 */

export interface Given {
  readonly kind: 'given';
  readonly entry: QueueEntry;
  readonly place: string;
  readonly followToken: string;
}

export type TicketGiven =
  | Given
  | { readonly kind: 'not-open'; readonly open: OpenState }
  | { readonly kind: 'no-tickets-left' };

export interface TicketGiving {
  readonly kiosk: KioskIdentity;
  readonly entryId: string;
  readonly serviceId: string;
  readonly now: number;
}

/** Throws a `ProblemError`: service-not-offered, conflict. */
export async function giveTicket(database: Database, giving: TicketGiving): Promise<TicketGiven> {
  const { kiosk, entryId: id, serviceId, now } = giving;
  const { branchId } = kiosk;
  return database.transaction(async (queries) => {
    await lockBranch(queries, branchId);
    const configuration = await readConfiguration(queries, branchId);
    const stored = await findEntry(queries, id);
    if (stored) return again(stored, configuration, { branchId, kioskId: kiosk.id, serviceId });
    const service = serviceOf(configuration, serviceId);
    const isSwitchedOff = (await readSwitchedOff(queries, branchId)).has(serviceId);
    const open = openStateOf(configuration, service, { now, isSwitchedOff });
    if (open.kind !== 'open') return { kind: 'not-open', open };
    const place: NumberPlace = { branchId, day: dayInBranch(now), service };
    const given = await givenToday(queries, branchId, place.day);
    if (ticketsLeft(service, given.get(service.id) ?? 0) === 0) return { kind: 'no-tickets-left' };
    const actor = kioskActor(kiosk);
    const parts = { id, kioskId: kiosk.id, now };
    return enter(queries, { configuration, place, actor, parts });
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
 * Also outside opening hours, above the limit and where kiosks give none: staff decide. Throws a
 * `ProblemError`: service-not-offered, conflict.
 */
export async function giveStaffTicket(
  database: Database,
  { staff, entryId: id, serviceId, preferred, note, now }: StaffTicketGiving,
): Promise<TicketGiven> {
  const { branchId } = staff;
  return database.transaction(async (queries) => {
    await lockBranch(queries, branchId);
    const configuration = await readConfiguration(queries, branchId);
    const stored = await findEntry(queries, id);
    if (stored) return again(stored, configuration, { branchId, kioskId: null, serviceId });
    const service = serviceOf(configuration, serviceId);
    const place: NumberPlace = { branchId, day: dayInBranch(now), service };
    const actor = staffActor(staff);
    return enter(queries, { configuration, place, actor, parts: { id, preferred, note, now } });
  });
}

interface Entering {
  readonly configuration: QueueConfiguration;
  readonly place: NumberPlace;
  readonly actor: Actor;
  readonly parts: Omit<EntryParts, 'branchId' | 'day' | 'ticket' | 'serviceId'>;
}

async function enter(
  queries: Queries,
  { configuration, place, actor, parts }: Entering,
): Promise<TicketGiven> {
  const ticket = await takeTicketNumber(queries, place);
  if (ticket === null) return { kind: 'no-tickets-left' };
  const { branchId, day, service } = place;
  const added = newEntry({ ...parts, branchId, day, ticket, serviceId: service.id });
  await addEntry(queries, { stored: added, actor, now: parts.now });
  await countTicket(queries, place);
  return givenOf(added, configuration);
}

export function givenOf(
  { entry, followToken }: StoredEntry,
  configuration: QueueConfiguration,
): Given {
  return { kind: 'given', entry, place: placeOf(configuration, entry.serviceId), followToken };
}

/** Throws a `ProblemError`: conflict, where the id is another ticket's. */
function again(
  stored: StoredEntry,
  configuration: QueueConfiguration,
  asked: { branchId: string; kioskId: string | null; serviceId: string },
): Given {
  const { entry, branchId, kioskId } = stored;
  // A counter may have forwarded it meanwhile; then it was first for the other service.
  const isSame = entry.serviceId === asked.serviceId || entry.forwardedFrom !== null;
  const isOfAsker = branchId === asked.branchId && kioskId === asked.kioskId;
  if (!isOfAsker || entry.kind !== 'walk-in' || !isSame) {
    throw new ProblemError('conflict', 'Another ticket has this id.');
  }
  return givenOf(stored, configuration);
}
