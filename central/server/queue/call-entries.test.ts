import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { listQueue, readCalled } from './queue-list.ts';
import { setPause } from './switches.ts';
import { TestQueue } from './testing/test-queue.ts';

const MINUTE = 60_000;

let database: Database;
let queue: TestQueue;
let clerk: Awaited<ReturnType<TestQueue['addClerk']>>;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
  clerk = await queue.addClerk();
});

const called = async (staff = clerk): Promise<string> => {
  const answer = await queue.next(staff);
  return answer.kind === 'called' ? answer.entry.ticket : answer.kind;
};
const twoTickets = async () => {
  const first = await queue.ticket();
  queue.branch.now += 1_000;
  return [first, await queue.ticket()] as const;
};
const handlings = () =>
  database.query<{ service_id: string; ended_by: string; seconds: number }>(
    `SELECT service_id, ended_by,
       extract(epoch FROM ended_at - started_at)::integer AS seconds
     FROM queue_handlings WHERE branch_id = $1 ORDER BY id`,
    [queue.branch.id],
  );

describe('calling', () => {
  it('goes by who came first, for what the counter serves', async () => {
    const other = await queue.addClerk(['registration']);
    await queue.ticket();
    queue.branch.now += 1_000;
    await queue.ticket('registration');
    expect(await called(other)).toBe('B01');
    expect(await called()).toBe('A001');
    expect(await called(other)).toBe('in-hand');
  });

  it('finds nobody, and says so', async () => {
    expect(await queue.next(clerk)).toEqual({ kind: 'nobody' });
  });

  it('pressed twice calls one', async () => {
    await queue.ticket();
    await queue.ticket();
    const [one, two] = await Promise.all([queue.next(clerk), queue.next(clerk)]);
    expect(new Set([one.kind, two.kind])).toEqual(new Set(['called', 'in-hand']));
    expect('entry' in one && one.entry.id).toBe('entry' in two && two.entry.id);
  });

  // it-at-m/eappointment #2138, #679, #693: two clerks called the same person.
  it('of thirty counters at once has thirty people', async () => {
    const clerks = [];
    for (let each = 0; each < 30; each += 1) clerks.push(await queue.addClerk());
    for (let each = 0; each < 29; each += 1) await queue.ticket();
    const answers = await Promise.all(clerks.map((each) => called(each)));
    expect(new Set(answers).size).toBe(30);
    expect(answers.filter((each) => each === 'nobody')).toHaveLength(1);
  });

  it('goes on from call to end, and measures it', async () => {
    await queue.ticket();
    const answer = await queue.next(clerk);
    if (answer.kind !== 'called') throw new Error('nobody was called');
    const { id } = answer.entry;
    queue.branch.now += MINUTE;
    await queue.step(clerk, id, { kind: 'recall' });
    queue.branch.now += MINUTE;
    await queue.step(clerk, id, { kind: 'serve' });
    queue.branch.now += 8 * MINUTE;
    const done = await queue.step(clerk, id, { kind: 'finish' });
    expect(done).toMatchObject({ state: 'done', calls: 2 });
    expect(await queue.step(clerk, id, { kind: 'finish' })).toEqual(done);
    expect(await handlings()).toEqual([
      { service_id: 'identity-card', ended_by: 'finish', seconds: 600 },
    ]);
    const { branch, events } = await queue.branch.versions();
    expect(events).toEqual(Array.from({ length: branch }, (_, index) => index + 1));
  });

  it('writes down who did what', async () => {
    const { id } = await queue.ticket();
    await queue.next(clerk);
    await queue.step(clerk, id, { kind: 'miss' });
    const events = await database.query(
      `SELECT kind, actor_kind, actor_name FROM branch_events WHERE entry_id = $1 ORDER BY version`,
      [id],
    );
    expect(events).toEqual([
      { kind: 'queue-enter', actor_kind: 'kiosk', actor_name: queue.kiosk.name },
      { kind: 'queue-call', actor_kind: 'staff', actor_name: clerk.displayName },
      { kind: 'queue-miss', actor_kind: 'staff', actor_name: clerk.displayName },
    ]);
  });

  it('forwards with number, note and fair place (it-at-m/eappointment #2834, #3081)', async () => {
    const other = await queue.addClerk(['registration']);
    const { id } = await queue.ticket();
    queue.branch.now += MINUTE;
    await queue.ticket('registration');
    await queue.next(clerk);
    await queue.step(clerk, id, { kind: 'serve' });
    const forward = { kind: 'forward', serviceId: 'registration', note: 'Foto fehlt' } as const;
    await queue.step(clerk, id, forward);
    expect(await queue.next(other)).toMatchObject({
      kind: 'called',
      entry: { ticket: 'A001', note: 'Foto fehlt', forwardedFrom: 'identity-card' },
    });
  });

  it('keeps the place of whoever is forwarded twice (it-at-m/eappointment #2834, #3081)', async () => {
    const first = await queue.ticket();
    queue.branch.now += MINUTE;
    const second = await queue.ticket();
    await queue.next(clerk);
    const there = { kind: 'forward', serviceId: 'registration', note: null } as const;
    await queue.step(clerk, first.id, there);
    queue.branch.now += MINUTE;
    await queue.step(clerk, first.id, { ...there, serviceId: 'identity-card' });
    expect(await queue.entry(first.id)).toMatchObject({
      ...{ ticket: first.ticket, queuedAt: first.queuedAt, forwardedFrom: 'registration' },
    });
    expect(await called()).toBe(first.ticket);
    await queue.step(clerk, first.id, { kind: 'miss' });
    expect(await called()).toBe(second.ticket);
  });

  it('lets somebody whom staff prefer go first', async () => {
    await queue.ticket();
    queue.branch.now += MINUTE;
    const { id, ticket } = await queue.ticket();
    await queue.step(clerk, id, { kind: 'prefer', preferred: true });
    expect(await called()).toBe(ticket);
  });

  it('does not reach into another counter, branch or service', async () => {
    const other = await queue.addClerk();
    const { id } = await queue.ticket();
    await queue.next(clerk);
    const finish = { kind: 'miss' } as const;
    await expect(queue.step(other, id, finish)).rejects.toMatchObject({ code: 'taken-by-another' });
    const elsewhere = await TestQueue.create(database);
    const stranger = await elsewhere.addClerk();
    for (const entryId of [id, randomUUID()]) {
      await expect(elsewhere.step(stranger, entryId, finish)).rejects.toMatchObject({
        code: 'not-found',
      });
    }
    const nowhere = { kind: 'forward', serviceId: 'nothing', note: null } as const;
    await expect(queue.step(clerk, id, nowhere)).rejects.toMatchObject({
      code: 'service-not-offered',
    });
    const away = { ...clerk, counter: null };
    await expect(queue.next(away)).rejects.toMatchObject({ code: 'counter-missing' });
  });

  // it-at-m/eappointment #2371, #17: missed and parked people were called again unasked.
  it('leaves the missed and parked until somebody asks for them', async () => {
    const [missed, parked] = await twoTickets();
    await queue.next(clerk);
    await queue.step(clerk, missed.id, { kind: 'miss' });
    await queue.next(clerk);
    await queue.step(clerk, parked.id, { kind: 'park', note: 'füllt Antrag aus' });
    expect(await called()).toBe('nobody');
    await queue.step(clerk, parked.id, { kind: 'call' });
    await expect(queue.step(clerk, missed.id, { kind: 'call' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await queue.step(clerk, parked.id, { kind: 'return' });
    queue.branch.now += MINUTE;
    await queue.step(clerk, missed.id, { kind: 'return' });
    expect(await called()).toBe('A002');
  });

  it('pauses', async () => {
    await queue.ticket();
    const pause = { staff: clerk, now: queue.now };
    await setPause(database, { ...pause, pauses: true });
    await setPause(database, { ...pause, pauses: true });
    await expect(queue.next(clerk)).rejects.toMatchObject({ code: 'conflict' });
    await setPause(database, { ...pause, pauses: false });
    expect(await called()).toBe('A001');
  });
});

describe('the queue', () => {
  it('is listed in the order of calls, and searched', async () => {
    for (const service of ['identity-card', 'registration', 'identity-card']) {
      await queue.ticket(service);
      queue.branch.now += MINUTE;
    }
    await queue.next(clerk);
    const list = (search: string) =>
      listQueue(database, { branchId: queue.branch.id, search, now: queue.now });
    const tickets = async (search: string) =>
      (await list(search)).entries.map(({ ticket, state }) => `${ticket} ${state}`);
    expect(await tickets('')).toEqual(['B01 waiting', 'A002 waiting', 'A001 called']);
    expect(await tickets('a0')).toEqual(['A002 waiting', 'A001 called']);
    // What a search means to the database is not for the one who searches to say.
    expect(await tickets('%2')).toEqual([]);
    expect(await list('')).toMatchObject({
      isCut: false,
      counters: expect.arrayContaining([
        { id: clerk.counter.id, name: clerk.counter.name, serves: 2, pauses: false },
      ]),
    });
  });

  it('shows the waiting room the last calls, and a repeated one again', async () => {
    const { id } = await queue.ticket();
    await queue.next(clerk);
    const shown = () => readCalled(database, queue.branch.id, '2026-11-23');
    const call = {
      ...{ ticket: 'A001', queueId: 'hall', counterId: clerk.counter.id },
      ...{ counter: clerk.counter.name, direction: null, arrow: null },
    };
    expect(await shown()).toMatchObject([{ ...call, isCalling: true, calls: 1 }]);
    queue.branch.now += MINUTE;
    await queue.step(clerk, id, { kind: 'recall' });
    expect(await shown()).toMatchObject([
      { ...call, calls: 2, calledAt: '2026-11-23T09:01:00.000Z' },
    ]);
    await queue.step(clerk, id, { kind: 'miss' });
    expect(await shown()).toMatchObject([{ calls: 2, isCalling: false }]);
  });
});
