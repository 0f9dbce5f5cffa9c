import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { LedgerError } from './ledger-error.ts';
import { sql as transactions } from './migrations/001-transactions.ts';
import { sql as fastLane } from './migrations/002-fast-lane.ts';
import { sql as queue } from './migrations/003-queue.ts';

/** In order; the database's `user_version` is the number of those already applied. */
const MIGRATIONS: readonly string[] = [transactions, fastLane, queue];

/**
 * Opens the database file, brings it forward to this program's version, and sees to it that a
 * committed write survives a power cut (WAL with full sync). Throws a `LedgerError`.
 */
export function openDatabase(file: string): Database.Database {
  const database = openFile(file);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, file);
    return database;
  } catch (cause) {
    database.close();
    if (cause instanceof LedgerError) throw cause;
    throw new LedgerError(
      isReadOnly(cause) ? 'folder-not-writable' : 'not-a-ledger',
      isReadOnly(cause)
        ? notWritable(file)
        : `${file} is not a Schnellspur ledger. Move it away and start again.`,
      cause,
    );
  }
}

function openFile(file: string): Database.Database {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return new Database(file);
  } catch (cause) {
    throw new LedgerError('folder-not-writable', notWritable(file), cause);
  }
}

function migrate(database: Database.Database, file: string): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) {
    throw new LedgerError(
      'newer-than-program',
      `${file} was written by a newer Schnellspur (version ${version} of its tables, this program ` +
        `knows ${MIGRATIONS.length}). Install the newer program, or restore the matching backup.`,
    );
  }
  database.transaction(() => {
    for (const sql of MIGRATIONS.slice(version)) database.exec(sql);
    database.pragma(`user_version = ${MIGRATIONS.length}`);
  })();
}

function notWritable(file: string): string {
  return `The data folder ${dirname(file)} cannot be written. Give this user the right to write there, or choose another folder.`;
}

function isReadOnly(cause: unknown): boolean {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code);
}
