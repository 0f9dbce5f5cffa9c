import type { ProblemCode } from '../../central/contract/problem.ts';
import type { CardStep, DocumentFacts } from '../../state-machines/ports/card.ts';
import type { DisplayFault } from '../../state-machines/ports/display.ts';
import type { Approval } from '../../state-machines/ports/fast-lane.ts';
import type { PrinterFault } from '../../state-machines/ports/printer.ts';
import type { TransactionResult } from '../../state-machines/views.ts';
import type { Refusal } from '../contract/messages.ts';
import type { Role } from '../contract/roles.ts';
import type { HostIncidentCode } from '../hosts/host-incident.ts';
import type { Evidence } from '../ledger/ledger.ts';
import type { SiteParts } from '../site/site-parts.ts';
import type { QuestionName } from '../sync/ask-central.ts';

/**
 * Every event that may be logged, with the only fields it may carry. There is no free text, so
 * nothing a visitor typed can reach a log.
 */
export interface LogEvents {
  'core.started': { readonly interruptedTransactions: number };
  'core.stopped': Record<never, never>;
  /** Tried again by itself; visitors are told that the terminal is not in service. */
  'core.not-started': { readonly error: string };
  /** `set`: what the file itself sets, all else being left at its default. */
  'site.read': { readonly file: string; readonly set: readonly string[] } & SiteParts;
  /** The queue has no such service, so that no visitor sees the catalogue's topic. */
  'topic.not-shown': { readonly topicId: string; readonly serviceId: string };
  /** `fault` says what of the file is wrong; a visitor has no part in it. */
  'site.wrong': { readonly file: string; readonly line: number | null; readonly fault: string };
  'transaction.opened': { readonly transactionId: string; readonly service: string };
  'transaction.closed': { readonly transactionId: string; readonly result: TransactionResult };
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
  'scanner.lost': Record<never, never>;
  'scanner.found': Record<never, never>;
  'printer.fault': { readonly fault: PrinterFault };
  'receipt.outcome': { readonly transactionId: string; readonly outcome: string };
  /** Calls are shown, but after a restart without the central system they are not. */
  'called.not-kept': { readonly error: string };
  'logo.not-shown': { readonly reason: string };
  'display.ready': { readonly place: number };
  'display.fault': { readonly place: number; readonly fault: DisplayFault };
  'display.does-not-fit': { readonly place: number };
  /** The queue system was away; the ticket is to be reported. */
  'ticket.from-lease': { readonly ticketId: string; readonly serviceId: string };
  /** The queue system was away, and this terminal had no number: a visitor went without. */
  'ticket.no-number': { readonly serviceId: string };
  'ticket.paper': { readonly ticketId: string; readonly outcome: string };
  /** A dead process left open whether it was given and printed; staff are told. */
  'ticket.in-doubt': { readonly ticketId: string };
  /** Somebody holds it, and the queue system will never know of it; staff are told. */
  'ticket.not-entered': { readonly ticketId: string; readonly reason: string };
  'leases.granted': { readonly leases: number };
  /** Another ledger of this terminal was used since, e.g. that of a disk put back. */
  'leases.ended': Record<never, never>;
  /** ZMS's own name for it, and what was asked, without whose ticket it is. */
  'zms.refused': { readonly exception: string; readonly path: string };
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
  'core.not-started': 'error',
  'topic.not-shown': 'warn',
  'site.read': 'info',
  'site.wrong': 'error',
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
  'scanner.lost': 'warn',
  'scanner.found': 'info',
  'printer.fault': 'warn',
  'receipt.outcome': 'info',
  'called.not-kept': 'warn',
  'logo.not-shown': 'warn',
  'display.ready': 'info',
  'display.fault': 'warn',
  'display.does-not-fit': 'warn',
  'ticket.from-lease': 'info',
  'ticket.no-number': 'error',
  'ticket.paper': 'info',
  'ticket.in-doubt': 'warn',
  'ticket.not-entered': 'error',
  'leases.granted': 'info',
  'leases.ended': 'error',
  'zms.refused': 'warn',
  'screen.opened': 'info',
  'screen.closed': 'info',
  'screen.rejected': 'warn',
  'message.refused': 'warn',
  'host.incident': 'warn',
};
