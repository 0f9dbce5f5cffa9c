import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { createGate } from '../gate.ts';
import { createFollow, type Follow } from './follow.ts';
import { readKioskQueue } from './kiosk-view.ts';
import { newFollowToken } from './new-entry.ts';
import { TestQueue } from './testing/test-queue.ts';
import { createWaits } from './waits.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let database: Database;
let queue: TestQueue;
let clerk: Awaited<ReturnType<TestQueue['addClerk']>>;
let follow: Follow;
let readings: number;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
  clerk = await queue.addClerk();
  readings = 0;
  const watched: Database = {
    ...database,
    query: (sql, parameters) => {
      readings += 1;
      return database.query(sql, parameters);
    },
  };
  follow = createFollow({
    database: watched,
    now: () => queue.now,
    waits: createWaits(watched, () => 0.5),
    gate: createGate({ running: 1, waiting: 5 }),
  });
});

async function taken(serviceId?: string): Promise<string> {
  const given = await queue.give(serviceId);
  if (given.kind !== 'given') throw new Error(`no ticket was given: ${given.kind}`);
  queue.branch.now += MINUTE;
  return given.followToken;
}

describe('a phone', () => {
  it('shows how many are before, and where to go once called', async () => {
    const [first, second] = [await taken(), await taken()];
    expect(await follow(second)).toMatchObject({
      ...{ ticket: 'A002', state: 'waiting', place: 'Wartebereich 1', ahead: 1 },
      ...{ counter: null, direction: null, at: new Date(queue.now).toISOString() },
    });
    expect(await follow(first)).toMatchObject({ ahead: 0 });
    await queue.next(clerk);
    queue.branch.now += MINUTE;
    expect(await follow(first)).toMatchObject({
      ...{ state: 'called', counter: clerk.counter.name, ahead: 0, wait: null },
    });
    expect(await follow(second)).toMatchObject({ ahead: 0, state: 'waiting' });
  });

  it('counts those only whom a counter may call before', async () => {
    await queue.configure({ counters: [] });
    await queue.addClerk(['identity-card']);
    await taken('registration');
    const token = await taken();
    expect(await follow(token)).toMatchObject({ ahead: 0 });
    await queue.addClerk(['identity-card', 'registration']);
    queue.branch.now += MINUTE;
    expect(await follow(token)).toMatchObject({ ahead: 1 });
    const waits = createWaits(database, () => 0.5);
    const { services } = await readKioskQueue({ database, waits }, queue.branch.id, queue.now);
    expect(services.map(({ waiting }) => waiting)).toEqual([2, 2]);
  });

  it('sends nobody to a counter who is no longer awaited there', async () => {
    const token = await taken();
    const called = await queue.next(clerk);
    if (called.kind !== 'called') throw new Error('nobody was called');
    await queue.step(clerk, called.entry.id, { kind: 'miss' });
    expect(await follow(token)).toMatchObject({ state: 'missed', counter: null });
  });

  it('that asks all the time costs one reading', async () => {
    const token = await taken();
    await Promise.all(Array.from({ length: 50 }, () => follow(token)));
    const before = readings;
    await follow(token);
    expect(readings).toBe(before);
    queue.branch.now += MINUTE;
    await follow(token);
    expect(readings).toBeGreaterThan(before);
  });

  it('shows nothing of a token nobody has, nor of yesterday’s', async () => {
    await expect(follow(newFollowToken())).rejects.toMatchObject({ code: 'not-found' });
    const token = await taken();
    queue.branch.now += DAY;
    await expect(follow(token)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('follows the token on the slip of a kiosk that was cut off', async () => {
    const wish = { id: crypto.randomUUID(), serviceId: 'identity-card' };
    const { leases } = await queue.leases({ wishes: [wish] });
    const [lease] = leases;
    if (!lease) throw new Error('no lease was granted');
    const offline = (number: number, followToken: string) => ({
      ...{ id: crypto.randomUUID(), leaseId: lease.id, number, followToken },
      at: new Date(queue.now).toISOString(),
    });
    const online = crypto.randomUUID();
    const given = await queue.give('identity-card', online);
    const [own, paper] = [newFollowToken(), newFollowToken()];
    await queue.report([offline(1, own), { ...offline(2, paper), id: online }]);
    expect(await follow(own)).toMatchObject({ ticket: 'A001' });
    expect(await follow(paper)).toMatchObject({ ticket: 'A002' });
    // The slip that did not print had another.
    if (given.kind !== 'given') throw new Error('no ticket was given');
    await expect(follow(given.followToken)).rejects.toMatchObject({ code: 'not-found' });
    // Somebody else's token opens nobody's ticket.
    const copied = offline(3, own);
    expect(await queue.report([copied])).toEqual({ stored: [copied.id], refused: [] });
    queue.branch.now += MINUTE;
    expect(await follow(own)).toMatchObject({ ticket: 'A001' });
  });
});
