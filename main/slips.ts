import type { SiteConfig } from '../config/schema.ts';
import type { ReceiptFacts } from '../state-machines/kiosk-setup.ts';
import type { TicketFacts } from '../state-machines/parts/operations.ts';
import type { PrinterPort, PrintOutcome } from '../state-machines/ports/printer.ts';
import type { Log } from './log/log.ts';
import type { QueueDesk } from './queue-desk.ts';
import { composeReceipt } from './receipt.ts';
import { composeTicket } from './ticket.ts';

/** What comes out of the printer, and where it is noted what became of it. */

export interface SlipParts {
  readonly config: SiteConfig;
  readonly printer: PrinterPort;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
}

export async function printReceipt(
  { config, printer, now, log }: SlipParts,
  facts: ReceiptFacts,
): Promise<PrintOutcome> {
  const outcome = await printer.print(composeReceipt(config, facts, new Date(now())));
  log('receipt.outcome', { transactionId: facts.transactionId, outcome: outcome.kind });
  return outcome;
}

export async function printTicket(
  { config, printer, now }: SlipParts,
  desk: QueueDesk,
  facts: TicketFacts,
): Promise<PrintOutcome> {
  const outcome = await printer.print(composeTicket(config, facts, new Date(now())));
  desk.notePaper(outcome.kind);
  return outcome;
}
