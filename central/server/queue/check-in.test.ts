import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS, MORNING } from '../fast-lane/testing/test-branch.ts';
import { TestQueue } from './testing/test-queue.ts';

const MINUTE = 60_000;
const CODE = 'K7MR4W2P';

let database: Database;
let queue: TestQueue;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
});

describe('checking in', () => {
  it('gives a number that is called at the time of the appointment', async () => {
    await queue.book(MORNING + 20 * MINUTE, CODE);
    expect(await queue.checkIn(CODE)).toMatchObject({
      kind: 'given',
      entry: {
        kind: 'appointment',
        ticket: 'A001',
        appointmentAt: '2026-11-23T09:20:00.000Z',
        queuedAt: '2026-11-23T09:00:00.000Z',
      },
    });
  });

  it('again shows the number, at whatever kiosk and however often at once', async () => {
    await queue.book(MORNING, CODE);
    const answers = await Promise.all(Array.from({ length: 10 }, () => queue.checkIn(CODE)));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it.each<[string, number, object]>([
    ['more than an hour early', 61, { kind: 'too-early', opensAt: '2026-11-23T09:01:00.000Z' }],
    ['an hour early', 60, { kind: 'given' }],
    ['an hour late', -60, { kind: 'given' }],
    ['later', -61, { kind: 'over', at: '2026-11-23T07:59:00.000Z' }],
  ])('%s', async (_, minutes, expected) => {
    await queue.book(MORNING + minutes * MINUTE, CODE);
    expect(await queue.checkIn(CODE)).toMatchObject(expected);
  });

  it('needs the code, in the right branch', async () => {
    await queue.book(MORNING, CODE);
    expect(await queue.checkIn('AAAAAAAA')).toEqual({ kind: 'unknown-code' });
    const other = await TestQueue.create(database);
    expect(await other.checkIn(CODE)).toEqual({ kind: 'unknown-code' });
  });

  it('does not count against the limit for those without an appointment', async () => {
    for (let given = 0; given < 3; given += 1) await queue.ticket('registration');
    await queue.book(MORNING, CODE, 'registration');
    expect(await queue.checkIn(CODE)).toMatchObject({ entry: { ticket: 'B04' } });
  });

  it('leaves an id that is another ticket’s', async () => {
    const { id } = await queue.ticket();
    await queue.book(MORNING, CODE);
    await expect(queue.checkIn(CODE, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await queue.checkIn(CODE, randomUUID())).toMatchObject({ kind: 'given' });
  });
});

describe('appointments', () => {
  it('have codes of their own in a branch', async () => {
    await queue.book(MORNING, CODE);
    await expect(queue.book(MORNING, CODE)).rejects.toMatchObject({ code: 'conflict' });
    const other = await TestQueue.create(database);
    await other.book(MORNING, CODE);
    expect(await other.checkIn(CODE)).toMatchObject({ kind: 'given' });
  });
});
