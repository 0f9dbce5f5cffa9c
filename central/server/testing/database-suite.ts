import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { sqlStateOf, UNIQUE_VIOLATION } from '../database/database-error.ts';
import { MIGRATIONS } from '../database/migrations/index.ts';
import { beginTry, forgetTries, type TryPolicy } from '../wrong-tries.ts';
import { until } from './until.ts';

/** What every kind of database must do alike, so that the subjects know only one. */
export function describeDatabase(title: string, open: () => Promise<Database>): void {
  describe(title, () => {
    let database: Database;

    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database?.close());

    const addBranch = async (name: string): Promise<void> => {
      await database.query('INSERT INTO branches (id, name) VALUES ($1, $2)', [randomUUID(), name]);
    };
    const branchNames = async (pattern: string): Promise<string[]> => {
      const rows = await database.query<{ name: string }>(
        'SELECT name FROM branches WHERE name LIKE $1 ORDER BY name',
        [pattern],
      );
      return rows.map(({ name }) => name);
    };

    it('has applied every migration', async () => {
      const rows = await database.query('SELECT number FROM schema_migrations ORDER BY number');
      expect(rows).toEqual(MIGRATIONS.map((_sql, index) => ({ number: index + 1 })));
    });

    it('speaks one dialect of values', async () => {
      const at = new Date('2026-11-23T09:00:00.123Z');
      const id = randomUUID();
      const rows = await database.query(
        `SELECT 7::bigint AS count, 9007199254740993::bigint AS large, $1::timestamptz AS at,
           $2::uuid AS id, $3::jsonb AS document, $4::uuid[] AS ids, NULL::text AS nothing,
           true AS truth`,
        [at, id, JSON.stringify({ a: [1, 'ü'] }), [id]],
      );
      expect(rows).toEqual([
        {
          count: 7,
          large: 9_007_199_254_740_993n,
          at,
          id,
          document: { a: [1, 'ü'] },
          ids: [id],
          nothing: null,
          truth: true,
        },
      ]);
    });

    it('keeps octets', async () => {
      const octets = Uint8Array.of(0, 1, 0x7f, 0x80, 0xff);
      const [row] = await database.query<{ octets: Uint8Array }>('SELECT $1::bytea AS octets', [
        octets,
      ]);
      expect(Uint8Array.from(row?.octets ?? [])).toEqual(octets);
    });

    it('names the kind of an error', async () => {
      await addBranch('once');
      const error: unknown = await addBranch('once').catch((reason: unknown) => reason);
      expect(sqlStateOf(error)).toBe(UNIQUE_VIOLATION);
    });

    it('commits a transaction, and rolls it back where its work fails', async () => {
      const result = await database.transaction(async ({ query }) => {
        await query('INSERT INTO branches (id, name) VALUES ($1, $2)', [randomUUID(), 'tx good']);
        return 'done';
      });
      const failure = new Error('no more of it');
      const failed = database.transaction(async ({ query }) => {
        await query('INSERT INTO branches (id, name) VALUES ($1, $2)', [randomUUID(), 'tx bad']);
        throw failure;
      });
      expect(result).toBe('done');
      await expect(failed).rejects.toBe(failure);
      expect(await branchNames('tx %')).toEqual(['tx good']);
    });

    it('rolls back and goes on after a statement of a transaction failed', async () => {
      const failed = database.transaction(async ({ query }) => {
        await query('INSERT INTO branches (id, name) VALUES ($1, $2)', [randomUUID(), 'tx half']);
        await query('SELECT 1 / 0');
      });
      await expect(failed).rejects.toMatchObject({ code: '22012' });
      expect(await branchNames('tx half')).toEqual([]);
    });

    it('commits what was sent without waiting, or nothing where it fails', async () => {
      const insert = 'INSERT INTO branches (id, name) VALUES ($1, $2)';
      await database.transaction(async ({ send }) => {
        send(insert, [randomUUID(), 'sent good'], 'suite_insert');
        send(insert, [randomUUID(), 'sent too'], 'suite_insert');
      });
      const failed = database.transaction(async ({ send }) => {
        send(insert, [randomUUID(), 'sent half'], 'suite_insert');
        send(insert, [randomUUID(), null], 'suite_insert');
      });
      await expect(failed).rejects.toMatchObject({ code: '23502' });
      expect(await branchNames('sent %')).toEqual(['sent good', 'sent too']);
    });

    it('loses no update of transactions at once', async () => {
      await addBranch('busy');
      const grow = () =>
        database.transaction(({ query }) =>
          query(`UPDATE branches SET version = version + 1 WHERE name = 'busy' RETURNING version`),
        );
      const rows = await Promise.all(Array.from({ length: 40 }, grow));
      const versions = rows.map(([row]) => Number(row?.['version']));
      expect(versions.toSorted((a, b) => a - b)).toEqual(rows.map((_row, index) => index + 1));
    });

    it('tells listeners what was committed, in order, and no more once they left', async () => {
      const heard: string[] = [];
      const leave = await database.listen(
        'suite_told',
        (payload) => heard.push(payload),
        () => undefined,
      );
      const others: string[] = [];
      await database.listen(
        'suite_other',
        (payload) => others.push(payload),
        () => undefined,
      );
      const tell = `SELECT pg_notify('suite_told', $1)`;
      await database.query(tell, ['first']);
      await database
        .transaction(async ({ query }) => {
          await query(tell, ['rolled back']);
          throw new Error('changed its mind');
        })
        .catch(() => undefined);
      await database.transaction(({ query }) => query(tell, ['second, with ü']));
      await until('both notifications', () => heard.length === 2);
      expect(heard).toEqual(['first', 'second, with ü']);
      await leave();
      await database.query(tell, ['third']);
      await database.query(`SELECT pg_notify('suite_other', 'last')`);
      await until('the other channel', () => others.length === 1);
      expect(heard).toHaveLength(2);
    });

    it('counts tries at once like tries one after another', async () => {
      const policy: TryPolicy = {
        tries: 5,
        lockSeconds: 30,
        lockSecondsMax: 900,
        forgetSeconds: 3_600,
      };
      const now = Date.parse('2026-11-23T09:00:00Z');
      const beginnings = await Promise.all(
        Array.from({ length: 50 }, () => beginTry(database, 'suite', policy, now)),
      );
      expect(beginnings.filter(({ kind }) => kind === 'allowed')).toHaveLength(5);
      await forgetTries(database, 'suite');
      expect(await beginTry(database, 'suite', policy, now)).toEqual({ kind: 'allowed' });
    });
  });
}
