import type { CardStepJournal } from '../state-machines/ports/card.ts';
import type { Ledger, TransactionEnd } from './ledger/ledger.ts';
import { unlessLedgerFails } from './ledger/ledger-fault.ts';
import type { Log } from './log/log.ts';
import { createTransactionId } from './transaction-id.ts';

/** One transaction at a time, for one visitor at a time. */
export interface Transactions {
  /** The one that is open now. Throws where none is. */
  currentId(): string;
  /** Bound to the transaction open now: an operation may end after its session was ended. */
  currentJournal(): CardStepJournal;
  /** @returns its id */
  open(service: string): string;
  close(end: TransactionEnd): void;
}

export interface TransactionsParts {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly onClosed: () => void;
}

export function createTransactions({ ledger, log, onClosed }: TransactionsParts): Transactions {
  let current: string | null = null;
  const currentId = (): string => {
    if (current === null) throw new Error('no transaction is open');
    return current;
  };
  return {
    currentId,
    currentJournal() {
      const id = currentId();
      return {
        begun: (step) => ledger.stepBegun(id, step),
        // What the card has done stays done, whether or not it can be written down.
        ended: (step, ending) => unlessLedgerFails(log, () => ledger.stepEnded(id, step, ending)),
      };
    },
    open(service) {
      const id = createTransactionId();
      ledger.open({ id, service });
      log('transaction.opened', { transactionId: id, service });
      current = id;
      return id;
    },
    close(end) {
      if (current === null) return;
      const id = current;
      current = null;
      // A transaction that stays open is told of at the next start.
      unlessLedgerFails(log, () => {
        ledger.close(id, end);
        log('transaction.closed', { transactionId: id, result: end.result });
      });
      onClosed();
    },
  };
}
