import { errorCode } from '../log/error-code.ts';
import type { Log } from '../log/log.ts';

/** For what must not stop the terminal: a full disk is logged, and the visitor served. */
export function unlessLedgerFails(log: Log, write: () => void): void {
  try {
    write();
  } catch (error) {
    noteLedgerFault(log, error);
  }
}

export function noteLedgerFault(log: Log, error: unknown): void {
  log('ledger.failed', { error: errorCode(error) });
}
