import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from './database/database.ts';
import { openDatabase } from './database/open-database.ts';
import { beginTry, forgetTries, pruneTries, type TryPolicy } from './wrong-tries.ts';

// A database in memory is set up from nothing, which takes a second or more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const POLICY: TryPolicy = { tries: 3, lockSeconds: 10, lockSecondsMax: 35, forgetSeconds: 100 };
const START = Date.parse('2026-11-23T09:00:00Z');

let database: Database;
let now = START;

beforeAll(async () => {
  database = await openDatabase({});
});
afterAll(() => database?.close());
beforeEach(async () => {
  now = START;
  await database.query('DELETE FROM wrong_tries');
});

const attempt = async (subject = 'somebody', policy = POLICY): Promise<number> => {
  const beginning = await beginTry(database, subject, policy, now);
  return beginning.kind === 'allowed' ? 0 : beginning.retryAfterSeconds;
};

describe('tries', () => {
  it('are locked after the last free one, each time for longer, up to a maximum', async () => {
    expect([await attempt(), await attempt(), await attempt()]).toEqual([0, 0, 0]);
    const locks = [];
    for (let round = 0; round < 4; round++) {
      const lock = await attempt();
      locks.push(lock);
      now += lock * 1_000;
      expect(await attempt()).toBe(0);
    }
    expect(locks).toEqual([10, 20, 35, 35]);
  });

  it('refused do not make the lock longer', async () => {
    for (let tries = 0; tries < 3; tries++) await attempt();
    now += 9_001;
    expect([await attempt(), await attempt(), await attempt()]).toEqual([1, 1, 1]);
    now += 999;
    expect(await attempt()).toBe(0);
  });

  it('are forgotten after a while', async () => {
    await attempt();
    await attempt();
    now += 100_001;
    expect([await attempt(), await attempt(), await attempt(), await attempt()]).toEqual([
      0, 0, 0, 10,
    ]);
  });

  it('of others do not count', async () => {
    for (let tries = 0; tries < 4; tries++) await attempt();
    expect(await attempt('somebody else')).toBe(0);
  });

  it('may be one only', async () => {
    const policy = { ...POLICY, tries: 1 };
    expect([await attempt('once', policy), await attempt('once', policy)]).toEqual([0, 10]);
  });

  it('of many rounds overflow nothing', async () => {
    for (let round = 0; round < 60; round++) {
      expect(await attempt()).toBe(0);
      now += 36_000;
    }
  });

  it('leave nothing in clear, and nothing for ever', async () => {
    await attempt('somebody');
    await attempt('another');
    await forgetTries(database, 'another');
    const rows = await database.query('SELECT * FROM wrong_tries');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('somebody');
    await pruneTries(database, now + 25 * 60 * 60_000);
    expect(await database.query('SELECT * FROM wrong_tries')).toEqual([]);
  });
});
