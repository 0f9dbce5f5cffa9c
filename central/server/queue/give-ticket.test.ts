import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { SERVICES, TestQueue } from './testing/test-queue.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let database: Database;
let queue: TestQueue;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
});

describe('a ticket', () => {
  it('has the next number of its service, and where to wait', async () => {
    expect(await queue.give()).toMatchObject({
      kind: 'given',
      place: 'Wartebereich 1',
      entry: { ticket: 'A001', kind: 'walk-in', state: 'waiting', serviceId: 'identity-card' },
    });
    expect((await queue.ticket('registration')).ticket).toBe('B01');
    expect((await queue.ticket()).ticket).toBe('A002');
  });

  // it-at-m/eappointment #420, #659, #933, #2206: one tap printed several tickets.
  it('asked for many times at once is one ticket', async () => {
    const id = randomUUID();
    const given = await Promise.all(Array.from({ length: 20 }, () => queue.give(undefined, id)));
    expect(new Set(given.map((each) => JSON.stringify(each))).size).toBe(1);
    expect((await queue.ticket()).ticket).toBe('A002');
    expect(await queue.branch.versions()).toEqual({ branch: 3, events: [1, 2, 3] });
  });

  it('given once is shown again after the branch has closed', async () => {
    const id = randomUUID();
    const given = await queue.give(undefined, id);
    queue.branch.now += 10 * HOUR;
    expect(await queue.give(undefined, id)).toEqual(given);
    expect(await queue.give()).toEqual({ kind: 'not-open', open: { kind: 'closed' } });
  });

  it('of somebody else is not given away', async () => {
    const id = randomUUID();
    await queue.give(undefined, id);
    await expect(queue.give('registration', id)).rejects.toMatchObject({ code: 'conflict' });
    const other = await TestQueue.create(database);
    await expect(other.give(undefined, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is not given for an unknown service', async () => {
    await expect(queue.give('nothing')).rejects.toMatchObject({ code: 'service-not-offered' });
  });

  it('is not given beyond the limit of the day, and again on the next', async () => {
    for (const ticket of ['B01', 'B02', 'B03']) {
      expect((await queue.ticket('registration')).ticket).toBe(ticket);
    }
    expect(await queue.give('registration')).toEqual({ kind: 'no-tickets-left' });
    queue.branch.now += 2 * DAY;
    expect((await queue.ticket('registration')).ticket).toBe('B01');
  });

  it('is not given when all numbers are, and none is given twice', async () => {
    const [service] = SERVICES;
    const series = { prefix: 'C', firstNumber: 8, lastNumber: 10 };
    await queue.configure({ services: [{ ...service, series }] });
    const tickets = await Promise.all(Array.from({ length: 5 }, () => queue.give()));
    const numbers = tickets.flatMap((each) => (each.kind === 'given' ? [each.entry.ticket] : []));
    expect(numbers.sort()).toEqual(['C08', 'C09', 'C10']);
    expect(tickets.filter(({ kind }) => kind === 'no-tickets-left')).toHaveLength(2);
  });

  it('keeps the series that the day began with, even where its range moves', async () => {
    const [service, other] = SERVICES;
    await queue.ticket();
    const moved = { prefix: 'A', firstNumber: 500, lastNumber: 600 };
    const taken = { prefix: 'A', firstNumber: 1, lastNumber: 99 };
    await queue.configure({
      services: [
        { ...service, series: moved },
        { ...other, series: taken },
      ],
    });
    expect((await queue.ticket()).ticket).toBe('A002');
    // Its new numbers were another's today.
    expect(await queue.give('registration')).toEqual({ kind: 'no-tickets-left' });
    queue.branch.now += 2 * DAY;
    expect((await queue.ticket()).ticket).toBe('A500');
    expect((await queue.ticket('registration')).ticket).toBe('A01');
  });

  it('cannot be set up for a counter of another branch', async () => {
    const elsewhere = await TestQueue.create(database);
    const stranger = await elsewhere.branch.addClerk();
    const counter = {
      counterId: stranger.counter.id,
      serviceIds: [],
      direction: null,
      arrow: null,
    };
    await expect(queue.configure({ counters: [counter] })).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});
