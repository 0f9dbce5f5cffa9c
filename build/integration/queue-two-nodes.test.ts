import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../central/server/database/database.ts';
import { openDatabase } from '../../central/server/database/open-database.ts';
import { callNext } from '../../central/server/queue/call-entries.ts';
import { giveTicket } from '../../central/server/queue/give-ticket.ts';
import { keepLeases } from '../../central/server/queue/leases.ts';
import { newFollowToken } from '../../central/server/queue/new-entry.ts';
import { storeOfflineTickets } from '../../central/server/queue/offline-tickets.ts';
import { TestQueue } from '../../central/server/queue/testing/test-queue.ts';
import { type PrivatePostgres, startPostgres } from './rig/postgres.ts';
import { describeWithParts } from './rig/requirements.ts';

/** Two nodes of the central system give tickets and call people of one branch at the same time. */

const CALLS = 200;

describeWithParts(['postgresql'], 'the queue on two nodes', () => {
  let postgres: PrivatePostgres;
  let nodes: readonly [Database, Database];
  let queue: TestQueue;

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());
  beforeEach(async () => {
    const url = await postgres.createDatabase();
    nodes = [await openDatabase({ url }), await openDatabase({ url })];
    queue = await TestQueue.create(nodes[0]);
  });
  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.close()));
  });

  const node = (index: number): Database => nodes[index % 2 === 0 ? 0 : 1];
  const many = <Result>(count: number, one: (index: number) => Promise<Result>) =>
    Promise.all(Array.from({ length: count }, (_, index) => one(index)));
  const give = (index: number, entryId: string = randomUUID()) => {
    const { kiosk, now } = queue;
    return giveTicket(node(index), { kiosk, entryId, serviceId: 'identity-card', now });
  };
  const ticketsOf = (given: Awaited<ReturnType<typeof give>>[]): string[] =>
    given.flatMap((each) => (each.kind === 'given' ? [each.entry.ticket] : []));
  const expectGapless = async (): Promise<void> => {
    const { branch, events } = await queue.branch.versions();
    expect(events).toEqual(Array.from({ length: branch }, (_, index) => index + 1));
  };

  it('calls two hundred different people to two hundred counters at once', async () => {
    const clerks = [];
    for (let each = 0; each < CALLS; each += 1) clerks.push(await queue.branch.addClerk());
    const counters = clerks.map(({ counter }) => ({
      ...{ counterId: counter.id, serviceIds: ['identity-card'], direction: null },
      arrow: null,
    }));
    await queue.configure({ counters });
    const tickets = ticketsOf(await many(CALLS - 1, (index) => give(index)));
    expect(new Set(tickets).size).toBe(CALLS - 1);

    const { now } = queue;
    const answers = await Promise.all(
      clerks.map((staff, index) => callNext(node(index), { staff, now })),
    );
    const called = answers.flatMap((each) => (each.kind === 'called' ? [each.entry.ticket] : []));
    expect(called.sort()).toEqual(tickets.sort());
    expect(answers.filter(({ kind }) => kind === 'nobody')).toHaveLength(1);
    await expectGapless();
  });

  it('calls one person to a counter that presses on both nodes at once', async () => {
    const clerk = await queue.addClerk();
    await many(20, (index) => give(index));
    const { now } = queue;
    const answers = await many(20, (index) => callNext(node(index), { staff: clerk, now }));
    expect(answers.filter(({ kind }) => kind === 'called')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'in-hand')).toHaveLength(19);
    await expectGapless();
  });

  it('gives one ticket to one id (it-at-m/eappointment #420, #659, #933, #2206)', async () => {
    const id = randomUUID();
    expect(new Set(ticketsOf(await many(20, (index) => give(index, id)))).size).toBe(1);
    expect(ticketsOf([await give(0)])).toEqual(['A002']);
  });

  it('leases and gives numbers at once, none twice', async () => {
    const kiosks = await many(20, () => queue.addKiosk());
    const { now } = queue;
    const leasing = many(20, async (index) => {
      const kiosk = kiosks[index] ?? queue.kiosk;
      const wishes = [{ id: randomUUID(), serviceId: 'identity-card' }];
      const question = { ledgerId: randomUUID(), wishes, returned: [] };
      const { leases } = await keepLeases(node(index), { kiosk, question, now });
      const tickets = leases.flatMap(({ id: leaseId, firstNumber, lastNumber }) =>
        Array.from({ length: lastNumber - firstNumber + 1 }, (_, place) => ({
          ...{ id: randomUUID(), leaseId, number: firstNumber + place },
          at: new Date(now).toISOString(),
          followToken: newFollowToken(),
        })),
      );
      const reports = [node(index), node(index + 1)].map((database) =>
        storeOfflineTickets(database, { kiosk, tickets, now }),
      );
      for (const { refused } of await Promise.all(reports)) expect(refused).toEqual([]);
      return tickets.length;
    });
    const [leased, given] = await Promise.all([leasing, many(60, (index) => give(index))]);
    const total = leased.reduce((sum, each) => sum + each, 0) + ticketsOf(given).length;
    const rows = await nodes[0].query<{ ticket: string }>('SELECT ticket FROM queue_entries');
    expect(total).toBeGreaterThan(60 + 20);
    expect(rows).toHaveLength(total);
    expect(new Set(rows.map(({ ticket }) => ticket)).size).toBe(total);
    await expectGapless();
  });
});
