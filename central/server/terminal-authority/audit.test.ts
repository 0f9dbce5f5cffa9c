import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { TEST_TIME } from '../testing/test-central.ts';
import { type AuditEntry, appendToAudit, verifyAudit } from './audit.ts';

const ENTRY: AuditEntry = {
  kind: 'signature',
  outcome: 'signed',
  kioskId: 'kiosk',
  requestId: 'request',
  transactionId: 'transaction',
  holderReference: 'DETESTAT00001',
  challengeDigest: 'challenge',
  questionDigest: 'question',
  signature: 'AB',
};
const RECORDS = 5;

let database: Database;
beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());

const append = (challengeDigest: string): Promise<boolean> =>
  database.transaction((queries) =>
    appendToAudit(queries, { ...ENTRY, challengeDigest }, TEST_TIME),
  );

/** As somebody does who owns the database. */
const tamper = (sql: string): Promise<void> =>
  database.transaction(async ({ query }) => {
    await query('ALTER TABLE authority_audit DISABLE TRIGGER ALL');
    await query(sql);
    await query('ALTER TABLE authority_audit ENABLE TRIGGER ALL');
  });

beforeEach(async () => {
  await tamper('DELETE FROM authority_audit');
  await database.query(`DELETE FROM authority_audit_head`);
  await database.query(
    `INSERT INTO authority_audit_head (sequence, hash) VALUES (0, repeat('0', 64))`,
  );
  for (let record = 1; record <= RECORDS; record++) await append(`challenge ${record}`);
});

describe('the audit', () => {
  it('is whole, and tells its head', async () => {
    const head = await database.query('SELECT hash FROM authority_audit WHERE sequence = 5');
    expect(await verifyAudit(database)).toEqual({
      kind: 'whole',
      records: RECORDS,
      head: head[0]?.['hash'],
    });
  });

  it('keeps its order however many write at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => append(`at once ${index}`)));
    expect(await verifyAudit(database)).toMatchObject({ kind: 'whole', records: RECORDS + 40 });
  });

  it('takes no signature for the same challenge twice, and goes on', async () => {
    expect(await append('challenge 3')).toBe(false);
    expect(await append('challenge 6')).toBe(true);
    expect(await verifyAudit(database)).toMatchObject({ kind: 'whole', records: RECORDS + 1 });
  });

  it('cannot be changed by a program that goes astray', async () => {
    for (const sql of [
      `UPDATE authority_audit SET outcome = 'signed'`,
      'DELETE FROM authority_audit',
      'TRUNCATE authority_audit',
    ]) {
      await expect(database.query(sql)).rejects.toThrow('only grows');
    }
  });

  it.each([
    ['at', `'2026-11-23T09:00:00.001Z'`],
    ['kind', `'chain'`],
    ['outcome', `'no-approval'`],
    ['kiosk_id', `'another'`],
    ['request_id', 'NULL'],
    ['transaction_id', `'another'`],
    ['holder_reference', `'DETESTAT00002'`],
    ['challenge_digest', `'another'`],
    ['question_digest', `'another'`],
    ['signature', 'NULL'],
    ['previous_hash', `repeat('0', 64)`],
    ['hash', `repeat('0', 64)`],
  ])('names the record whose %s was changed', async (column, value) => {
    await tamper(`UPDATE authority_audit SET ${column} = ${value} WHERE sequence = 3`);
    expect(await verifyAudit(database)).toMatchObject({ kind: 'broken', sequence: 3 });
  });

  it.each([
    ['the first is gone', 'DELETE FROM authority_audit WHERE sequence = 1', 1],
    ['one is gone', 'DELETE FROM authority_audit WHERE sequence = 4', 4],
    ['the last is gone', 'DELETE FROM authority_audit WHERE sequence = 5', 5],
    ['all are gone', 'DELETE FROM authority_audit', 1],
    ['two changed places', SWAP, 2],
    ['one was added', ADD, 6],
  ])('is broken where %s', async (_name, sql, sequence) => {
    await tamper(sql);
    expect(await verifyAudit(database)).toMatchObject({ kind: 'broken', sequence });
  });

  it.each([
    ['is gone', 'DELETE FROM authority_audit_head', 1],
    ['was set back', 'UPDATE authority_audit_head SET sequence = 4', 4],
    ['has another hash', `UPDATE authority_audit_head SET hash = repeat('0', 64)`, 5],
  ])('is broken where its head %s', async (_name, sql, sequence) => {
    await database.query(sql);
    expect(await verifyAudit(database)).toMatchObject({ kind: 'broken', sequence });
  });
});

const SWAP = `UPDATE authority_audit a SET
  kiosk_id = b.kiosk_id, challenge_digest = b.challenge_digest || a.sequence
  FROM authority_audit b WHERE a.sequence IN (2, 3) AND b.sequence = 5 - a.sequence`;

const ADD = `INSERT INTO authority_audit
  SELECT 6, at, kind, outcome, kiosk_id, request_id, transaction_id, holder_reference, 'another',
    question_digest, signature, hash, repeat('1', 64)
  FROM authority_audit WHERE sequence = 5`;
