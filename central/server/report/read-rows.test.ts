import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { readConfiguration } from '../queue/configuration.ts';
import { giveStaffTicket } from '../queue/give-ticket.ts';
import { TestQueue } from '../queue/testing/test-queue.ts';
import { makeReport } from './make-report.ts';
import { readRows } from './read-rows.ts';

const MINUTE = 60_000;
const MANY = 10_000;

let database: Database;
let queue: TestQueue;
beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());

const report = async (from: string, to: string) => {
  const branchId = queue.branch.id;
  return makeReport({
    question: { from, to },
    configuration: await readConfiguration(database, branchId),
    rows: await readRows(database, branchId, { from, to }),
    now: queue.now,
  });
};
const pass = (minutes: number): void => {
  queue.branch.now += minutes * MINUTE;
};
const closedAt = (at: string, result = 'pin-set', storedAt = at) =>
  database.query(
    `INSERT INTO kiosk_events (kiosk_id, id, at, stored_at, kind, body)
     VALUES ($1, $2, $3, $4, 'transaction-closed', $5::jsonb)`,
    [queue.kiosk.id, randomUUID(), at, storedAt, JSON.stringify({ service: 'reset-pin', result })],
  );

describe('what a branch has done', () => {
  it('is told by service, with waits up to the first call and times from call to end', async () => {
    queue = await TestQueue.create(database);
    const clerk = await queue.addClerk();
    const first = await queue.ticket();
    pass(1);
    const second = await queue.ticket('registration');
    pass(9);
    await queue.next(clerk);
    await queue.step(clerk, first.id, { kind: 'recall' });
    await queue.step(clerk, first.id, { kind: 'serve' });
    pass(6);
    await queue.step(clerk, first.id, { kind: 'finish' });
    pass(4);
    await queue.next(clerk);
    await queue.step(clerk, second.id, { kind: 'miss' });
    const { days, weeks, whole } = await report('2026-11-23', '2026-11-29');
    const wait = (minutes: number) => ({ count: 1, median: minutes, ninetieth: minutes });
    expect(days).toHaveLength(1);
    expect(days[0]).toMatchObject({
      name: '2026-11-23',
      counters: { handled: 1, missed: 1, wait: { count: 2, median: 14.5, ninetieth: 18.1 } },
      services: [
        { serviceId: 'identity-card', handled: 1, missed: 0, wait: wait(10), handling: wait(6) },
        { serviceId: 'registration', handled: 0, missed: 1, wait: wait(19), handling: null },
      ],
    });
    expect(weeks).toMatchObject([{ name: '2026-W48', counters: { handled: 1, missed: 1 } }]);
    expect(whole.counters).toEqual(days[0]?.counters);
  });

  it('says who gave the tickets, who had an appointment, and in which hour they came', async () => {
    queue = await TestQueue.create(database);
    await queue.book(queue.now, 'K7MR4W2P');
    await queue.ticket();
    await queue.checkIn('K7MR4W2P');
    pass(75);
    const { lead: staff, now } = queue;
    const asked = { serviceId: 'identity-card', preferred: false, note: null };
    await giveStaffTicket(database, { staff, entryId: randomUUID(), ...asked, now });
    const { days, whole } = await report('2026-11-23', '2026-11-23');
    expect(days[0]?.tickets).toEqual({
      ...{ kiosk: 2, staff: 1, withAppointment: 1, withoutAppointment: 2 },
      arrivals: [
        { hour: 10, people: 2 },
        { hour: 11, people: 1 },
      ],
    });
    expect(whole.tickets).toEqual(days[0]?.tickets);
  });

  it('keeps the first wait of somebody who was missed and came back', async () => {
    queue = await TestQueue.create(database);
    const clerk = await queue.addClerk();
    const { id } = await queue.ticket();
    pass(12);
    await queue.next(clerk);
    await queue.step(clerk, id, { kind: 'miss' });
    pass(30);
    await queue.step(clerk, id, { kind: 'return' });
    pass(1);
    await queue.next(clerk);
    await queue.step(clerk, id, { kind: 'serve' });
    pass(5);
    await queue.step(clerk, id, { kind: 'finish' });
    const { whole } = await report('2026-11-23', '2026-11-23');
    expect(whole.counters).toMatchObject({ handled: 1, missed: 0, wait: { median: 12 } });
  });

  it('counts by the days of the branch, also when the clock changes', async () => {
    queue = await TestQueue.create(database);
    // On 25 October 2026 the day has 25 hours, on 28 March 2027 it has 23.
    for (const at of [
      '2026-10-24T21:59:59Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-10-25T22:59:59Z',
      '2026-10-25T23:00:00Z',
      '2027-03-27T22:59:59Z',
      '2027-03-27T23:00:00Z',
      '2027-03-28T21:59:59Z',
      '2027-03-28T22:00:00Z',
    ]) {
      await closedAt(at);
    }
    const perDay = async (from: string, to: string) =>
      (await report(from, to)).days.map(({ name, kiosk }) => [name, kiosk.handled]);
    expect(await perDay('2026-10-24', '2026-10-26')).toEqual([
      ['2026-10-24', 1],
      ['2026-10-25', 4],
      ['2026-10-26', 1],
    ]);
    expect(await perDay('2026-10-25', '2026-10-25')).toEqual([['2026-10-25', 4]]);
    expect(await perDay('2027-03-28', '2027-03-28')).toEqual([['2027-03-28', 2]]);
  });

  it('counts at a kiosk what ended with success, and no later than it was reported', async () => {
    queue = await TestQueue.create(database);
    await closedAt('2026-11-23T09:00:00Z');
    await closedAt('2026-11-23T09:00:00Z', 'cancelled');
    await closedAt('2027-11-23T09:00:00Z', 'eid-activated', '2026-11-24T09:00:00Z');
    const { days, whole } = await report('2026-11-23', '2026-11-24');
    expect(days.map(({ name, kiosk }) => [name, kiosk.handled])).toEqual([
      ['2026-11-23', 1],
      ['2026-11-24', 1],
    ]);
    expect(whole.kiosk).toMatchObject({ freeing: 2, minutesFreed: 20, appointmentsFreed: 3 });
  });

  it('says nothing of another branch', async () => {
    queue = await TestQueue.create(database);
    expect(await report('2026-10-01', '2027-03-31')).toMatchObject({ days: [], weeks: [] });
  });

  it(`is told in seconds for a year with ${MANY} entries`, async () => {
    queue = await TestQueue.create(database);
    await fillYear();
    await database.query('ANALYZE');
    const began = performance.now();
    const { whole, days, weeks } = await report('2026-01-01', '2026-12-31');
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(whole.counters).toMatchObject({ handled: MANY, wait: { count: MANY, median: 7 } });
    expect(days.reduce((sum, { counters }) => sum + counters.handled, 0)).toBe(MANY);
    expect(weeks.length).toBeGreaterThan(28);
    const day = await report('2026-02-01', '2026-02-01');
    expect(day.whole.counters.handled).toBe(50);
  });
});

/** 50 people a day for 200 days, each called after 7 minutes. */
async function fillYear(): Promise<void> {
  const { id: branchId } = queue.branch;
  const { id: pattern } = await queue.ticket();
  await database.query(
    `WITH new AS (
       SELECT n, date '2026-01-01' + n / 50 AS day, gen_random_uuid() AS id
       FROM generate_series(0, $3::int - 1) n
     ),
     filled AS (
       INSERT INTO queue_entries
       SELECT f.* FROM new, queue_entries e, jsonb_populate_record(e, jsonb_build_object(
         'id', new.id, 'day', new.day, 'ticket', 'X' || n, 'state', 'done',
         'queued_at', new.day + interval '9 hours', 'changed_version', 1000000 + n,
         'follow_token', 'X' || n
       )) f
       WHERE e.id = $2
     )
     INSERT INTO branch_events
       (branch_id, version, at, day, kind, entry_id, actor_kind, detail)
     SELECT $1, 2000000 + n, day + interval '9 hours 7 minutes', day, 'queue-call', id, 'staff', '{}'
     FROM new`,
    [branchId, pattern, MANY],
  );
  await database.query('DELETE FROM queue_entries WHERE id = $1', [pattern]);
}
