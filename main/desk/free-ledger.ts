import Database from 'better-sqlite3';
import { DeskAuthorityError } from '../../devices/eid/cli-authority.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';

/**
 * The ledger of a data folder that nobody else works in. Opening it closes what a dead process left
 * open, so a process that lives must not find itself closed. Throws a `LedgerError`.
 */
export function openFreeLedger(file: string): Ledger {
  if (isInUse(file)) {
    throw new DeskAuthorityError(
      `${file} is in use: a terminal or another desk works in this folder. ` +
        'Name a folder of its own for this desk in SCHNELLSPUR_DATA, and enrol it there.',
    );
  }
  return openLedger({ file, now: Date.now, reportsTo: 'central' });
}

/** Whoever has a database in WAL mode open shares a lock that nobody can then have alone. */
function isInUse(file: string): boolean {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 0 });
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    return false;
  } catch (error) {
    // Whatever else is wrong with it is told by whoever opens it.
    return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
  } finally {
    database?.close();
  }
}
