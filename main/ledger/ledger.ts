import { QUEUE_SERVICES } from '../../config/services.ts';
import type { CardStep, DocumentFacts } from '../../state-machines/ports/card.ts';
import type { ServiceResult, TransactionResult } from '../../state-machines/views.ts';
import type { StaffNotice } from '../contract/staff.ts';
import { cardAfter } from './card-doubt.ts';
import { createFactTable, type LedgerFact } from './fact-table.ts';
import { createLeaseTable, type LeaseTable } from './lease-table.ts';
import { createNoticeTable } from './notice-table.ts';
import { createOfferTable, type OfferTable } from './offer-table.ts';
import { openDatabase } from './open-database.ts';
import { createOutbox, type EventToTell, type Outbox } from './outbox-table.ts';
import { createTicketTable, type TicketTable } from './ticket-table.ts';
import { createTransactionTable } from './transaction-table.ts';

/**
 * What happened at this terminal, written down before and after every step that changes the world.
 * Each call is durable when it returns. No secret and no card number is ever among it.
 */
export interface Ledger {
  /** Transactions a dead process left open, now closed as interrupted. Staff notices tell of them. */
  readonly interrupted: readonly InterruptedTransaction[];
  /** Ids of tickets of which a dead process left open whether they came out. */
  readonly ticketsInDoubt: readonly string[];
  /** What the central system has still to be told; nothing is added where there is none. */
  readonly outbox: Omit<Outbox, 'add'>;
  readonly tickets: Omit<TicketTable, 'endInterrupted'>;
  readonly leases: Omit<LeaseTable, 'takeNumber'>;
  readonly offers: OfferTable;
  open(transaction: { id: string; service: string }): void;
  /** The id of the transaction's fast-lane request: made and stored when first asked for. */
  requestOf(transactionId: string): string;
  stepBegun(transactionId: string, step: CardStep): void;
  stepEnded(transactionId: string, step: CardStep, ending: 'answered' | 'broken'): void;
  /** What the card told of itself under a lent right. */
  cardTold(transactionId: string, facts: DocumentFacts): void;
  /** A copied or altered chip: also a notice for staff. */
  chipNotGenuine(transactionId: string, evidence: Evidence): void;
  /** Where nobody knows what a last step did to the card, staff are told, whatever the result. */
  close(transactionId: string, end: TransactionEnd): void;
  /** For a request that the central system keeps alive and nobody here waits for. */
  withdraw(requestId: string): void;
  addNotice(id: string, need: StaffNotice['need']): void;
  acknowledgeNotice(id: string): void;
  pendingNotices(): StaffNotice[];
  facts(transactionId: string): LedgerFact[];
  shut(): void;
}

export type Evidence = 'chip-authentication' | 'passive-authentication';

export interface TransactionEnd {
  readonly result: TransactionResult;
  /** The visitor was sent to a counter under the request's call sign. */
  readonly ticket: boolean;
}

export interface InterruptedTransaction {
  readonly transactionId: string;
  readonly service: string;
  readonly lastStep: CardStep | null;
  /** The process died when a step that changes the card had begun. */
  readonly cardMayHaveChanged: boolean;
}

export interface LedgerParts {
  readonly file: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Left out: this terminal is not enrolled, and nobody is told anything. */
  readonly reportsTo?: 'central';
}

const QUEUE: ReadonlySet<string> = new Set(QUEUE_SERVICES);

/** Results after which there is nothing left that staff could answer. */
const DONE: ReadonlySet<string> = new Set<ServiceResult>(['eid-activated', 'pin-set']);

/** Opens or creates the ledger. Throws a `LedgerError`. */
export function openLedger({ file, now, reportsTo }: LedgerParts): Ledger {
  const database = openDatabase(file);
  const timestamp = (): string => new Date(now()).toISOString();
  const transactions = createTransactionTable(database, timestamp);
  const facts = createFactTable(database, timestamp);
  const notices = createNoticeTable(database, timestamp);
  const outbox = createOutbox(database, timestamp);
  const leases = createLeaseTable(database, timestamp);
  const tickets = createTicketTable(database, timestamp, leases);
  const tell = (event: EventToTell): void => {
    if (reportsTo === 'central') outbox.add(event);
  };
  const tellStaff = (interrupted: InterruptedTransaction): void =>
    notices.add(`interrupted-${interrupted.transactionId}`, {
      kind: 'interrupted-transaction',
      ...interrupted,
    });
  const end = (transactionId: string, result: string, ticket: boolean): void => {
    if (!transactions.close(transactionId, result)) return;
    const service = transactions.serviceOf(transactionId);
    const requestId = transactions.requestOf(transactionId);
    if (requestId !== null && !ticket && !DONE.has(result)) {
      tell({ kind: 'request-withdrawn', requestId });
    }
    tell({ kind: 'transaction-closed', transactionId, requestId, service, result, ticket });
  };
  const inOne = <Args extends unknown[]>(work: (...args: Args) => void) => {
    const transaction = database.transaction(work);
    return (...args: Args): void => transaction.immediate(...args);
  };
  const closeInterrupted = database.transaction(() => {
    const inDoubt = tickets.endInterrupted();
    for (const { id, transactionId, number } of inDoubt) {
      notices.add(`ticket-${id}`, { kind: 'ticket-in-doubt', transactionId, number });
    }
    const interrupted = transactions.stillOpen().map(({ id, service }) => {
      const card = cardAfter(facts.of(id), 'interrupted');
      const interrupted = { transactionId: id, service, ...card };
      // No card was in it, and of a ticket in doubt staff are told by itself.
      if (!QUEUE.has(service)) tellStaff(interrupted);
      end(id, 'interrupted', false);
      return interrupted;
    });
    return { interrupted, inDoubt };
  });
  const { interrupted, inDoubt } = closeInterrupted.immediate();

  return {
    interrupted,
    ticketsInDoubt: inDoubt.map(({ id }) => id),
    outbox,
    tickets,
    leases,
    offers: createOfferTable(database, timestamp),
    open: ({ id, service }) => transactions.add(id, service),
    requestOf: transactions.ensureRequestOf,
    stepBegun: (id, step) => facts.add(id, 'step-begun', { step }),
    stepEnded: (id, step, ending) => facts.add(id, 'step-ended', { step, ending }),
    cardTold: inOne((id: string, { documentType, notChecked }: DocumentFacts) => {
      facts.add(id, 'card-told', { documentType, notChecked });
      const requestId = transactions.requestOf(id);
      if (requestId === null || documentType === undefined) return;
      tell({ kind: 'card-told', requestId, documentType });
    }),
    chipNotGenuine: inOne((id: string, evidence: Evidence) => {
      facts.add(id, 'chip-not-genuine', { evidence });
      notices.add(`chip-not-genuine-${id}`, { kind: 'chip-not-genuine', transactionId: id });
      const requestId = transactions.requestOf(id);
      if (requestId !== null) tell({ kind: 'chip-not-genuine', requestId, evidence });
    }),
    close: inOne((id: string, { result, ticket }: TransactionEnd) => {
      const card = cardAfter(facts.of(id), 'ended');
      const service = transactions.serviceOf(id);
      if (card.cardMayHaveChanged) tellStaff({ transactionId: id, service, ...card });
      end(id, result, ticket);
    }),
    withdraw: inOne((requestId: string) => {
      if (!outbox.isWaitingFor(requestId)) tell({ kind: 'request-withdrawn', requestId });
    }),
    addNotice: notices.add,
    acknowledgeNotice: notices.acknowledge,
    pendingNotices: notices.pending,
    facts: facts.of,
    shut: () => database.close(),
  };
}
