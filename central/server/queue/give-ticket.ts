import type { QueueEntry } from '../../contract/queue.ts';
import type { QueueConfiguration, QueueService } from '../../contract/queue-configuration.ts';
import type { Database } from '../database/database.ts';
import { lockBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readConfiguration } from './configuration.ts';
import { addEntry, findEntry } from './entry-changes.ts';
import { countTicket, givenToday, type NumberPlace, takeTicketNumber } from './numbers.ts';
import { openStateOf, ticketsLeft } from './opening.ts';
import type { StoredEntry } from './stored-entry.ts';

/**
 * A visitor takes a ticket at a kiosk that reaches the central system. One id is one ticket: the
 * same question again gets the same ticket, also after the branch has closed.
 */

export interface TicketGiving {
  readonly kiosk: KioskIdentity;
  readonly entryId: string;
  readonly serviceId: string;
  readonly now: number;
}

export type TicketGiven =
  | { readonly kind: 'given'; readonly entry: QueueEntry; readonly place: string }
  | { readonly kind: 'not-open'; readonly open: ReturnType<typeof openStateOf> }
  | { readonly kind: 'no-tickets-left' };

/** Throws a `ProblemError`: service-not-offered, conflict. */
export async function giveTicket(database: Database, giving: TicketGiving): Promise<TicketGiven> {
  const { kiosk, entryId, now } = giving;
  const { branchId } = kiosk;
  return database.transaction(async (queries) => {
    await lockBranch(queries, branchId);
    const configuration = await readConfiguration(queries, branchId);
    const stored = await findEntry(queries, entryId);
    if (stored) return again(stored, configuration, giving);
    const service = serviceOf(configuration, giving.serviceId);
    const open = openStateOf(configuration, service, now);
    if (open.kind !== 'open') return { kind: 'not-open', open };
    const place: NumberPlace = { branchId, day: dayInBranch(now), service };
    const given = await givenToday(queries, branchId, place.day);
    if (ticketsLeft(service, given.get(service.id) ?? 0) === 0) return { kind: 'no-tickets-left' };
    const ticket = await takeTicketNumber(queries, place);
    if (ticket === null) return { kind: 'no-tickets-left' };
    const added = newEntry({ kiosk, day: place.day, id: entryId, ticket, service, now });
    await addEntry(queries, { stored: added, actor: actorOf(kiosk), now });
    await countTicket(queries, place);
    return { kind: 'given', entry: added.entry, place: placeOf(configuration, service.id) };
  });
}

/** Throws a `ProblemError`: service-not-offered. */
export function serviceOf({ services }: QueueConfiguration, serviceId: string): QueueService {
  const service = services.find(({ id }) => id === serviceId);
  if (service) return service;
  throw new ProblemError('service-not-offered', 'This branch does not offer the service.');
}

/** Where whoever has a ticket of the service waits. */
export function placeOf({ queues, services }: QueueConfiguration, serviceId: string): string {
  const queueId = services.find(({ id }) => id === serviceId)?.queueId;
  return queues.find(({ id }) => id === queueId)?.place ?? '–';
}

export function actorOf({ id, name }: KioskIdentity) {
  return { kind: 'kiosk', id, name } as const;
}

export interface EntryParts {
  readonly kiosk: KioskIdentity;
  readonly id: string;
  readonly day: string;
  readonly ticket: string;
  readonly service: { readonly id: string };
  readonly now: number;
  readonly queuedAt?: number;
  readonly leaseId?: string;
  readonly appointment?: { readonly id: string; readonly at: number };
}

export function newEntry(parts: EntryParts): StoredEntry {
  const { kiosk, id, day, ticket, service, now, appointment } = parts;
  const changedAt = new Date(now).toISOString();
  return {
    branchId: kiosk.branchId,
    day,
    entry: {
      id,
      kind: appointment === undefined ? 'walk-in' : 'appointment',
      ticket,
      serviceId: service.id,
      state: 'waiting',
      queuedAt: new Date(parts.queuedAt ?? now).toISOString(),
      appointmentAt: appointment === undefined ? null : new Date(appointment.at).toISOString(),
      calls: 0,
      calledAt: null,
      counter: null,
      note: null,
      forwardedFrom: null,
      requestId: null,
      changedAt,
    },
    appointmentId: appointment?.id ?? null,
    kioskId: kiosk.id,
    leaseId: parts.leaseId ?? null,
    heldSince: null,
  };
}

function again(
  { entry, kioskId }: StoredEntry,
  configuration: QueueConfiguration,
  { kiosk, serviceId }: TicketGiving,
): TicketGiven {
  // A counter may have forwarded it meanwhile; then it was first for the other service.
  const isSame = entry.serviceId === serviceId || entry.forwardedFrom !== null;
  if (kioskId !== kiosk.id || entry.kind !== 'walk-in' || !isSame) {
    throw new ProblemError('conflict', 'Another ticket has this id.');
  }
  return { kind: 'given', entry, place: placeOf(configuration, entry.serviceId) };
}
