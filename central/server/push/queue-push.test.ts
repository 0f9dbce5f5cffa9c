import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KioskPush } from '../../contract/kiosk.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { setIssuing, setPause } from '../queue/switches.ts';
import { TestQueue } from '../queue/testing/test-queue.ts';
import { type Hub, openHub } from './hub.ts';
import { CounterPage, TestSocket } from './testing/test-sockets.ts';

let database: Database;
let queue: TestQueue;
let clerk: Awaited<ReturnType<TestQueue['addClerk']>>;
let hub: Hub;
let readings: number;
let isDown: boolean;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
  clerk = await queue.addClerk();
  readings = 0;
  isDown = false;
  const watched: Database = {
    ...database,
    query: (sql, parameters) => {
      readings += 1;
      return isDown ? Promise.reject(new Error('down')) : database.query(sql, parameters);
    },
  };
  hub = await openHub({ database: watched, now: () => queue.now, onFault: () => undefined });
});
afterEach(() => hub.close());

const linkCounter = (after: number | null = null) => {
  const socket = new TestSocket();
  hub.linkCounter(socket, clerk, after);
  return socket;
};
const linkKiosk = () => {
  const socket = new TestSocket();
  hub.linkKiosk(socket, queue.kiosk);
  return socket;
};
/** After this everything that was committed before has been told. */
const told = async (): Promise<void> => {
  await hub.beat();
  await hub.beat();
};
const callsTold = (socket: TestSocket) =>
  socket
    .kioskMessages()
    .flatMap((each: KioskPush) => (each.kind === 'called' ? [each.called] : []))
    .map((called) => called.map(({ ticket, calls, isCalling }) => [ticket, calls, isCalling]));

describe('a counter', () => {
  it('gets who waits and what is off, then every change', async () => {
    const { id } = await queue.ticket();
    const socket = linkCounter();
    await told();
    expect(socket.counterMessages()[0]).toMatchObject({
      kind: 'snapshot',
      entries: [{ id, state: 'waiting' }],
      switches: { pausing: [], switchedOff: [] },
    });
    await queue.next(clerk);
    await setPause(database, { staff: clerk, pauses: true, now: queue.now });
    await setIssuing(database, {
      ...{ staff: queue.lead, serviceId: 'registration', issues: false, text: null },
      now: queue.now,
    });
    await told();
    const changes = socket.counterMessages().filter(({ kind }) => /entry|switches/.test(kind));
    expect(changes[0]).toMatchObject({ kind: 'entry', entry: { id, state: 'called' } });
    expect(changes.at(-1)).toMatchObject({
      kind: 'switches',
      switches: { pausing: [clerk.counter.id], switchedOff: ['registration'] },
    });
  });

  it('cut off at any version and resumed shows what one shows that never was', async () => {
    const steady = linkCounter();
    await told();
    const steps = [
      () => queue.ticket(),
      () => queue.ticket(),
      () => queue.next(clerk),
      () => setPause(database, { staff: clerk, pauses: true, now: queue.now }),
      () => queue.ticket('registration'),
    ];
    const cuts: number[] = [];
    for (const step of steps) {
      await step();
      await told();
      cuts.push(new CounterPage().read(steady.counterMessages()).version);
    }
    const whole = new CounterPage().read(steady.counterMessages());
    expect(whole.shown.size).toBe(3);
    for (const cut of cuts) {
      const upTo = steady
        .counterMessages()
        .filter((each) => !('version' in each) || each.version <= cut);
      const page = new CounterPage().read(upTo);
      const resumed = linkCounter(page.version);
      await told();
      page.read(resumed.counterMessages());
      expect(page.version).toBe(whole.version);
      expect([...page.shown].sort()).toEqual([...whole.shown].sort());
    }
  });
});

describe('a waiting room', () => {
  it('gets the last calls at once, and whenever one changes', async () => {
    const first = await queue.ticket();
    await queue.next(clerk);
    const screen = linkKiosk();
    await told();
    expect(callsTold(screen)).toEqual([[['A001', 1, true]]]);
    queue.branch.now += 1_000;
    await queue.step(clerk, first.id, { kind: 'recall' });
    await told();
    await queue.step(clerk, first.id, { kind: 'serve' });
    await told();
    await queue.ticket();
    await told();
    expect(callsTold(screen).slice(1)).toEqual([[['A001', 2, true]], [['A001', 2, false]]]);
    await queue.step(clerk, first.id, { kind: 'finish' });
    queue.branch.now += 1_000;
    await queue.next(clerk);
    await told();
    expect(callsTold(screen).at(-1)).toEqual([
      ['A002', 1, true],
      ['A001', 2, false],
    ]);
  });

  it('costs one reading of the calls a turn, however many there are', async () => {
    const screens = Array.from({ length: 30 }, linkKiosk);
    await told();
    await queue.ticket();
    await told();
    readings = 0;
    await told();
    const idle = readings;
    await queue.next(clerk);
    await told();
    for (const screen of screens) expect(callsTold(screen).at(-1)).toEqual([['A001', 1, true]]);
    // Two readings are the calls, the others look for changes.
    expect(readings - 2 * idle).toBeLessThanOrEqual(6);
  });

  it('hears of a call that could not be read at first', async () => {
    const screen = linkKiosk();
    await queue.ticket();
    await told();
    isDown = true;
    await queue.next(clerk);
    await hub.beat();
    isDown = false;
    await told();
    expect(callsTold(screen).at(-1)).toEqual([['A001', 1, true]]);
  });

  it('shows no call of yesterday', async () => {
    const screen = linkKiosk();
    await queue.ticket();
    await queue.next(clerk);
    await told();
    queue.branch.now += 24 * 60 * 60_000;
    await told();
    expect(callsTold(screen).at(-1)).toEqual([]);
  });

  it('hears of a counter that lies elsewhere now', async () => {
    const screen = linkKiosk();
    await queue.ticket();
    await queue.next(clerk);
    await told();
    const counters = queue.configuration.counters.map((each) => ({
      ...{ ...each, direction: 'rechts, 2. Tür', arrow: 'right' as const },
    }));
    await queue.configure({ counters });
    await told();
    expect(screen.kioskMessages().findLast(({ kind }) => kind === 'called')).toMatchObject({
      called: [{ direction: 'rechts, 2. Tür', arrow: 'right' }],
    });
  });
});
