import type { OpenState, WaitRange } from '../../central/contract/queue.ts';

/** What flows need from the queue of the branch, whichever system keeps it. */

/** One service of the queue as a visitor may choose it now. */
export interface OfferedService {
  readonly id: string;
  /** Where to wait. */
  readonly place: string;
  readonly open: OpenState;
  /** Today; null: as many as there are numbers. */
  readonly ticketsLeft: number | null;
  readonly waiting: number;
  readonly wait: WaitRange;
}

export interface QueueOffer {
  /** By the service's id; a service that is not among them is not offered here. */
  readonly services: Readonly<Record<string, OfferedService>>;
  /** `remembered`: the queue system cannot be reached; waits are not told, numbers come from leases. */
  readonly reading: 'live' | 'remembered';
}

export type ReadOfferOutcome =
  | { readonly kind: 'read'; readonly offer: QueueOffer }
  /** Nothing is known, and nothing was ever. */
  | { readonly kind: 'unreachable' }
  /** This terminal belongs to no queue. */
  | { readonly kind: 'not-admitted' };

export interface Ticket {
  /** As it is printed, shown and said, e.g. `A017`. */
  readonly number: string;
  readonly serviceId: string;
  readonly place: string;
  readonly wait: WaitRange;
  /** ISO 8601, UTC. */
  readonly appointmentAt: string | null;
  /** Address of the page for a phone; null where there is none. */
  readonly followUrl: string | null;
  readonly slipText: string | null;
}

export type NotGiven =
  | { readonly kind: 'not-open'; readonly open: OpenState }
  | { readonly kind: 'no-tickets-left' }
  /** The queue system cannot be reached, and this terminal holds no numbers. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-admitted' };

export type TakeTicketOutcome = { readonly kind: 'given'; readonly ticket: Ticket } | NotGiven;

export type CheckInOutcome =
  | TakeTicketOutcome
  | { readonly kind: 'unknown-code' }
  /** ISO 8601, UTC. */
  | { readonly kind: 'too-early'; readonly opensAt: string }
  | { readonly kind: 'over'; readonly at: string };
