import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { listKiosks } from '../kiosks/presence.ts';
import { UNREAD_BYTES_MAX } from './open-links.ts';
import { changesTo, kindsOf, TestHub } from './testing/test-hub.ts';
import type { TestSocket } from './testing/test-sockets.ts';

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

describe('a kiosk', () => {
  it('hears of its latest request, and of no other', async () => {
    const none = test.linkKiosk();
    await test.told();
    const older = await test.branch.open(test.kiosk);
    test.branch.now += 1_000;
    const latest = await test.branch.open(test.kiosk, { transactionId: 'transaction-2' });
    await test.branch.open(await test.branch.addKiosk());
    const late = test.linkKiosk();
    await test.told();
    await test.branch.report(test.kiosk, { kind: 'request-withdrawn', requestId: older.id });
    const approved = await test.branch.approve(test.clerk, latest);
    await test.told();
    const lastOf = (socket: TestSocket) =>
      socket
        .kioskMessages()
        .filter(({ kind }) => kind === 'request')
        .at(-1);
    const states = late
      .kioskMessages()
      .flatMap((each) => (each.kind === 'request' ? [each.request?.id] : []));
    expect(none.kioskMessages()[0]).toEqual({ kind: 'request', request: null });
    expect(new Set(states)).toEqual(new Set([latest.id]));
    for (const socket of [none, late]) {
      expect(lastOf(socket)).toEqual({ kind: 'request', request: approved });
    }
  });

  it('is shown as connected as long as its link stands', async () => {
    test.linkKiosk();
    await test.told();
    const [present] = await listKiosks(database, test.branch.id, test.branch.now);
    expect(present).toMatchObject({ id: test.kiosk.id, connected: true });
  });
});

describe('links', () => {
  it('of fifty counters cost one reading a change', async () => {
    const sockets = Array.from({ length: 50 }, () => test.linkCounter());
    await test.told();
    test.readings = 0;
    await test.branch.open(test.kiosk);
    await vi.waitFor(() => {
      for (const socket of sockets) expect(changesTo(socket)).toEqual([[1, 'open']]);
    });
    expect(test.readings).toBe(1);
    expect(new Set(sockets.map(({ texts }) => texts.at(-1))).size).toBe(1);
  });

  it('that come at once are let in with few readings', async () => {
    const last = await test.work();
    test.readings = 0;
    const counters = Array.from({ length: 60 }, (_, index) =>
      test.linkCounter(index % 2 === 0 ? null : 1 + (index % last)),
    );
    const kiosks = Array.from({ length: 60 }, () => test.linkKiosk());
    await vi.waitFor(() => {
      for (const { texts } of [...counters, ...kiosks]) expect(texts).not.toEqual([]);
    });
    expect(test.readings).toBeLessThanOrEqual(8);
  });

  it('are cut where the peer does not read', async () => {
    const slow = test.linkCounter();
    const quick = test.linkCounter();
    await test.told();
    slow.bufferedAmount = UNREAD_BYTES_MAX + 1;
    await test.branch.open(test.kiosk);
    await vi.waitFor(() => expect(changesTo(quick)).toHaveLength(1));
    expect(slow.closing).toBe('terminated');
    expect(quick.closing).toBeNull();
  });

  it('are cut where the peer answers no ping', async () => {
    const silent = test.linkCounter();
    const alive = test.linkKiosk();
    silent.isSilent = true;
    for (let beat = 1; beat <= 2; beat++) await test.hub.beat();
    expect(silent.closing).toBeNull();
    await test.hub.beat();
    expect(silent.closing).toBe('terminated');
    expect(alive.closing).toBeNull();
  });

  it('beat with the version that was told last', async () => {
    const counter = test.linkCounter();
    const visitor = test.linkKiosk();
    await test.branch.open(test.kiosk);
    await test.told();
    expect(counter.counterMessages().at(-1)).toEqual({
      kind: 'beat',
      version: 1,
      at: '2026-11-23T09:00:00.000Z',
    });
    expect(visitor.kioskMessages().at(-1)).toEqual({ kind: 'beat' });
  });

  it('do not beat while the database does not answer, and then go on without a gap', async () => {
    const socket = test.linkCounter();
    await test.told();
    const before = socket.texts.length;
    test.isDown = true;
    await test.branch.open(test.kiosk);
    await test.hub.beat();
    expect(socket.texts).toHaveLength(before);
    expect(test.faults).not.toEqual([]);
    test.isDown = false;
    await test.told();
    expect(changesTo(socket)).toEqual([[1, 'open']]);
    expect(kindsOf(socket).at(-1)).toBe('beat');
  });

  it('end with the hub', async () => {
    const socket = test.linkCounter();
    await test.told();
    await test.hub.close();
    expect(socket.closing).toBe(1001);
  });
});
