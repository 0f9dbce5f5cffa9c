import { randomBytes } from 'node:crypto';
import type { TakeTicketOutcome } from '../../state-machines/ports/queue.ts';
import type { OfferTable } from '../ledger/offer-table.ts';
import type { TicketTable } from '../ledger/ticket-table.ts';
import { offlineOffer } from './offline-offer.ts';
import { followUrl, serviceIn } from './outcomes.ts';

/** A ticket with a number of this terminal's leases, by what it remembers of the offer. */

export interface GivingAlone {
  /** Of the wish: the ticket keeps it when it is reported. */
  readonly id: string;
  readonly serviceId: string;
  readonly offers: Pick<OfferTable, 'remembered'>;
  readonly tickets: Pick<TicketTable, 'giveLeased' | 'leasedSince'>;
  readonly now: number;
  readonly timeZone: string;
  readonly followPage: string | null;
}

const FOLLOW_TOKEN_BYTES = 16;

/** The number is used up in the ledger when this returns. */
export function giveAlone(giving: GivingAlone): TakeTicketOutcome {
  const { id, serviceId, offers, tickets, now, timeZone } = giving;
  const remembered = offers.remembered();
  if (!remembered) return { kind: 'unreachable' };
  const givenSince = tickets.leasedSince(remembered.at);
  const offer = offlineOffer({ remembered, now, timeZone, givenSince });
  const open = offer.services[serviceId]?.open ?? { kind: 'closed' };
  if (open.kind !== 'open') return { kind: 'not-open', open };
  if (offer.services[serviceId]?.ticketsLeft === 0) return { kind: 'no-tickets-left' };
  const followToken = randomBytes(FOLLOW_TOKEN_BYTES).toString('base64url');
  const leased = tickets.giveLeased({ id, serviceId, followToken });
  if (!leased) return { kind: 'unreachable' };
  const service = serviceIn(remembered, serviceId);
  return {
    kind: 'given',
    ticket: {
      number: leased.ticket,
      serviceId,
      place: service?.place ?? '',
      wait: null,
      appointmentAt: null,
      followUrl: followUrl(giving.followPage, followToken),
      slipText: service?.slipText ?? null,
    },
  };
}
