import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { QueueEntry } from '../../contract/queue.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { presentEntries } from './entry-changes.ts';
import { laneNote } from './lane-note.ts';
import { createQueueSweep } from './sweep.ts';
import { TestQueue } from './testing/test-queue.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let database: Database;
let queue: TestQueue;
let clerk: Awaited<ReturnType<TestQueue['addClerk']>>;
let sweep: (now: number) => Promise<void>;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
  clerk = await queue.addClerk();
  sweep = createQueueSweep(database);
});

async function refused(): Promise<FastLaneRequest> {
  const request = await queue.branch.open(queue.kiosk);
  await queue.branch.take(clerk, request);
  const reason = 'not-possible-now';
  const refuse = { kind: 'refuse', attempt: 1, reason } as const;
  await queue.branch.step(clerk, request.id, (by) => ({ ...refuse, by }));
  return request;
}
const called = async (): Promise<QueueEntry> => {
  const answer = await queue.next(clerk);
  if (answer.kind !== 'called') throw new Error(`nobody was called: ${answer.kind}`);
  return answer.entry;
};
const present = async () =>
  (await presentEntries(database, queue.branch.id)).map(({ entry }) => entry);

describe('whom the fast lane sends to a counter', () => {
  it('is there without anybody calling, once, whichever node sweeps', async () => {
    const request = await refused();
    const other = createQueueSweep(database);
    await Promise.all([sweep(queue.now), other(queue.now), sweep(queue.now)]);
    await sweep(queue.now);
    expect(await present()).toMatchObject([
      {
        ...{ kind: 'fast-lane', ticket: 'F01', requestId: request.id },
        ...{ state: 'waiting', queuedAt: request.openedAt },
      },
    ]);
  });

  it('brings along what they wanted and why it went no further', async () => {
    await refused();
    expect((await called()).note).toBe(
      `Online-Ausweisfunktion einschalten (${queue.kiosk.name}) · war am Schalter gerade nicht möglich`,
    );
  });

  it('is called by when they came, and the fast lane learns that they were served', async () => {
    const request = await queue.branch.open(queue.kiosk);
    queue.branch.now += MINUTE;
    const { ticket } = await queue.ticket();
    queue.branch.now += MINUTE;
    await queue.branch.take(clerk, request);
    const refuse = { kind: 'refuse', attempt: 1, reason: 'not-possible-now' } as const;
    await queue.branch.step(clerk, request.id, (by) => ({ ...refuse, by }));
    const { id } = await called();
    await queue.step(clerk, id, { kind: 'serve' });
    await queue.step(clerk, id, { kind: 'finish' });
    const rows = await database.query('SELECT ticket FROM fast_lane_requests WHERE id = $1', [
      request.id,
    ]);
    expect(rows).toEqual([{ ticket: 'served' }]);
    expect((await called()).ticket).toBe(ticket);
  });

  it('leaves once the fast lane has served them', async () => {
    const request = await refused();
    await sweep(queue.now);
    await queue.branch.step(clerk, request.id, () => ({ kind: 'serve' }));
    await sweep(queue.now);
    expect(await present()).toEqual([]);
    expect(await queue.next(clerk)).toEqual({ kind: 'nobody' });
  });

  it('is sent back to the terminal with a note, and keeps number, place and note', async () => {
    const request = await refused();
    const { id } = await called();
    await queue.step(clerk, id, { kind: 'serve' });
    const note = 'Passfoto nachgereicht, am Terminal noch einmal versuchen';
    await queue.step(clerk, id, { kind: 'park', note });
    await sweep(queue.now);
    const kept = expect.stringMatching(new RegExp(`^${note} \\| Online-Ausweisfunktion`));
    expect(await queue.entry(id)).toMatchObject({ state: 'parked', note: kept });
    expect(await queue.next(clerk)).toEqual({ kind: 'nobody' });
    await queue.step(clerk, id, { kind: 'return' });
    expect(await called()).toMatchObject({
      ...{ ticket: 'F01', note: kept, queuedAt: request.openedAt },
    });
  });

  it('waits for nobody where the branch does not queue them', async () => {
    await queue.configure({ fastLaneServiceId: null });
    await refused();
    await sweep(queue.now);
    expect(await present()).toEqual([]);
  });
});

