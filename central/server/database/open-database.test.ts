import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBranch } from '../branches/branches.ts';
import { describeDatabase } from '../testing/database-suite.ts';
import { DatabaseError } from './database-error.ts';
import { type MigratingQueries, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';

// Each new embedded database is set up like a PostgreSQL server's, which takes a second or more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeDatabase('an embedded database in memory', () => openDatabase({}));

describe('an embedded database in a folder', () => {
  let parent: string;
  let folder: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'schnellspur-database-'));
    folder = join(parent, 'data');
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  it('keeps what was written, and lets one process in at a time', async () => {
    const first = await openDatabase({ folder });
    await createBranch(first, { name: 'Musterstadt' });
    await expect(openDatabase({ folder })).rejects.toMatchObject({ code: 'folder-in-use' });
    await first.close();
    await first.close();
    const second = await openDatabase({ folder });
    expect(await second.query('SELECT name FROM branches')).toEqual([{ name: 'Musterstadt' }]);
    await second.close();
  });

  it('of a newer program is refused, and not changed', async () => {
    const database = await openDatabase({ folder });
    await database.query('INSERT INTO schema_migrations (number) VALUES ($1)', [
      MIGRATIONS.length + 1,
    ]);
    await database.close();
    const refused = openDatabase({ folder });
    await expect(refused).rejects.toBeInstanceOf(DatabaseError);
    await expect(refused).rejects.toMatchObject({
      code: 'newer-than-program',
      message: expect.stringContaining('newer Schnellspur'),
    });
    // A refusal lets go of the folder.
    await expect(openDatabase({ folder })).rejects.toMatchObject({ code: 'newer-than-program' });
  });

  it.each([
    ['a file', (path: string) => writeFileSync(path, 'not a folder')],
    [
      'a folder with something else in it',
      (path: string) => {
        mkdirSync(join(path, 'postgresql'), { recursive: true });
        writeFileSync(join(path, 'postgresql', 'PG_VERSION'), '1\n');
        chmodSync(path, 0o700);
      },
    ],
  ])('that is %s is refused in a sentence', async (_name, prepare) => {
    prepare(folder);
    await expect(openDatabase({ folder })).rejects.toMatchObject({
      name: 'DatabaseError',
      code: 'folder-not-usable',
      message: expect.stringContaining(folder),
    });
  });
});

describe('migrations', () => {
  const withDatabase = async (
    work: (
      run: (migrations: readonly string[]) => Promise<void>,
      postgres: PGlite,
    ) => Promise<void>,
  ): Promise<void> => {
    const postgres = await PGlite.create();
    const run = (migrations: readonly string[]): Promise<void> =>
      postgres.transaction((transaction) => {
        const queries: MigratingQueries = {
          query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
            (await transaction.query<Row>(sql, [...parameters])).rows,
          execute: async (statements) => {
            await transaction.exec(statements);
          },
        };
        return migrate(queries, migrations);
      });
    await work(run, postgres);
    await postgres.close();
  };

  it('run once each, in order, from wherever the database is', async () => {
    const first = 'CREATE TABLE a (x integer); CREATE TABLE b (x integer)';
    const second = 'INSERT INTO a VALUES (1); INSERT INTO b VALUES (2)';
    await withDatabase(async (run, postgres) => {
      await run([first]);
      await run([first, second]);
      await run([first, second]);
      const { rows } = await postgres.query('SELECT a.x AS a, b.x AS b FROM a, b');
      expect(rows).toEqual([{ a: 1, b: 2 }]);
    });
  });

  it('leave nothing behind where one fails', async () => {
    await withDatabase(async (run, postgres) => {
      await expect(run(['CREATE TABLE a (x integer)', 'SELECT nonsense'])).rejects.toThrow();
      const { rows } = await postgres.query(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
      );
      expect(rows).toEqual([]);
    });
  });
});
