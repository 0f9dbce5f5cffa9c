import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NumberLease } from '../../contract/queue.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { newFollowToken } from './new-entry.ts';
import { SERVICES, TestQueue } from './testing/test-queue.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let database: Database;
let queue: TestQueue;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
});

const wish = (id: string = randomUUID(), serviceId = 'identity-card') => ({ id, serviceId });
const lease = async (ledgerId?: string): Promise<NumberLease> => {
  const ledger = ledgerId === undefined ? {} : { ledgerId };
  const { leases } = await queue.leases({ ...ledger, wishes: [wish()] });
  const [granted] = leases;
  if (!granted) throw new Error('no lease was granted');
  return granted;
};
const offline = ({ id }: NumberLease, number: number, change: object = {}) => ({
  ...{ id: randomUUID(), leaseId: id, number, at: new Date(queue.now).toISOString() },
  followToken: newFollowToken(),
  ...change,
});

describe('a lease', () => {
  it('holds numbers that nobody else gets', async () => {
    await queue.ticket();
    expect(await lease()).toMatchObject({ prefix: 'A', digits: 3, firstNumber: 2, lastNumber: 6 });
    expect((await queue.ticket()).ticket).toBe('A007');
  });

  it('wished for again is the same one', async () => {
    const wishes = [wish()];
    const first = await queue.leases({ wishes });
    expect(await queue.leases({ wishes })).toEqual(first);
    expect((await queue.ticket()).ticket).toBe('A006');
  });

  it('grows with demand', async () => {
    const sizeNow = async () => (await queue.leases({})).advised[0]?.numbers;
    expect(await sizeNow()).toBe(5);
    for (let each = 0; each < 12; each += 1) await queue.ticket();
    expect(await sizeNow()).toBe(36);
  });

  it('is kept over nights until it is returned', async () => {
    const kept = await lease();
    queue.branch.now += 2 * DAY;
    expect((await queue.ticket()).ticket).toBe('A006');
    await queue.leases({ returned: [kept.id] });
    expect((await queue.ticket()).ticket).toBe('A007');
    queue.branch.now += DAY;
    expect((await queue.ticket()).ticket).toBe('A001');
  });

  it('of a ledger that is lost ends with the next one, and not before', async () => {
    const [before, after] = [randomUUID(), randomUUID()];
    const lost = await lease(before);
    const fresh = await lease(after);
    expect(fresh.firstNumber).toBe(lost.lastNumber + 1);
    await expect(queue.leases({ ledgerId: before })).rejects.toMatchObject({ code: 'conflict' });
    queue.branch.now += 2 * DAY;
    expect((await queue.ticket()).ticket).toBe('A001');
    expect((await queue.report([offline(fresh, fresh.firstNumber)])).refused).toEqual([]);
  });

  it('is refused to whoever hoards, and of unknown services', async () => {
    for (let each = 0; each < 4; each += 1) await lease();
    const more = [wish(), wish(undefined, 'nothing')];
    expect((await queue.leases({ wishes: more })).leases).toEqual([]);
  });

  it('of another kiosk is not shown', async () => {
    const { id } = await lease();
    const other = await queue.addKiosk();
    await expect(queue.leases({ wishes: [wish(id)] }, other)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('is no larger than what is left', async () => {
    const [service] = SERVICES;
    const series = { prefix: 'C', firstNumber: 1, lastNumber: 2 };
    await queue.configure({ services: [{ ...service, series }] });
    expect(await lease()).toMatchObject({ firstNumber: 1, lastNumber: 1 });
    expect(await lease()).toMatchObject({ firstNumber: 2, lastNumber: 2 });
    expect((await queue.leases({ wishes: [wish()] })).leases).toEqual([]);
    expect(await queue.give()).toEqual({ kind: 'no-tickets-left' });
  });
});

describe('tickets given without a network', () => {
  it('come in once, with the time at which they were given', async () => {
    const held = await lease();
    queue.branch.now += 30 * MINUTE;
    const ticket = offline(held, 3, { at: '2026-11-23T09:10:00.000Z' });
    for (let each = 0; each < 3; each += 1) {
      expect(await queue.report([ticket])).toEqual({ stored: [ticket.id], refused: [] });
    }
    expect(await queue.entry(ticket.id)).toMatchObject({
      ticket: 'A003',
      state: 'waiting',
      queuedAt: '2026-11-23T09:10:00.000Z',
    });
    expect((await queue.branch.versions()).branch).toBe(2);
  });

  it.each([
    ['yesterday', '2026-11-22T09:10:00.000Z', '2026-11-23T09:00:00.000Z'],
    ['tomorrow', '2026-11-24T09:10:00.000Z', '2026-11-23T09:30:00.000Z'],
  ])('by a clock that says %s have a time that can be', async (_, at, queuedAt) => {
    const held = await lease();
    queue.branch.now += 30 * MINUTE;
    const ticket = offline(held, 3, { at });
    await queue.report([ticket]);
    expect(await queue.entry(ticket.id)).toMatchObject({ queuedAt });
  });

  it('count against the limit of the day', async () => {
    const { leases } = await queue.leases({ wishes: [wish(undefined, 'registration')] });
    const [held] = leases;
    if (!held) throw new Error('no lease was granted');
    await queue.report([1, 2, 3].map((number) => offline(held, number)));
    expect(await queue.give('registration')).toEqual({ kind: 'no-tickets-left' });
  });

  it('have the number on paper where the question had got through after all', async () => {
    const held = await lease();
    const id = randomUUID();
    await queue.give(undefined, id);
    const ticket = offline(held, 2, { id });
    await queue.report([ticket]);
    await queue.report([ticket]);
    expect((await queue.entry(id))?.ticket).toBe('A002');
    const entries = await database.query('SELECT ticket FROM queue_entries WHERE branch_id = $1', [
      queue.branch.id,
    ]);
    expect(entries).toEqual([{ ticket: 'A002' }]);
  });

  it('that cannot be are refused, and do not hold up the others', async () => {
    const held = await lease();
    const other = await queue.addKiosk();
    const given = offline(held, 1);
    await queue.report([given]);
    const good = offline(held, 2);
    const bad = [
      offline(held, 6),
      offline(held, 1),
      offline(held, 3, { leaseId: randomUUID() }),
      { ...offline(held, 4), id: given.id },
    ];
    expect(await queue.report([...bad, good])).toEqual({
      stored: [good.id],
      refused: [
        { id: bad[0]?.id, reason: 'number-not-leased' },
        { id: bad[1]?.id, reason: 'number-given' },
        { id: bad[2]?.id, reason: 'lease-unknown' },
        { id: bad[3]?.id, reason: 'number-given' },
      ],
    });
    expect(await queue.report([offline(held, 5)], other)).toMatchObject({
      refused: [{ reason: 'lease-unknown' }],
    });
  });
});
