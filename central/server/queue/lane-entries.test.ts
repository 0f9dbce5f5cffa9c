import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { QueueEntry } from '../../contract/queue.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { findRequest } from '../fast-lane/branch-changes.ts';
import { sweep as sweepLane } from '../fast-lane/sweep.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { presentEntries } from './entry-changes.ts';
import { continueEntry } from './lane-entries.ts';
import { createQueueSweep } from './sweep.ts';
import { TestQueue } from './testing/test-queue.ts';

const MINUTE = 60_000;
const NOTE = 'Passfoto nachgereicht';

let database: Database;
let queue: TestQueue;
let clerk: Awaited<ReturnType<TestQueue['addClerk']>>;
let sweep: (now: number) => Promise<void>;
/** Sent to the counter, served there, and sent back to the terminal with a note. */
let earlier: QueueEntry;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
  clerk = await queue.addClerk();
  sweep = createQueueSweep(database);
  await refuse(await queue.branch.open(queue.kiosk, { transactionId: 'first' }));
  const next = await queue.next(clerk);
  if (next.kind !== 'called') throw new Error('nobody was called');
  await queue.step(clerk, next.entry.id, { kind: 'serve' });
  earlier = await queue.step(clerk, next.entry.id, { kind: 'park', note: NOTE });
  queue.branch.now += MINUTE;
});

async function refuse(request: FastLaneRequest): Promise<void> {
  const { id, attempt } = request;
  await queue.branch.take(clerk, request);
  const refusal = { kind: 'refuse', attempt, reason: 'not-possible-now' } as const;
  await queue.branch.step(clerk, id, (by) => ({ ...refusal, by }));
}
const again = () => queue.branch.open(queue.kiosk, { transactionId: 'second' });
const tie = (requestId: string, entryId: string | null = earlier.id, staff = clerk) =>
  continueEntry(database, { staff, requestId, entryId, now: queue.now });
const close = ({ id, transactionId }: FastLaneRequest, result: string, ticket = false) =>
  queue.branch.report(queue.kiosk, {
    kind: 'transaction-closed',
    ...{ transactionId, requestId: id, service: 'activate-eid', result, ticket },
  });
const ticketOf = async (requestId: string | null) =>
  (await findRequest(database, requestId ?? ''))?.request.ticket;
const present = async () =>
  (await presentEntries(database, queue.branch.id)).map(({ entry }) => entry);
const eventsOf = async (entryId: string) => {
  const rows = await database.query<{ kind: string; actor_kind: string; detail: object }>(
    'SELECT kind, actor_kind, detail FROM branch_events WHERE entry_id = $1 ORDER BY version',
    [entryId],
  );
  return rows;
};

