import type { ProblemCode } from '../../central/contract/problem.ts';
import type { CardStep, DocumentFacts } from '../../state-machines/ports/card.ts';
import type { Approval } from '../../state-machines/ports/fast-lane.ts';
import type { PrinterFault } from '../../state-machines/ports/printer.ts';
import type { ServiceResult } from '../../state-machines/views.ts';
import type { Refusal } from '../contract/messages.ts';
import type { Role } from '../contract/roles.ts';
import type { HostIncidentCode } from '../hosts/host-incident.ts';
import type { Evidence } from '../ledger/ledger.ts';
import type { QuestionName } from '../sync/ask-central.ts';

/**
 * Every event that may be logged, with the only fields it may carry. There is no free text, so
 * nothing a visitor typed can reach a log.
 */
export interface LogEvents {
  'core.started': { readonly interruptedTransactions: number };
  'core.stopped': Record<never, never>;
  'transaction.opened': { readonly transactionId: string; readonly service: string };
  'transaction.closed': { readonly transactionId: string; readonly result: ServiceResult };
  'transaction.interrupted': {
    readonly transactionId: string;
    readonly lastStep: CardStep | null;
    readonly cardMayHaveChanged: boolean;
  };
  'operation.outcome': {
    readonly operation: string;
    readonly outcome: string;
    readonly step?: string;
    readonly statusWord?: string;
    /** Why the authority refused. */
    readonly reason?: string;
  };
  'operation.failed': { readonly operation: string; readonly error: string };
  /** Parts of the proof that the configuration leaves out. */
  'card.not-checked': {
    readonly transactionId: string;
    readonly notChecked: DocumentFacts['notChecked'];
  };
  'card.not-genuine': { readonly transactionId: string; readonly evidence: Evidence };
  'lane.changed': { readonly approval: Approval['kind'] };
  'central.found': Record<never, never>;
  'central.lost': Record<never, never>;
  'central.refused': { readonly question: QuestionName; readonly code: ProblemCode };
  /** The central system will never take this report; it stays in the ledger. */
  'central.event-parked': { readonly eventId: string; readonly event: string };
  /** This terminal works without the central system until somebody sees to it. */
  'central.not-usable': { readonly error: string };
  'ledger.failed': { readonly error: string };
  'reader.lost': Record<never, never>;
  'reader.found': Record<never, never>;
  'card.forgotten': Record<never, never>;
  'printer.fault': { readonly fault: PrinterFault };
  'receipt.outcome': { readonly transactionId: string; readonly outcome: string };
  'screen.opened': { readonly role: Role };
  'screen.closed': { readonly role: Role };
  'screen.rejected': { readonly role: Role };
  'message.refused': {
    readonly role: Role;
    readonly refusal: Refusal;
    readonly bytes: number;
  };
  'host.incident': { readonly code: HostIncidentCode; readonly role?: Role };
}

/** Who should read it: `error` IT today, `warn` staff or IT soon, `info` nobody in particular. */
export const LEVELS: { readonly [Name in keyof LogEvents]: 'info' | 'warn' | 'error' } = {
  'core.started': 'info',
  'core.stopped': 'info',
  'transaction.opened': 'info',
  'transaction.closed': 'info',
  'transaction.interrupted': 'warn',
  'operation.outcome': 'info',
  'operation.failed': 'error',
  'card.not-checked': 'warn',
  'card.not-genuine': 'error',
  'lane.changed': 'info',
  'central.found': 'info',
  'central.lost': 'warn',
  'central.refused': 'warn',
  'central.event-parked': 'error',
  'central.not-usable': 'error',
  'ledger.failed': 'error',
  'reader.lost': 'warn',
  'reader.found': 'info',
  'card.forgotten': 'warn',
  'printer.fault': 'warn',
  'receipt.outcome': 'info',
  'screen.opened': 'info',
  'screen.closed': 'info',
  'screen.rejected': 'warn',
  'message.refused': 'warn',
  'host.incident': 'warn',
};
