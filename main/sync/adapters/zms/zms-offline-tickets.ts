import type { OfflineTicket, OfflineTicketsAnswer } from '../../../../central/contract/queue.ts';
import type { ZmsConfig } from '../../../../config/queue-system.ts';
import type { Asked } from '../queue-system.ts';
import { leaseOf } from './number-slices.ts';
import type { WallClock } from './wall-clock.ts';
import { askedOf, type ZmsAnswer } from './zms-client.ts';
import type { ZmsSession } from './zms-session.ts';
import { ticket, tickets, type ZmsTicket } from './zms-shapes.ts';
import type { ZmsStore } from './zms-store.ts';

/**
 * Tickets of the terminal's own numbers, registered when the line is back: zms-api.md, 8, A. Each
 * is looked for by its id before it is made, so that any answer may get lost and all may be
 * repeated.
 */

export interface OfflineTicketParts {
  readonly config: Pick<ZmsConfig, 'scopes' | 'offlineNumbers'>;
  readonly session: ZmsSession;
  readonly store: ZmsStore;
  readonly clock: WallClock;
  readonly now: () => number;
}

interface Placed {
  readonly id: string;
  readonly scopeId: number;
  readonly requestId: string | null;
  readonly number: string;
  /** Seconds since the epoch. */
  readonly at: number;
}

type Refused = OfflineTicketsAnswer['refused'][number];

export async function enterOfflineTickets(
  parts: OfflineTicketParts,
  given: readonly OfflineTicket[],
): Promise<Asked<OfflineTicketsAnswer>> {
  const stored: string[] = [];
  const refused: Refused[] = [];
  for (const each of given) {
    const placed = place(parts, each);
    if (typeof placed === 'string') {
      refused.push({ id: each.id, reason: placed });
      continue;
    }
    const entered = await enter(parts, placed);
    if (entered.kind === 'answered') {
      stored.push(each.id);
    } else if (stored.length + refused.length > 0) {
      break;
    } else {
      // Nothing is lost by a lost answer: the next time finds what this time did.
      return entered.kind === 'unknown' ? { kind: 'unreachable' } : askedOf(entered);
    }
  }
  return { kind: 'answered', body: { stored, refused } };
}

/** Leases end with their day: who took a number yesterday is not there any more. */
function place(
  { config, store, clock, now }: OfflineTicketParts,
  { id, leaseId, number, at }: OfflineTicket,
): Placed | Refused['reason'] {
  const slice = store.read().slices.find((each) => each.leaseId === leaseId);
  const instant = Date.parse(at);
  if (!slice || clock.day(instant) !== clock.day(now())) return 'lease-unknown';
  const { prefix, digits, firstNumber, lastNumber } = leaseOf(slice, config.offlineNumbers);
  if (number < firstNumber || number > lastNumber) return 'number-not-leased';
  const scope = config.scopes.find(({ services }) =>
    services.some(({ serviceId }) => serviceId === slice.serviceId),
  );
  if (!scope) return 'lease-unknown';
  const service = scope.services.find(({ serviceId }) => serviceId === slice.serviceId);
  return {
    id,
    scopeId: scope.id,
    requestId: service?.requestId ?? null,
    number: `${prefix}${String(number).padStart(digits, '0')}`,
    at: Math.floor(instant / 1000),
  };
}

async function enter(parts: OfflineTicketParts, placed: Placed): Promise<ZmsAnswer<unknown>> {
  const known = await find(parts, placed);
  if (known.kind !== 'answered') return known;
  const made = known.body === null ? await make(parts, placed) : { ...known, body: known.body };
  if (made.kind !== 'answered') return made;
  return isMisplaced(made.body, placed) ? putInPlace(parts, made.body, placed) : made;
}

/** Every number of a day and a terminal, also where several branches use the same prefix. */
function externalIdOf({ clock, now }: OfflineTicketParts, { id, number }: Placed): string {
  return `${clock.day(now())}:${number}:${id}`;
}

async function find(
  parts: OfflineTicketParts,
  placed: Placed,
): Promise<ZmsAnswer<ZmsTicket | null>> {
  const id = encodeURIComponent(externalIdOf(parts, placed));
  const path = `/process/externaluserid/${id}/`;
  const found = await parts.session.ask({ method: 'GET', path, answer: tickets, isWhole: true });
  if (found.kind === 'answered') return { ...found, body: found.body[0] ?? null };
  const isNone = found.kind === 'failed' && found.failure.meaning === 'empty';
  return isNone ? { kind: 'answered', body: null } : found;
}

function make(parts: OfflineTicketParts, placed: Placed): Promise<ZmsAnswer<ZmsTicket>> {
  const { scopeId, requestId, number, at } = placed;
  return parts.session.askAt(scopeId, {
    ...{ method: 'POST', path: '/workstation/process/waitingnumber/', changes: true },
    body: {
      scope: { id: scopeId },
      ...(requestId !== null && { requests: [{ id: requestId, source: 'dldb' }] }),
      displayNumber: number,
      externalUserId: externalIdOf(parts, placed),
      amendment: `Kiosk offline ${parts.clock.time(at * 1000)}`,
    },
    ...{ answer: ticket, isWhole: true },
  });
}

/** One that staff have called already stays with them. */
function isMisplaced({ status, queue }: ZmsTicket, { at }: Placed): boolean {
  return status === 'queued' && queue.callCount === 0 && queue.arrivalTime !== at;
}

function putInPlace(parts: OfflineTicketParts, found: ZmsTicket, { scopeId, at }: Placed) {
  return parts.session.askAt(scopeId, {
    ...{ method: 'POST', path: '/process/status/queued/', answer: ticket, changes: true },
    body: { ...found, queue: { ...found.queue, arrivalTime: at } },
  });
}
