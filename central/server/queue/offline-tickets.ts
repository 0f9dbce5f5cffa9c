import type { OfflineTicket, OfflineTicketsAnswer } from '../../contract/queue.ts';
import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import type { Database, Queries } from '../database/database.ts';
import { inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { readConfiguration } from './configuration.ts';
import { addEntry, changeEntry, findEntry } from './entry-changes.ts';
import type { LeaseRow } from './leases.ts';
import { kioskActor } from './names.ts';
import { newEntry, newFollowToken } from './new-entry.ts';
import { ticketOf } from './number-blocks.ts';
import { countTicket } from './numbers.ts';
import type { StoredEntry } from './stored-entry.ts';

/**
 * Tickets that kiosks gave by themselves, each in effect once, however often it is sent. A ticket
 * whose question had got through after all, and only its answer was lost, is renumbered: the number
 * on the visitor's paper counts.
 */

export interface TicketReport {
  readonly kiosk: KioskIdentity;
  readonly tickets: readonly OfflineTicket[];
  readonly now: number;
}

type Refusal = OfflineTicketsAnswer['refused'][number]['reason'];

/** All tickets of a report, or none. */
export async function storeOfflineTickets(
  database: Database,
  { kiosk, tickets, now }: TicketReport,
): Promise<OfflineTicketsAnswer> {
  return inBranch(database, kiosk.branchId, async (queries) => {
    const configuration = await readConfiguration(queries, kiosk.branchId);
    const stored = new Set<string>();
    const refused: OfflineTicketsAnswer['refused'] = [];
    for (const ticket of tickets) {
      const refusal = await storeTicket(queries, { kiosk, ticket, configuration, now });
      if (refusal === null) stored.add(ticket.id);
      else refused.push({ id: ticket.id, reason: refusal });
    }
    return { stored: [...stored], refused };
  });
}

interface Storing {
  readonly kiosk: KioskIdentity;
  readonly ticket: OfflineTicket;
  readonly configuration: QueueConfiguration;
  readonly now: number;
}

async function storeTicket(queries: Queries, storing: Storing): Promise<Refusal | null> {
  const { kiosk, ticket, now } = storing;
  const [lease] = await queries.query<LeaseRow>(
    'SELECT * FROM number_leases WHERE id = $1 AND kiosk_id = $2',
    [ticket.leaseId, kiosk.id],
  );
  if (!lease) return 'lease-unknown';
  if (ticket.number < lease.first_number || ticket.number > lease.last_number) {
    return 'number-not-leased';
  }
  const number = ticketOf(lease.prefix, ticket.number, lease.digits);
  const holder = await holderOf(queries, ticket, number);
  if (holder !== null) return holder === ticket.id ? null : 'number-given';
  const known = await findEntry(queries, ticket.id);
  const givenAt = plausibleTime(ticket, lease, now);
  const day = dayInBranch(givenAt);
  if (known) return renumber(queries, { ...storing, known, number, day });
  const stored = newEntry({
    ...{ branchId: kiosk.branchId, kioskId: kiosk.id, id: ticket.id, leaseId: lease.id },
    ...{ day, ticket: number, serviceId: lease.service_id, now, queuedAt: givenAt },
    followToken: await freeToken(queries, ticket),
  });
  await addEntry(queries, { stored, actor: kioskActor(kiosk), now });
  if (day === dayInBranch(now)) await count(queries, storing, stored);
  return null;
}

/** Whose ticket the number of this lease is; a lease's number is nobody else's on any day. */
async function holderOf(
  queries: Queries,
  { leaseId }: OfflineTicket,
  number: string,
): Promise<string | null> {
  const [row] = await queries.query<{ id: string }>(
    'SELECT id FROM queue_entries WHERE lease_id = $1 AND ticket = $2',
    [leaseId, number],
  );
  return row?.id ?? null;
}

/** A token that another ticket has is none of this one; the visitor then waits without a phone. */
async function freeToken(queries: Queries, { id, followToken }: OfflineTicket): Promise<string> {
  const others = await queries.query(
    'SELECT 1 FROM queue_entries WHERE follow_token = $1 AND id <> $2',
    [followToken, id],
  );
  return others.length === 0 ? followToken : newFollowToken();
}

interface Renumbering {
  readonly known: StoredEntry;
  readonly number: string;
  readonly day: string;
}

async function renumber(
  queries: Queries,
  { kiosk, ticket, known, number, day, now }: Storing & Renumbering,
): Promise<Refusal | null> {
  if (known.kioskId !== kiosk.id || known.leaseId !== null) return 'number-given';
  const followToken = await freeToken(queries, ticket);
  await changeEntry(queries, {
    // As the slip says that the visitor holds.
    stored: { ...known, day, leaseId: ticket.leaseId, followToken },
    step: { kind: 'renumber', ticket: number },
    actor: kioskActor(kiosk),
    now,
  });
  return null;
}

/** A kiosk's clock may be wrong, but nobody gives a number before it was leased or after now. */
function plausibleTime({ at }: OfflineTicket, lease: LeaseRow, now: number): number {
  const latest = lease.closed_at?.getTime() ?? now;
  return Math.max(lease.granted_at.getTime(), Math.min(Date.parse(at), latest));
}

async function count(
  queries: Queries,
  { configuration }: Storing,
  { branchId, day, entry }: StoredEntry,
): Promise<void> {
  const service = configuration.services.find(({ id }) => id === entry.serviceId);
  if (service) await countTicket(queries, { branchId, day, service });
}
