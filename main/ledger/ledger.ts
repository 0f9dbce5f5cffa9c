import type { CardStep } from '../../state-machines/ports/card.ts';
import type { ServiceResult } from '../../state-machines/views.ts';
import type { StaffNotice } from '../contract/staff.ts';
import { openDatabase } from './open-database.ts';

/**
 * What happened at this terminal, written down before and after every step that changes the world.
 * Each call is durable when it returns. No secret and no card number is ever among it.
 */
export interface Ledger {
  /** Transactions a dead process left open, now closed as interrupted. Staff notices tell of them. */
  readonly interrupted: readonly InterruptedTransaction[];
  open(transaction: { id: string; service: string }): void;
  stepBegun(transactionId: string, step: CardStep): void;
  stepEnded(transactionId: string, step: CardStep, ending: 'answered' | 'broken'): void;
  /** Where nobody knows what a last step did to the card, staff are told, whatever the result. */
  close(transactionId: string, result: ServiceResult): void;
  addNotice(notice: StaffNotice): void;
  acknowledgeNotice(id: string): void;
  pendingNotices(): StaffNotice[];
  facts(transactionId: string): LedgerFact[];
  shut(): void;
}

export interface LedgerFact {
  readonly kind: string;
  readonly detail: unknown;
}

export interface InterruptedTransaction {
  readonly transactionId: string;
  readonly service: string;
  readonly lastStep: CardStep | null;
  /** The process died between the beginning and the end of a step that changes the card. */
  readonly cardMayHaveChanged: boolean;
}

export interface LedgerParts {
  readonly file: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Opens or creates the ledger. Throws a `LedgerError`. */
export function openLedger({ file, now }: LedgerParts): Ledger {
  const database = openDatabase(file);
  const timestamp = (): string => new Date(now()).toISOString();
  const statements = {
    open: database.prepare('INSERT INTO transactions (id, service, opened_at) VALUES (?, ?, ?)'),
    close: database.prepare(
      'UPDATE transactions SET closed_at = ?, result = ? WHERE id = ? AND closed_at IS NULL',
    ),
    fact: database.prepare(
      'INSERT INTO facts (transaction_id, at, kind, detail) VALUES (?, ?, ?, ?)',
    ),
    facts: database.prepare<[string], { kind: string; detail: string }>(
      'SELECT kind, detail FROM facts WHERE transaction_id = ? ORDER BY sequence',
    ),
    stillOpen: database.prepare<[], { id: string; service: string }>(
      'SELECT id, service FROM transactions WHERE closed_at IS NULL ORDER BY opened_at',
    ),
    serviceOf: database.prepare<[string], { service: string }>(
      'SELECT service FROM transactions WHERE id = ?',
    ),
    addNotice: database.prepare(
      'INSERT INTO staff_notices (id, since, need) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
    ),
    acknowledge: database.prepare(
      'UPDATE staff_notices SET acknowledged_at = ? WHERE id = ? AND acknowledged_at IS NULL',
    ),
    pending: database.prepare<[], { id: string; since: string; need: string }>(
      'SELECT id, since, need FROM staff_notices WHERE acknowledged_at IS NULL ORDER BY since',
    ),
  };
  const fact = (transactionId: string, kind: string, detail: object): void => {
    statements.fact.run(transactionId, timestamp(), kind, JSON.stringify(detail));
  };
  const facts = (transactionId: string): LedgerFact[] =>
    statements.facts
      .all(transactionId)
      .map(({ kind, detail }) => ({ kind, detail: JSON.parse(detail) }));
  const addNotice = ({ id, since, need }: StaffNotice): void => {
    statements.addNotice.run(id, since, JSON.stringify(need));
  };

  const tellStaff = (interrupted: InterruptedTransaction): void => {
    const need = { kind: 'interrupted-transaction', ...interrupted } as const;
    addNotice({ id: `interrupted-${interrupted.transactionId}`, since: timestamp(), need });
  };
  const closeTruthfully = database.transaction((id: string, result: ServiceResult) => {
    const service = statements.serviceOf.get(id)?.service ?? '';
    const last = lastStepOf(facts(id));
    if (last.cardMayHaveChanged) tellStaff({ transactionId: id, service, ...last });
    statements.close.run(timestamp(), result, id);
  });
  const closeInterrupted = database.transaction(() =>
    statements.stillOpen.all().map(({ id, service }) => {
      const interrupted = { transactionId: id, service, ...lastStepOf(facts(id)) };
      tellStaff(interrupted);
      statements.close.run(timestamp(), 'interrupted', id);
      return interrupted;
    }),
  );

  return {
    interrupted: closeInterrupted.immediate(),
    open: ({ id, service }) => statements.open.run(id, service, timestamp()),
    stepBegun: (transactionId, step) => fact(transactionId, 'step-begun', { step }),
    stepEnded: (transactionId, step, ending) => fact(transactionId, 'step-ended', { step, ending }),
    close: (transactionId, result) => closeTruthfully.immediate(transactionId, result),
    addNotice,
    acknowledgeNotice: (id) => statements.acknowledge.run(timestamp(), id),
    pendingNotices: () =>
      statements.pending
        .all()
        .map(({ id, since, need }) => ({ id, since, need: JSON.parse(need) })),
    facts,
    shut: () => database.close(),
  };
}

function lastStepOf(
  facts: readonly LedgerFact[],
): Pick<InterruptedTransaction, 'lastStep' | 'cardMayHaveChanged'> {
  const last = facts.findLast(({ kind }) => kind === 'step-begun' || kind === 'step-ended');
  if (!last) return { lastStep: null, cardMayHaveChanged: false };
  const { step, ending } = last.detail as { step: CardStep; ending?: 'answered' | 'broken' };
  return { lastStep: step, cardMayHaveChanged: ending !== 'answered' && step !== 'use-pin' };
}
