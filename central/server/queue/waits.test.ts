import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WaitRange } from '../../contract/queue.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { setPause } from './switches.ts';
import { TestQueue } from './testing/test-queue.ts';
import { createWaits, type Waits } from './waits.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let database: Database;
let queue: TestQueue;
let clerk: Awaited<ReturnType<TestQueue['addClerk']>>;
let waits: Waits;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
  clerk = await queue.addClerk();
  waits = createWaits(database, () => 0.5);
});

async function waitNow(): Promise<WaitRange | undefined> {
  const { branch, configuration, now } = queue;
  const serviceId = 'identity-card';
  const asked = {
    id: 'new',
    serviceId,
    kind: 'walk-in',
    queuedAt: now,
    appointmentAt: null,
    preferred: false,
  } as const;
  return (await waits.of({ branchId: branch.id, configuration, now }, [asked])).get('new');
}

/** Somebody is served for so long. */
async function serve(minutes: number): Promise<void> {
  const { id } = await queue.ticket();
  await queue.next(clerk);
  await queue.step(clerk, id, { kind: 'serve' });
  queue.branch.now += minutes * MINUTE;
  await queue.step(clerk, id, { kind: 'finish' });
  queue.branch.now += HOUR / 12;
}

describe('the wait in a branch', () => {
  it('is as configured at first, and as measured later', async () => {
    await queue.ticket();
    expect(await waitNow()).toEqual({ fromMinutes: 10, toMinutes: 10 });
    await queue.next(clerk);
    await queue.step(clerk, await inHand(), { kind: 'miss' });
    for (let each = 0; each < 9; each += 1) await serve(25);
    await database.query('UPDATE staff_sessions SET seen_at = $1', [new Date(queue.now)]);
    await queue.ticket();
    waits = createWaits(database, () => 0.5);
    expect(await waitNow()).toEqual({ fromMinutes: 25, toMinutes: 25 });
  });

  it('counts on the counters that are open', async () => {
    await queue.ticket();
    const pause = { staff: clerk, now: queue.now };
    await setPause(database, { ...pause, pauses: true });
    expect(await waitNow()).toBeNull();
    await setPause(database, { ...pause, pauses: false });
    expect(await waitNow()).toEqual({ fromMinutes: 10, toMinutes: 10 });
    queue.branch.now += HOUR;
    // Whoever was signed in has not been heard of since.
    expect(await waitNow()).toBeNull();
  });

  it('knows the appointments to come, and nothing of yesterday', async () => {
    expect(await waitNow()).toEqual({ fromMinutes: 0, toMinutes: 5 });
    await queue.book(queue.now + 2 * MINUTE, 'K7MR4W2P');
    expect(await waitNow()).toEqual({ fromMinutes: 10, toMinutes: 10 });
    await queue.checkIn('K7MR4W2P');
    expect(await waitNow()).toEqual({ fromMinutes: 10, toMinutes: 10 });
    queue.branch.now += 2 * DAY;
    await database.query('UPDATE staff_sessions SET seen_at = $1', [new Date(queue.now)]);
    expect(await waitNow()).toEqual({ fromMinutes: 0, toMinutes: 5 });
  });
});

async function inHand(): Promise<string> {
  const answer = await queue.next(clerk);
  if (answer.kind !== 'in-hand') throw new Error('the counter has nobody');
  return answer.entry.id;
}