describe('the note of the fast lane', () => {
  it.each<[Partial<FastLaneRequest>, string]>([
    [{ refusal: 'person-differs' }, 'abgelehnt, Person und Foto passen nicht zusammen'],
    [{ state: 'unanswered' }, 'am Terminal hat niemand geantwortet'],
    [{ result: 'card-fault' }, 'Ausweis antwortet nicht richtig'],
    [{ result: 'something-new' }, 'something-new'],
    [
      { activated: true, result: 'activated-without-pin' },
      'schon eingeschaltet · noch keine neue PIN gesetzt',
    ],
    [{}, 'an den Schalter geschickt'],
  ])('of %o', async (change, told) => {
    const request = await queue.branch.open(queue.kiosk, { service: 'reset-pin' });
    expect(laneNote({ ...request, ...change })).toBe(
      `Neue PIN setzen (${queue.kiosk.name}) · ${told}`,
    );
  });
});

describe('what nobody needs any more', () => {
  const remains = async () => {
    const [row] = await database.query<{ names: number }>(
      `SELECT e.note, e.follow_token, e.clerk_name, a.code,
         (SELECT count(*)::int FROM branch_events v WHERE v.entry_id = e.id
           AND v.detail ->> 'note' IS NOT NULL) AS notes,
         (SELECT count(*)::int FROM branch_events v WHERE v.branch_id = e.branch_id
           AND v.kind LIKE 'queue-%' AND v.actor_name IS NOT NULL AND v.actor_kind = 'staff') AS names,
         (SELECT count(*)::int FROM branch_events v WHERE v.branch_id = e.branch_id
           AND v.kind = 'refuse' AND v.actor_name IS NOT NULL) AS refusals
       FROM queue_entries e JOIN queue_appointments a ON a.id = e.appointment_id
       WHERE e.branch_id = $1`,
      [queue.branch.id],
    );
    return row;
  };

  it('goes when the day ends, names and codes after thirty days', async () => {
    await refused();
    await queue.book(queue.now, 'K7MR4W2P');
    await queue.checkIn('K7MR4W2P');
    const { id } = await called();
    await queue.step(clerk, id, { kind: 'serve' });
    await queue.step(clerk, id, { kind: 'park', note: 'Geburtsurkunde fehlt' });
    await sweep(queue.now);
    const whole = await remains();
    expect(whole).toMatchObject({ note: 'Geburtsurkunde fehlt', code: 'K7MR4W2P', notes: 1 });
    expect(whole).toMatchObject({ clerk_name: clerk.displayName, refusals: 1 });
    expect(whole?.names).toBeGreaterThan(0);
    await sweep(queue.now + DAY);
    const nextDay = { ...whole, note: null, follow_token: null, notes: 0 };
    expect(await remains()).toEqual(nextDay);
    await sweep(queue.now + 30 * DAY);
    expect(await remains()).toEqual(nextDay);
    await sweep(queue.now + 31 * DAY);
    expect(await remains()).toEqual({ ...nextDay, names: 0, code: null, clerk_name: null });
    expect(await queue.entry(id)).toMatchObject({ state: 'cancelled', counter: null });
  });
});

describe('what is left of yesterday', () => {
  it('ends before anybody is called', async () => {
    const left = await queue.ticket();
    queue.branch.now += 1_000;
    const held = await queue.ticket();
    await queue.next(clerk);
    await queue.step(clerk, left.id, { kind: 'serve' });
    queue.branch.now += 2 * DAY;
    expect((await queue.ticket()).ticket).toBe('A001');
    expect((await called()).ticket).toBe('A001');
    expect((await queue.entry(left.id))?.state).toBe('done');
    expect((await queue.entry(held.id))?.state).toBe('cancelled');
    const { branch, events } = await queue.branch.versions();
    expect(events).toEqual(Array.from({ length: branch }, (_, index) => index + 1));
  });

  it('ends with the first sweep of the day', async () => {
    const { id } = await queue.ticket();
    await sweep(queue.now);
    expect((await queue.entry(id))?.state).toBe('waiting');
    await sweep(queue.now + DAY);
    expect((await queue.entry(id))?.state).toBe('cancelled');
  });
});
