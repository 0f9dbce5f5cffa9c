import type { OpenRequestInput } from '../state-machines/parts/operations.ts';
import type { SetPinByRightOutcome } from '../state-machines/ports/card.ts';
import type { OpenRequestOutcome } from '../state-machines/ports/fast-lane.ts';
import type { Ledger } from './ledger/ledger.ts';
import { unlessLedgerFails } from './ledger/ledger-fault.ts';
import type { Log } from './log/log.ts';
import type { StaffDesk } from './staff-desk.ts';
import type { BorrowedRight, Central } from './sync/central.ts';

/** The fast lane as the machines ask for it: what comes of it is written down and told to staff. */
export interface LaneDesk {
  openRequest(input: OpenRequestInput): Promise<OpenRequestOutcome>;
  borrowRight(): BorrowedRight | null;
  /** May come after the transaction was closed. */
  noteRightUsed(transactionId: string, outcome: SetPinByRightOutcome): void;
}

export interface LaneDeskParts {
  readonly central: Central;
  readonly currentId: () => string;
  readonly ledger: Ledger;
  readonly staff: StaffDesk;
  readonly log: Log;
  readonly now: () => number;
}

export function createLaneDesk(parts: LaneDeskParts): LaneDesk {
  const { central, ledger, staff, log } = parts;
  return {
    openRequest: (input) => central.open(parts.currentId(), input),
    borrowRight: () => central.borrow(new Date(parts.now())),
    noteRightUsed(transactionId, outcome) {
      unlessLedgerFails(log, () => {
        if (outcome.kind === 'ok') {
          ledger.cardTold(transactionId, outcome);
          const { notChecked } = outcome;
          if (notChecked.length > 0) log('card.not-checked', { transactionId, notChecked });
        }
        if (outcome.kind === 'chip-not-genuine') {
          const { evidence } = outcome;
          log('card.not-genuine', { transactionId, evidence });
          ledger.chipNotGenuine(transactionId, evidence);
          staff.noticesChanged();
        }
      });
      central.wake();
    },
  };
}
