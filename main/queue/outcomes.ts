import type { z } from 'zod';
import type { KioskQueue, ticketAnswer } from '../../central/contract/queue.ts';
import type {
  NotGiven,
  OfferedService,
  QueueOffer,
  Ticket,
} from '../../state-machines/ports/queue.ts';
import type { RememberedOffer } from '../ledger/offer-table.ts';
import type { Asked } from '../sync/adapters/queue-system.ts';

/** What a queue system answers, as the machines know it. Pure. */

export type TicketGiven = Extract<z.infer<typeof ticketAnswer>, { readonly kind: 'given' }>;

export function liveOffer({ services }: KioskQueue): QueueOffer {
  const offered = services.map(
    ({ id, place, open, ticketsLeft, waiting, wait }): OfferedService => ({
      ...{ id, place, open, ticketsLeft, waiting, wait },
    }),
  );
  return {
    reading: 'live',
    services: Object.fromEntries(offered.map((service) => [service.id, service])),
  };
}

/** A refusal that IT must mend is one of this terminal, any other one of the service. */
export function refusedTicket({ mendedBy }: Extract<Asked<never>, { kind: 'refused' }>): NotGiven {
  return mendedBy === 'it'
    ? { kind: 'not-admitted' }
    : { kind: 'not-open', open: { kind: 'closed' } };
}

export function ticketOf(
  { entry, place, wait, followToken }: TicketGiven,
  { remembered, followPage }: { remembered: RememberedOffer | null; followPage: string | null },
): Ticket {
  return {
    number: entry.ticket,
    serviceId: entry.serviceId,
    place,
    wait,
    appointmentAt: entry.appointmentAt,
    followUrl: followUrl(followPage, followToken),
    slipText: serviceIn(remembered, entry.serviceId)?.slipText ?? null,
  };
}

/** The token stands after the `#`, so that no server on the way logs it. */
export function followUrl(followPage: string | null, token: string): string | null {
  return followPage === null ? null : `${followPage}#${token}`;
}

export function serviceIn(
  remembered: RememberedOffer | null,
  serviceId: string,
): KioskQueue['services'][number] | undefined {
  return remembered?.offer.services.find(({ id }) => id === serviceId);
}
