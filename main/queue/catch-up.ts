import type { OfflineTicket, OfflineTicketsAnswer } from '../../central/contract/queue.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log/log.ts';
import type { QueueSystem } from '../sync/adapters/queue-system.ts';

/**
 * A round with the queue system: reports what was given without it, reads its offer, returns used-up
 * leases and asks for new ones. Each step may be repeated and has one effect.
 */
export interface CatchUpParts {
  readonly system: QueueSystem;
  readonly ledger: Pick<Ledger, 'tickets' | 'leases' | 'offers' | 'addNotice'>;
  readonly log: Log;
  /** Staff have something new to see. */
  readonly onNotice: () => void;
  readonly signal: AbortSignal;
}

/** `later`: something is left to do, and asking again at once would not do it. */
export type Round = 'done' | 'later';

/** As many as the contract allows at once. */
const TICKETS_MAX = 100;
const LEASES_MAX = 50;
/** Before the queue system has said how many numbers to hold. */
const NUMBERS_UNTIL_ADVISED = 1;

/** Throws where the ledger fails. */
export function createCatchUp(parts: CatchUpParts): () => Promise<Round> {
  let advised: ReadonlyMap<string, number> = new Map();
  return async () => {
    if ((await reportTickets(parts)) === 'later') return 'later';
    if ((await readOffer(parts)) === 'later') return 'later';
    for (;;) {
      const { round, advised: next } = await keepLeases(parts, advised);
      advised = next;
      if (round !== 'again') return round;
    }
  };
}

type Reason = OfflineTicketsAnswer['refused'][number]['reason'] | 'malformed' | 'unknown';

async function reportTickets(parts: CatchUpParts): Promise<Round> {
  const { system, signal } = parts;
  const { tickets } = parts.ledger;
  // One at a time after a report was refused, to find the ticket that is to blame.
  let limit = TICKETS_MAX;
  for (;;) {
    const waiting = tickets.unreported(limit);
    if (waiting.length === 0) return 'done';
    const asked = await system.enterOfflineTickets(waiting);
    if (signal.aborted) return 'later';
    if (asked.kind === 'answered') {
      const { stored, refused } = asked.body;
      tickets.reported(stored, 'stored');
      for (const { id, reason } of refused) giveUp(parts, id, reason);
      if (stored.length + refused.length === 0) return 'later';
    } else if (asked.kind === 'unknown') {
      for (const { id } of waiting) giveUp(parts, id, 'unknown');
    } else if (asked.kind === 'refused' && asked.code === 'malformed') {
      if (limit > 1) limit = 1;
      else giveUpMalformed(parts, waiting);
    } else {
      return 'later';
    }
  }
}

function giveUpMalformed(parts: CatchUpParts, waiting: readonly OfflineTicket[]): void {
  for (const { id } of waiting) giveUp(parts, id, 'malformed');
}

/** Somebody holds this number on paper, and no counter will call it: staff must know. */
function giveUp({ ledger, log, onNotice }: CatchUpParts, id: string, reason: Reason): void {
  const number = ledger.tickets.numberOf(id);
  ledger.addNotice(`report-${id}`, { kind: 'ticket-not-entered', number });
  ledger.tickets.reported([id], reason === 'unknown' ? 'unknown' : 'refused');
  log('ticket.not-entered', { ticketId: id, reason });
  onNotice();
}

async function readOffer({ system, ledger, signal }: CatchUpParts): Promise<Round> {
  const asked = await system.readOffer();
  if (signal.aborted || asked.kind !== 'answered') return 'later';
  ledger.offers.remember(asked.body);
  ledger.leases.keepOnly(asked.body.services.map(({ id }) => id));
  return 'done';
}

interface Kept {
  readonly round: Round | 'again';
  readonly advised: ReadonlyMap<string, number>;
}

async function keepLeases(parts: CatchUpParts, advised: Kept['advised']): Promise<Kept> {
  const { system, log } = parts;
  const { leases } = parts.ledger;
  const wishes = leases.wish(servicesShort(parts, advised)).slice(0, LEASES_MAX);
  const returned = leases.returnable().slice(0, LEASES_MAX);
  const asked = await system.keepLeases({ ledgerId: leases.ledgerId(), wishes, returned });
  if (parts.signal.aborted) return { round: 'later', advised };
  if (asked.kind === 'refused' && asked.code === 'conflict') {
    // A newer ledger of this terminal was there since, or a lease has ended: these are not ours.
    leases.renew();
    log('leases.ended', {});
  }
  if (asked.kind !== 'answered') return { round: 'later', advised };
  const { body } = asked;
  leases.add(body.leases);
  leases.close(body.returned);
  if (body.leases.length > 0) log('leases.granted', { leases: body.leases.length });
  const next = new Map(body.advised.map(({ serviceId, numbers }) => [serviceId, numbers]));
  const asksMore = servicesShort(parts, next).some(
    (short) => !wishes.some(({ serviceId }) => serviceId === short),
  );
  const isMore = asksMore || body.leases.length > 0 || returned.length === LEASES_MAX;
  return { round: isMore ? 'again' : 'done', advised: next };
}

/** Of which this terminal holds fewer numbers than it should. */
function servicesShort({ ledger }: CatchUpParts, advised: Kept['advised']): string[] {
  const held = ledger.leases.held();
  return (ledger.offers.remembered()?.offer.services ?? [])
    .map(({ id }) => id)
    .filter((id) => (held.get(id) ?? 0) < (advised.get(id) ?? NUMBERS_UNTIL_ADVISED));
}
