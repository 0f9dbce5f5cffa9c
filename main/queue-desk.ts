import type { PrintOutcome } from '../state-machines/ports/printer.ts';
import type {
  CheckInOutcome,
  ReadOfferOutcome,
  TakeTicketOutcome,
} from '../state-machines/ports/queue.ts';
import type { Ledger } from './ledger/ledger.ts';
import { unlessLedgerFails } from './ledger/ledger-fault.ts';
import type { Log } from './log/log.ts';
import { giveAlone } from './queue/give-alone.ts';
import { offlineOffer } from './queue/offline-offer.ts';
import { liveOffer, refusedTicket, type TicketGiven, ticketOf } from './queue/outcomes.ts';
import { createWishes, type Wish } from './queue/wishes.ts';
import type { QueueSystem } from './sync/adapters/queue-system.ts';

/**
 * The queue of the branch as the machines ask for it. Every wish for a ticket is in the ledger
 * before the queue system hears of it, and every number before the visitor does. While the queue
 * system is away, the terminal offers what it remembers and gives the numbers it holds.
 */
export interface QueueDesk {
  readOffer(): Promise<ReadOfferOutcome>;
  /** Asked for again in the same transaction it is the same ticket. */
  takeTicket(wish: { readonly serviceId: string }): Promise<TakeTicketOutcome>;
  checkIn(wish: { readonly code: string }): Promise<CheckInOutcome>;
  /** What became of the paper of the ticket given last. */
  notePaper(outcome: PrintOutcome['kind']): void;
}

/** A queue system, and where phones find the page that shows how long it will be. */
export interface QueueAccess {
  readonly system: QueueSystem;
  /** e.g. `https://zentrale.example/follow/`; null where there is no such page. */
  readonly followPage: string | null;
}

export interface QueueDeskParts extends QueueAccess {
  readonly ledger: Pick<Ledger, 'tickets' | 'offers'>;
  readonly currentId: () => string;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timeZone: string;
  /** There is a ticket to report, and a number to replace. */
  readonly onLeasedNumberGiven: () => void;
}

/** Of a terminal that belongs to no queue. */
export const NO_QUEUE_DESK: QueueDesk = {
  readOffer: async () => ({ kind: 'not-admitted' }),
  takeTicket: async () => ({ kind: 'not-admitted' }),
  checkIn: async () => ({ kind: 'not-admitted' }),
  notePaper: () => {},
};

export function createQueueDesk(parts: QueueDeskParts): QueueDesk {
  const { system, log } = parts;
  const { offers, tickets } = parts.ledger;
  const toTake = createWishes<TakeTicketOutcome>(tickets);
  const toCheckIn = createWishes<CheckInOutcome>(tickets);
  const handout = createHandout(parts);
  const take = async (wish: Wish, serviceId: string): Promise<TakeTicketOutcome> => {
    if (wish.isInDoubt) return handout.fromLease(wish.id, serviceId);
    const asked = await system.giveTicket({ id: wish.id, serviceId });
    if (asked.kind === 'answered') {
      return asked.body.kind === 'given' ? handout.given(wish.id, asked.body) : asked.body;
    }
    if (asked.kind === 'refused') return refusedTicket(asked);
    wish.isInDoubt = asked.kind === 'unknown';
    return handout.fromLease(wish.id, serviceId);
  };
  const enter = async (wish: Wish, code: string): Promise<CheckInOutcome> => {
    if (wish.isInDoubt) return { kind: 'unreachable' };
    const asked = await system.checkIn({ id: wish.id, code });
    if (asked.kind === 'answered') {
      return asked.body.kind === 'given' ? handout.given(wish.id, asked.body) : asked.body;
    }
    if (asked.kind === 'refused') return refusedTicket(asked);
    wish.isInDoubt = asked.kind === 'unknown';
    return { kind: 'unreachable' };
  };
  const wished = (key: string, serviceId: string | null) => {
    const transactionId = parts.currentId();
    return { transactionId, key, serviceId };
  };
  return {
    async readOffer() {
      const asked = await system.readOffer();
      if (asked.kind === 'refused') return { kind: 'not-admitted' };
      if (asked.kind !== 'answered') return offerAlone(parts);
      unlessLedgerFails(log, () => offers.remember(asked.body));
      return { kind: 'read', offer: liveOffer(asked.body) };
    },
    takeTicket: async ({ serviceId }) =>
      toTake.once(wished(serviceId, serviceId), (wish) => take(wish, serviceId)),
    checkIn: async ({ code }) => toCheckIn.once(wished(code, null), (wish) => enter(wish, code)),
    notePaper: handout.notePaper,
  };
}

function offerAlone({ ledger, now, timeZone }: QueueDeskParts): ReadOfferOutcome {
  const remembered = ledger.offers.remembered();
  if (!remembered) return { kind: 'unreachable' };
  const givenSince = ledger.tickets.leasedSince(remembered.at);
  const offer = offlineOffer({ remembered, now: now(), timeZone, givenSince });
  return { kind: 'read', offer };
}

/** Notes whose ticket was given last, because the paper comes out later. */
function createHandout(parts: QueueDeskParts) {
  const { log, timeZone, followPage } = parts;
  const { offers, tickets } = parts.ledger;
  let latestGiven: string | null = null;
  return {
    given(id: string, answer: TicketGiven): TakeTicketOutcome {
      const { ticket: number, serviceId } = answer.entry;
      latestGiven = id;
      // Given is given, whether or not it can be written down.
      unlessLedgerFails(log, () => tickets.given(id, { number, serviceId }));
      return {
        kind: 'given',
        ticket: ticketOf(answer, { remembered: offers.remembered(), followPage }),
      };
    },
    fromLease(id: string, serviceId: string): TakeTicketOutcome {
      const now = parts.now();
      const outcome = giveAlone({ id, serviceId, offers, tickets, now, timeZone, followPage });
      if (outcome.kind === 'unreachable') log('ticket.no-number', { serviceId });
      if (outcome.kind !== 'given') return outcome;
      latestGiven = id;
      log('ticket.from-lease', { ticketId: id, serviceId });
      parts.onLeasedNumberGiven();
      return outcome;
    },
    notePaper(outcome: PrintOutcome['kind']): void {
      const id = latestGiven;
      if (id === null) return;
      latestGiven = null;
      unlessLedgerFails(log, () => tickets.end(id, outcome));
      log('ticket.paper', { ticketId: id, outcome });
    },
  };
}
