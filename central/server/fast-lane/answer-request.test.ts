import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS, TestBranch } from './testing/test-branch.ts';

let database: Database;
let branch: TestBranch;
let clerk: Awaited<ReturnType<TestBranch['addClerk']>>;
let request: FastLaneRequest;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  branch = await TestBranch.create(database);
  clerk = await branch.addClerk();
  request = await branch.open(await branch.addKiosk());
});

const events = () =>
  database.query(
    `SELECT kind, attempt, actor_kind, actor_id, actor_name, detail FROM branch_events
     WHERE request_id = $1 ORDER BY version`,
    [request.id],
  );

describe('answering', () => {
  it('writes down who did what', async () => {
    await branch.take(clerk, request);
    await branch.step(clerk, request.id, (by) => ({
      kind: 'refuse',
      attempt: 1,
      by,
      reason: 'card-of-another',
    }));
    const actor = { actor_kind: 'staff', actor_id: clerk.accountId, actor_name: 'Schalter 1' };
    const detail = { attempt: 1, by: 'Schalter 1' };
    expect((await events()).slice(1)).toEqual([
      { kind: 'take', attempt: 1, ...actor, detail },
      { kind: 'refuse', attempt: 1, ...actor, detail: { ...detail, reason: 'card-of-another' } },
    ]);
  });

  it('has one winner of fifty who take at once', async () => {
    const clerks = await Promise.all(Array.from({ length: 50 }, () => branch.addClerk()));
    const outcomes = await Promise.allSettled(clerks.map((each) => branch.take(each, request)));
    const codes = outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? 'taken' : outcome.reason.code,
    );
    expect(codes.filter((code) => code === 'taken')).toHaveLength(1);
    expect(codes.filter((code) => code === 'taken-by-another')).toHaveLength(49);
    expect(await branch.versions()).toEqual({ branch: 2, events: [1, 2] });
  });

  it('answered twice is answered once', async () => {
    const approved = await branch.approve(clerk, request);
    branch.now += 1_000;
    const again = await branch.step(clerk, request.id, (by) => ({
      kind: 'approve',
      attempt: 1,
      by,
    }));
    expect(again).toEqual(approved);
    expect((await branch.versions()).branch).toBe(3);
  });

  it('is later than what it answers, also on a node whose clock is behind', async () => {
    branch.now -= 60_000;
    const approved = await branch.approve(clerk, request);
    expect(approved.changedAt).toBe(request.changedAt);
    expect(approved.approvalEndsAt).toBe(new Date(branch.now + 300_000).toISOString());
  });

  it('is for the clerk who took it', async () => {
    await branch.take(clerk, request);
    const other = await branch.addClerk();
    for (const kind of ['approve', 'release'] as const) {
      const answering = branch.step(other, request.id, (by) => ({ kind, attempt: 1, by }));
      await expect(answering).rejects.toMatchObject({ code: 'taken-by-another' });
    }
    await branch.step(clerk, request.id, (by) => ({ kind: 'release', attempt: 1, by }));
    expect(await branch.take(other, request)).toMatchObject({
      takenBy: { name: 'Schalter 2', counter: 'Schalter 2' },
    });
  });

  it('needs a request that was taken, and a counter', async () => {
    const approving = branch.step(clerk, request.id, (by) => ({ kind: 'approve', attempt: 1, by }));
    await expect(approving).rejects.toMatchObject({ code: 'conflict' });
    const taking = branch.take({ ...clerk, counter: null }, request);
    await expect(taking).rejects.toMatchObject({ code: 'counter-missing' });
  });

  it('is not for other branches, who do not even learn that there is such a request', async () => {
    const elsewhere = await TestBranch.create(database);
    const stranger = await elsewhere.addClerk();
    for (const id of [request.id, randomUUID()]) {
      const taking = elsewhere.take(stranger, { ...request, id });
      await expect(taking).rejects.toMatchObject({ code: 'not-found', message: 'no such request' });
    }
    expect(await elsewhere.versions()).toEqual({ branch: 0, events: [] });
  });

  it('ends with the ticket served', async () => {
    const serving = () => branch.step(clerk, request.id, () => ({ kind: 'serve' }));
    await expect(serving()).rejects.toMatchObject({ code: 'conflict' });
    await branch.take(clerk, request);
    await branch.step(clerk, request.id, (by) => ({
      kind: 'refuse',
      attempt: 1,
      by,
      reason: 'card-not-valid',
    }));
    const served = await serving();
    expect(served).toMatchObject({ state: 'refused', ticket: 'served' });
    expect(await serving()).toEqual(served);
  });
});
