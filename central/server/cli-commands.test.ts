import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './cli-commands.ts';
import type { Database } from './database/database.ts';
import { openDatabase } from './database/open-database.ts';
import { DATABASE_START_MS } from './fast-lane/testing/test-branch.ts';
import { type AuditEntry, appendToAudit } from './terminal-authority/audit.ts';
import {
  type AuthorityFolder,
  DAY_MS,
  makeAuthorityFolder,
} from './terminal-authority/testing/test-certificates.ts';
import { TEST_TIME } from './testing/test-central.ts';

const ENTRY: AuditEntry = {
  kind: 'chain',
  outcome: 'given',
  kioskId: 'kiosk',
  requestId: 'request',
  transactionId: 'transaction',
  holderReference: 'DETESTAT00001',
  challengeDigest: null,
  questionDigest: null,
  signature: null,
};

let database: Database;
let folder: AuthorityFolder;
beforeAll(async () => {
  database = await openDatabase({});
  folder = await makeAuthorityFolder();
}, DATABASE_START_MS);
afterAll(async () => {
  folder.remove();
  await database.close();
});

const run = (words: readonly string[], { role = 'clerk', now = TEST_TIME } = {}) =>
  runCommand(words, {
    database,
    flags: { demo: false, help: false, role },
    now,
    readPassword: async () => 'ein guter Satz',
  });

describe('what IT does', () => {
  it('imports a chain, once', async () => {
    const words = ['authority', 'import', folder.path];
    expect(await run(words)).toEqual({
      sentence: 'The chain of DETESTAT00001 is imported; it lasts until 2026-12-23.',
      exitCode: 0,
    });
    expect(await run(words)).toMatchObject({ exitCode: 0 });
    expect(await database.query('SELECT 1 FROM authority_chains')).toHaveLength(1);
  });

  it('imports no chain that has ended', async () => {
    const importing = run(['authority', 'import', folder.path], { now: TEST_TIME + 31 * DAY_MS });
    await expect(importing).rejects.toMatchObject({ code: 'certificate-ended' });
  });

  it('adds staff of the roles there are, to branches there are', async () => {
    await run(['branch', 'add', 'Nord']);
    expect(await run(['staff', 'add', 'Nord', 'anna'])).toMatchObject({ exitCode: 0 });
    const asKing = run(['staff', 'add', 'Nord', 'berta'], { role: 'king' });
    await expect(asKing).rejects.toMatchObject({ code: 'usage' });
    const elsewhere = run(['staff', 'add', 'Mond', 'berta']);
    await expect(elsewhere).rejects.toMatchObject({ code: 'branch-unknown' });
  });

  it.each([
    [['toString']],
    [['branch', 'add', ' ']],
    [['kiosk', 'code', 'Nord']],
    [['audit', 'verify', 'x']],
  ])('is told where the words are no command: %j', async (words) => {
    await expect(run(words)).rejects.toMatchObject({ code: 'usage' });
  });

  it('checks the audit, and names the first record that is broken', async () => {
    for (let record = 1; record <= 3; record++) {
      await database.transaction((queries) => appendToAudit(queries, ENTRY, TEST_TIME));
    }
    const whole = await run(['audit', 'verify']);
    expect(whole).toMatchObject({ exitCode: 0, sentence: expect.stringContaining('3 records') });
    await database.query('ALTER TABLE authority_audit DISABLE TRIGGER ALL');
    await database.query(`UPDATE authority_audit SET outcome = 'no-chain' WHERE sequence >= 2`);
    expect(await run(['audit', 'verify'])).toEqual({
      sentence: 'The audit is broken at record 2: it was changed.',
      exitCode: 1,
    });
  });
});
