import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import type { StaffIdentity } from '../http/identities.ts';
import { endSession } from '../staff/sessions.ts';
import { findRequest } from './branch-changes.ts';
import { startSweeping, sweep } from './sweep.ts';
import { DATABASE_START_MS, MORNING, SECOND, TestBranch } from './testing/test-branch.ts';

let database: Database;
let branch: TestBranch;
let clerk: StaffIdentity;
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

const sweptAfter = async (seconds: number) => {
  await sweep(database, MORNING + seconds * SECOND);
  return (await findRequest(database, request.id))?.request;
};

describe('the sweep', () => {
  it('escalates after a minute and falls back after five', async () => {
    expect(await sweptAfter(59.999)).toEqual(request);
    expect(await sweptAfter(60)).toMatchObject({
      state: 'open',
      escalated: true,
      changedAt: '2026-11-23T09:01:00.000Z',
    });
    expect(await sweptAfter(299.999)).toMatchObject({ state: 'open' });
    expect(await sweptAfter(300)).toMatchObject({ state: 'unanswered', ticket: 'waiting' });
    await sweptAfter(10_000);
    expect(await branch.versions()).toEqual({ branch: 3, events: [1, 2, 3] });
  });

  it('does not escalate what is taken, but falls back all the same', async () => {
    await branch.take(clerk, request);
    expect(await sweptAfter(299.999)).toMatchObject({ state: 'taken', escalated: false });
    expect(await sweptAfter(300)).toMatchObject({
      state: 'unanswered',
      ticket: 'waiting',
      takenBy: null,
    });
  });

  it('ends an approval five minutes after it was given', async () => {
    branch.now += 40 * SECOND;
    await branch.approve(clerk, request);
    expect(await sweptAfter(339.999)).toMatchObject({ state: 'approved' });
    expect(await sweptAfter(340)).toMatchObject({ state: 'expired', ticket: 'none' });
  });

  it('releases what a clerk held who signed out, but not what was answered', async () => {
    const second = await branch.open(await branch.addKiosk());
    await branch.take(clerk, request);
    await branch.approve(clerk, second);
    expect(await sweptAfter(1)).toMatchObject({ state: 'taken' });
    await endSession(database, clerk.sessionId);
    expect(await sweptAfter(2)).toMatchObject({ state: 'open', takenBy: null });
    expect((await findRequest(database, second.id))?.request.state).toBe('approved');
  });

  it('does each thing once, however many nodes sweep at once', async () => {
    const kiosk = await branch.addKiosk();
    for (let each = 0; each < 9; each++) await branch.open(kiosk);
    await Promise.all(Array.from({ length: 8 }, () => sweep(database, MORNING + 60 * SECOND)));
    expect((await branch.versions()).branch).toBe(20);
    await Promise.all(Array.from({ length: 8 }, () => sweep(database, MORNING + 300 * SECOND)));
    expect((await branch.versions()).branch).toBe(30);
  });
});

describe('sweeping', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs every second until it is stopped', async () => {
    const onFault = vi.fn();
    const stop = startSweeping(() => sweep(database, MORNING + 60 * SECOND), onFault);
    vi.advanceTimersByTime(SECOND);
    await stop();
    expect((await findRequest(database, request.id))?.request.escalated).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(onFault).not.toHaveBeenCalled();
  });

  it('goes on after a fault', async () => {
    const fault = new Error('no database');
    const broken: Database = { ...database, query: () => Promise.reject(fault) };
    const onFault = vi.fn();
    const stop = startSweeping(() => sweep(broken, MORNING), onFault);
    vi.advanceTimersByTime(SECOND);
    await vi.waitFor(() => expect(onFault).toHaveBeenCalledExactlyOnceWith(fault));
    vi.advanceTimersByTime(SECOND);
    await vi.waitFor(() => expect(onFault).toHaveBeenCalledTimes(2));
    await stop();
  });
});
