import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS, TestBranch } from '../fast-lane/testing/test-branch.ts';
import { endSession } from '../staff/sessions.ts';
import { changesTo, kindsOf, pageOf, TestHub } from './testing/test-hub.ts';
import { CounterPage } from './testing/test-sockets.ts';

const DAY = 24 * 60 * 60 * 1_000;

let database: Database;
let test: TestHub;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  test = await TestHub.open(database);
});
afterEach(() => test.hub.close());

describe('a counter', () => {
  it('gets a snapshot, then every change as it happens', async () => {
    const before = await test.branch.open(test.kiosk);
    const socket = test.linkCounter();
    await vi.waitFor(() => expect(kindsOf(socket)).toEqual(['snapshot']));
    expect(socket.counterMessages()[0]).toEqual({
      kind: 'snapshot',
      version: 1,
      requests: [before],
      alarms: [],
      entries: [],
      switches: { pausing: [], switchedOff: [] },
      at: '2026-11-23T09:00:00.000Z',
    });
    await test.branch.approve(test.clerk, before);
    await vi.waitFor(() => expect(changesTo(socket).at(-1)).toEqual([3, 'approved']));
  });

  it('hears of every version once and in order when changes come one by one', async () => {
    const socket = test.linkCounter();
    await test.told();
    const request = await test.branch.open(test.kiosk);
    await test.told();
    await test.branch.take(test.clerk, request);
    await test.told();
    await test.branch.report(test.kiosk, { kind: 'request-withdrawn', requestId: request.id });
    await test.told();
    expect(changesTo(socket)).toEqual([
      [1, 'open'],
      [2, 'taken'],
      [3, 'withdrawn'],
    ]);
  });

  it('cut off at any version and resumed shows what one shows that never was', async () => {
    const steady = test.linkCounter();
    await test.told();
    const last = await test.work();
    const expected = [...pageOf(steady).shown].sort();
    expect(expected).toHaveLength(3);
    for (let cut = 1; cut <= last; cut++) {
      const page = pageOf(steady, cut);
      const resumed = test.linkCounter(page.version);
      await test.told();
      expect(kindsOf(resumed)).not.toContain('snapshot');
      page.read(resumed.counterMessages());
      expect(page.version).toBe(last);
      expect([...page.shown].sort()).toEqual(expected);
    }
  });

  it('cut off while changes come misses none', async () => {
    const page = new CounterPage();
    const request = await test.branch.open(test.kiosk);
    const steps = [
      () => test.branch.take(test.clerk, request),
      () => test.branch.open(test.kiosk),
      () => test.branch.approve(test.clerk, request),
    ];
    for (const step of steps) {
      const socket = test.linkCounter(page.version);
      await step();
      if (step !== steps[1]) await test.told();
      page.read(socket.counterMessages());
      socket.terminate();
    }
    const last = test.linkCounter(page.version);
    const fresh = test.linkCounter();
    await test.told();
    page.read(last.counterMessages());
    expect([...page.shown].sort()).toEqual([...pageOf(fresh).shown].sort());
  });

  it.each<[string, number]>([
    ['nothing', 0],
    ['the future', 99],
    ['more than any version', 999_999_999_999_999],
  ])('that claims to have seen %s gets a snapshot', async (_, after) => {
    await test.work();
    const socket = test.linkCounter(after);
    await test.told();
    expect(kindsOf(socket)[0]).toBe('snapshot');
  });

  it('that was last here yesterday gets a snapshot of today', async () => {
    const last = await test.work();
    test.branch.now += DAY;
    const socket = test.linkCounter(last, await test.branch.addClerk());
    await test.told();
    expect(socket.counterMessages()[0]).toMatchObject({
      kind: 'snapshot',
      version: last,
      requests: [expect.objectContaining({ state: 'approved' })],
      alarms: [],
    });
  });

  it('hears nothing of other branches', async () => {
    const other = await TestBranch.create(database);
    const socket = test.linkCounter();
    await other.open(await other.addKiosk());
    await test.told();
    expect(new Set(kindsOf(socket))).toEqual(new Set(['snapshot', 'beat']));
  });

  it('is told at once that it is signed out, on whatever node that happened', async () => {
    const socket = test.linkCounter();
    const colleague = test.linkCounter(null, await test.branch.addClerk());
    await test.told();
    await endSession(database, test.clerk.sessionId);
    await vi.waitFor(() => expect(socket.closing).toBe(1000));
    expect(kindsOf(socket).at(-1)).toBe('signed-out');
    expect(colleague.closing).toBeNull();
  });

  it('is told with the next beat that its session has run out', async () => {
    const socket = test.linkCounter();
    test.branch.now += DAY;
    await test.told();
    expect(kindsOf(socket).at(-1)).toBe('signed-out');
    expect(socket.closing).toBe(1000);
  });
});
