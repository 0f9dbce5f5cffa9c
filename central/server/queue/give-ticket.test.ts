import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { readConfiguration } from './configuration.ts';
import { giveStaffTicket } from './give-ticket.ts';
import { setIssuing } from './switches.ts';
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

  it('asked for many times at once is one: one tap (it-at-m/eappointment #420, #659, #933, #2206)', async () => {
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

describe('a ticket that staff give', () => {
  const give = (change: Partial<Parameters<typeof giveStaffTicket>[1]> = {}) =>
    giveStaffTicket(database, {
      ...{ staff: queue.lead, entryId: randomUUID(), serviceId: 'registration', now: queue.now },
      ...{ preferred: false, note: null },
      ...change,
    });

  it('is given outside hours, above the limit and where kiosks give none', async () => {
    for (let each = 0; each < 3; each += 1) await queue.ticket('registration');
    const { lead: staff, now } = queue;
    await setIssuing(database, {
      staff,
      serviceId: 'registration',
      issues: false,
      text: null,
      now,
    });
    expect(await give()).toMatchObject({ kind: 'given', entry: { ticket: 'B04' } });
    queue.branch.now += 8 * HOUR;
    expect(await queue.give('registration')).toEqual({
      kind: 'not-open',
      open: { kind: 'closed' },
    });
    expect(await give()).toMatchObject({ kind: 'given', place: 'Wartebereich 1' });
  });

  it('says who gave it, and what the counter must know', async () => {
    const entryId = randomUUID();
    const given = await give({ entryId, preferred: true, note: 'kann nicht stehen' });
    expect(given).toMatchObject({ entry: { preferred: true, note: 'kann nicht stehen' } });
    const [event] = await database.query(
      `SELECT kind, actor_kind, actor_id, detail FROM branch_events WHERE entry_id = $1`,
      [entryId],
    );
    expect(event).toEqual({
      ...{ kind: 'queue-enter', actor_kind: 'staff', actor_id: queue.lead.accountId },
      detail: {
        ...{ kind: 'walk-in', ticket: 'B01', serviceId: 'registration', leaseId: null },
        preferred: true,
      },
    });
  });

  it('asked for many times at once is one', async () => {
    const entryId = randomUUID();
    const given = await Promise.all(Array.from({ length: 20 }, () => give({ entryId })));
    expect(new Set(given.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await give()).toMatchObject({ entry: { ticket: 'B02' } });
  });

  it('is refused where its id is another’s, or the service unknown', async () => {
    const entryId = randomUUID();
    await queue.give('registration', entryId);
    await expect(give({ entryId })).rejects.toMatchObject({ code: 'conflict' });
    const own = randomUUID();
    await give({ entryId: own });
    await expect(queue.give('registration', own)).rejects.toMatchObject({ code: 'conflict' });
    const elsewhere = await TestQueue.create(database);
    await expect(give({ entryId: own, staff: elsewhere.lead })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(give({ serviceId: 'nothing' })).rejects.toMatchObject({
      code: 'service-not-offered',
    });
  });

  it('is not given once all numbers are', async () => {
    const [, service] = SERVICES;
    const series = { prefix: 'C', firstNumber: 1, lastNumber: 1 };
    await queue.configure({ services: [{ ...service, series }], fastLaneServiceId: null });
    await give();
    expect(await give()).toEqual({ kind: 'no-tickets-left' });
  });
});

describe('a service that staff switch off', () => {
  const issue = (issues: boolean, text: string | null = null, serviceId = 'identity-card') =>
    setIssuing(database, { staff: queue.lead, serviceId, issues, text, now: queue.now });

  it('has no tickets until they switch it on', async () => {
    await issue(false);
    await issue(false);
    expect(await queue.give()).toEqual({
      ...{ kind: 'not-open', open: { kind: 'switched-off', text: null } },
    });
    expect(await queue.give('registration')).toMatchObject({ kind: 'given' });
    queue.branch.now += DAY + HOUR;
    await issue(false, 'Bitte im Bürgerbüro Süd');
    expect(await queue.give()).toMatchObject({
      open: { kind: 'switched-off', text: 'Bitte im Bürgerbüro Süd' },
    });
    await issue(true);
    expect(await queue.give()).toMatchObject({ kind: 'given' });
    const events = await database.query<{ kind: string }>(
      `SELECT kind FROM branch_events WHERE branch_id = $1 AND kind LIKE 'queue-switch%'
       ORDER BY version`,
      [queue.branch.id],
    );
    expect(events.map(({ kind }) => kind)).toEqual([
      ...['queue-switch-off', 'queue-switch-off', 'queue-switch-on'],
    ]);
  });

  it('must be one of the branch', async () => {
    await expect(issue(false, null, 'nothing')).rejects.toMatchObject({
      code: 'service-not-offered',
    });
  });
});

describe('a configuration', () => {
  it('stored before a field came into being is read with its default', async () => {
    const { queues, services, counters, closedDays, fastLaneServiceId } = queue.configuration;
    const before = {
      ...{ services, closedDays, fastLaneServiceId },
      queues: queues.map(({ slipText: _, ...each }) => each),
      counters: counters.map(({ arrow: _, ...each }) => each),
    };
    await database.query('UPDATE queue_configurations SET body = $2::jsonb WHERE branch_id = $1', [
      queue.branch.id,
      JSON.stringify(before),
    ]);
    expect(await readConfiguration(database, queue.branch.id)).toEqual({
      ...before,
      queues: queues.map((each) => ({ ...each, slipText: null })),
      counters: counters.map((each) => ({ ...each, arrow: null })),
      specialDays: [],
    });
  });
});