describe('a visitor who was sent back to the terminal', () => {
  it('keeps what was noted, and every counter sees what their new request continues', async () => {
    const tied = await tie((await again()).id);
    const note = `${NOTE} | Online-Ausweisfunktion einschalten (${queue.kiosk.name}) · war am Schalter gerade nicht möglich`;
    expect(earlier.note).toBe(note);
    expect(tied).toMatchObject({ callSign: 'F02', continues: { ticket: 'F01', note } });
    expect(await tie(tied.id)).toEqual(tied);
    const stored = await findRequest(database, tied.id);
    expect(stored?.request).toEqual(tied);
  });

  it('does not show the kiosk what staff noted', async () => {
    const request = await again();
    await tie(request.id);
    const asked = await queue.branch.open(queue.kiosk, { transactionId: 'second' }, request.id);
    expect(asked.continues).toEqual({ ticket: 'F01', note: null });
  });

  it('is done once they get there what they came for', async () => {
    const request = await again();
    await tie(request.id);
    await close(request, 'eid-activated');
    expect(await queue.entry(earlier.id)).toMatchObject({ state: 'done', ticket: 'F01' });
    expect(await ticketOf(earlier.requestId)).toBe('served');
    expect((await eventsOf(earlier.id)).at(-1)).toEqual({
      ...{ kind: 'queue-fulfil', actor_kind: 'central' },
      detail: { callSign: 'F02', result: 'eid-activated' },
    });
  });

  it('waits again with number, place and both notes, and nobody else does', async () => {
    const request = await again();
    await tie(request.id);
    await refuse(request);
    await Promise.all([sweep(queue.now), createQueueSweep(database)(queue.now)]);
    await close(request, 'refused', true);
    await sweep(queue.now);
    const [entry, ...others] = await present();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      ...{ id: earlier.id, ticket: 'F01', state: 'waiting', counter: null },
      queuedAt: earlier.queuedAt,
    });
    expect(entry?.note).toContain('am Terminal F02');
    expect(entry?.note).toContain(NOTE);
    expect(entry?.note?.length).toBeLessThanOrEqual(200);
    expect([await ticketOf(earlier.requestId), await ticketOf(request.id)]).toEqual([
      ...['waiting', 'served'],
    ]);
    const { branch, events } = await queue.branch.versions();
    expect(events).toEqual(Array.from({ length: branch }, (_, index) => index + 1));
  });

  it('stays in the hand of the counter that has called them meanwhile', async () => {
    const request = await again();
    await tie(request.id);
    await queue.step(clerk, earlier.id, { kind: 'call' });
    await close(request, 'card-fault', true);
    await sweep(queue.now);
    const entry = await queue.entry(earlier.id);
    expect(entry).toMatchObject({ state: 'called', counter: { id: clerk.counter.id } });
    expect(entry?.note).toContain('Ausweis antwortet nicht richtig');
  });

  it('gets a ticket of their own where the earlier entry has ended', async () => {
    const request = await again();
    await tie(request.id);
    await queue.step(clerk, earlier.id, { kind: 'cancel' });
    await refuse(request);
    await sweep(queue.now);
    expect(await present()).toMatchObject([{ ticket: 'F02', requestId: request.id }]);
  });

  it('stays parked where they give up, or where it was somebody else', async () => {
    const request = await again();
    await tie(request.id);
    await close(request, 'cancelled');
    const other = await again();
    await tie(other.id);
    expect(await tie(other.id, null)).toMatchObject({ continues: null });
    await close(other, 'eid-activated');
    expect(await queue.entry(earlier.id)).toEqual(earlier);
  });

  it('is not mistaken for somebody else', async () => {
    const request = await again();
    const walkIn = await queue.ticket();
    await expect(tie(request.id, walkIn.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(tie(request.id, randomUUID())).rejects.toMatchObject({ code: 'not-found' });
    await expect(tie(randomUUID())).rejects.toMatchObject({ code: 'not-found' });
    const other = await queue.addClerk();
    await queue.step(other, earlier.id, { kind: 'call' });
    await expect(tie(request.id)).rejects.toMatchObject({ code: 'taken-by-another' });
    await queue.step(other, earlier.id, { kind: 'return' });
    await refuse(request);
    await expect(tie(request.id)).rejects.toMatchObject({ code: 'conflict' });
    queue.branch.now += 24 * 60 * MINUTE;
    const { id } = await again();
    await expect(tie(id)).rejects.toMatchObject({ code: 'conflict' });
  });
});

it('a result that the kiosk tells later is noted in place of what was known before', async () => {
  const unanswered = await again();
  queue.branch.now += 6 * MINUTE;
  await sweepLane(database, queue.now);
  await sweep(queue.now);
  const noteOfIt = async () =>
    (await present()).find(({ requestId }) => requestId === unanswered.id)?.note;
  const wanted = `Online-Ausweisfunktion einschalten (${queue.kiosk.name})`;
  expect(await noteOfIt()).toBe(`${wanted} · am Terminal hat niemand geantwortet`);
  await close(unanswered, 'card-fault', true);
  expect(await noteOfIt()).toBe(`${wanted} · Ausweis antwortet nicht richtig`);
});
