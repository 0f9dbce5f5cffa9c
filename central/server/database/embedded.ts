import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import BetterSqlite from 'better-sqlite3';
import type { Database, Queries } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { migrate } from './migrate.ts';

/**
 * PostgreSQL inside this process. It has one connection: statements run one after another, and a
 * transaction holds up all others, so nothing may wait inside one for anything but its queries.
 */
export async function openEmbedded(folder: string | undefined): Promise<Database> {
  const unlock = folder === undefined ? () => undefined : lockFolder(folder);
  try {
    const postgres = await openFolder(folder);
    try {
      await postgres.transaction((transaction) =>
        migrate({
          ...queriesOf(transaction),
          execute: async (statements) => {
            await transaction.exec(statements);
          },
        }),
      );
    } catch (error) {
      await postgres.close();
      throw error;
    }
    return embedded(postgres, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function embedded(postgres: PGlite, unlock: () => void): Database {
  return {
    ...queriesOf(postgres),
    transaction: (work) =>
      postgres.transaction(async (transaction) => {
        const queries = queriesOf(transaction);
        const sent: Promise<unknown>[] = [];
        const send = (sql: string, parameters: readonly unknown[]): void => {
          const answer = queries.query(sql, parameters);
          answer.catch(() => undefined);
          sent.push(answer);
        };
        const result = await work({ ...queries, send });
        await Promise.all(sent);
        return result;
      }),
    // A connection inside the process is never lost, so there is no gap to tell of.
    listen: async (channel, listener) => {
      const stop = await postgres.listen(channel, listener);
      return () => stop();
    },
    close: async () => {
      if (!postgres.closed) await postgres.close();
      unlock();
    },
  };
}

function queriesOf(source: PGlite | Transaction): Queries {
  return {
    query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) => {
      const { rows } = await source.query<Row>(sql, [...parameters]);
      return rows;
    },
  };
}

async function openFolder(folder: string | undefined): Promise<PGlite> {
  // A cluster made beforehand: making one takes most of the start.
  if (folder === undefined) return PGlite.create({ loadDataDir: await dataDir() });
  try {
    return await PGlite.create(join(folder, 'postgresql'));
  } catch (cause) {
    throw new DatabaseError(
      'folder-not-usable',
      `${folder} holds no database that this program can open. Move it away and start again.`,
      cause,
    );
  }
}

/**
 * PGlite lets a second process in, and both then destroy the data. SQLite brings a file lock that
 * ends with its process, however that ends.
 */
function lockFolder(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true });
    const lock = new BetterSqlite(join(folder, 'lock'), { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      lock.close();
      throw cause;
    }
    return () => lock.close();
  } catch (cause) {
    if (cause instanceof BetterSqlite.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw new DatabaseError(
        'folder-in-use',
        `Another Schnellspur server uses ${folder}. Stop it, or choose another folder.`,
        cause,
      );
    }
    throw new DatabaseError(
      'folder-not-usable',
      `The data folder ${folder} cannot be written. Give this user the right to write there, or choose another folder.`,
      cause,
    );
  }
}
