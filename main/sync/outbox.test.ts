import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KioskEvent } from '../../central/contract/kiosk.ts';
import { createBenchClock } from '../../devices/simulators/bench-clock.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import type { Log } from '../log/log.ts';
import { type LaneRig, startLaneRig } from '../testing/lane-rig.ts';
import type { CentralAnswer, Question } from './ask-central.ts';
import { createCentralClient } from './central-client.ts';
import type { KioskIdentity } from './kiosk-identity.ts';
import { type OutboxPump, startOutboxPump } from './outbox.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HOUR_MS = 3_600_000;
const WAIT = { timeout: 20_000 };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-outbox-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): Ledger =>
  openLedger({ file: join(folder, 'ledger.sqlite'), now: Date.now, reportsTo: 'central' });
const closeTransactions = (ledger: Ledger, ids: readonly string[]): void => {
  for (const id of ids) {
    ledger.open({ id, service: 'change-pin' });
    ledger.close(id, { result: 'pin-changed', ticket: false });
  }
};
const told = (events: readonly KioskEvent[]): string[] =>
  events.map((event) => (event.kind === 'transaction-closed' ? event.transactionId : event.kind));

describe('what the ledger has to tell', () => {
  it('is nothing where this terminal is not enrolled', () => {
    const ledger = openLedger({ file: join(folder, 'ledger.sqlite'), now: Date.now });
    closeTransactions(ledger, ['A']);
    expect(ledger.outbox.waiting(10)).toEqual([]);
    ledger.shut();
  });

  it.each([
    ['cancelled', false, ['request-withdrawn', 'T']],
    ['pin-set', false, ['T']],
    ['eid-activated', false, ['T']],
    ['unanswered', true, ['T']],
    ['expired', false, ['request-withdrawn', 'T']],
  ] as const)('after a request ended as %s, ticket %s: %j', (result, ticket, expected) => {
    const ledger = open();
    ledger.open({ id: 'T', service: 'reset-pin' });
    const requestId = ledger.requestOf('T');
    expect(ledger.requestOf('T')).toBe(requestId);
    ledger.close('T', { result, ticket });
    ledger.close('T', { result: 'cancelled', ticket: false });
    const events = ledger.outbox.waiting(10);
    expect(told(events)).toEqual(expected);
    expect(events.at(-1)).toMatchObject({ requestId, service: 'reset-pin', result, ticket });
    ledger.shut();
  });

  it('is that a request was withdrawn, once, where its transaction was interrupted', () => {
    const first = open();
    first.open({ id: 'T', service: 'reset-pin' });
    const requestId = first.requestOf('T');
    first.shut();
    const next = open();
    expect(next.outbox.waiting(10)).toMatchObject([
      { kind: 'request-withdrawn', requestId },
      { kind: 'transaction-closed', requestId, result: 'interrupted', ticket: false },
    ]);
    next.withdraw(requestId);
    expect(next.outbox.waiting(10)).toHaveLength(2);
    next.shut();
  });

  it('is what a chip was, with a notice for staff', () => {
    const ledger = open();
    ledger.open({ id: 'T', service: 'reset-pin' });
    const requestId = ledger.requestOf('T');
    ledger.chipNotGenuine('T', 'chip-authentication');
    ledger.cardTold('T', { documentType: 'ID', notChecked: ['card-security-issuer'] });
    ledger.cardTold('T', { notChecked: [] });
    expect(ledger.outbox.waiting(10)).toMatchObject([
      { kind: 'chip-not-genuine', requestId, evidence: 'chip-authentication' },
      { kind: 'card-told', requestId, documentType: 'ID' },
    ]);
    expect(ledger.pendingNotices()).toMatchObject([
      { need: { kind: 'chip-not-genuine', transactionId: 'T' } },
    ]);
    expect(ledger.facts('T')).toContainEqual({
      kind: 'card-told',
      detail: { documentType: 'ID', notChecked: ['card-security-issuer'] },
    });
    ledger.shut();
  });
});

describe('the pump', () => {
  const clock = createBenchClock();
  let ledger: Ledger;
  let pump: OutboxPump;
  let reports: string[][];
  let logged: string[];
  let answer: (events: readonly KioskEvent[]) => CentralAnswer<{ stored: string[] }>;

  const stored = (events: readonly KioskEvent[]): CentralAnswer<{ stored: string[] }> => ({
    kind: 'answered',
    body: { stored: events.map(({ id }) => id) },
  });
  const log: Log = (name) => logged.push(name);
  const settled = () => vi.waitFor(() => expect(ledger.outbox.waiting(10)).toEqual([]), WAIT);

  beforeEach(() => {
    ledger = open();
    reports = [];
    logged = [];
    answer = stored;
    const ask = async (question: Question<unknown>): Promise<CentralAnswer<never>> => {
      const { events } = question.body as { events: KioskEvent[] };
      reports.push(told(events));
      return answer(events) as CentralAnswer<never>;
    };
    pump = startOutboxPump({
      outbox: ledger.outbox,
      client: { ask },
      clock,
      log,
      onLedgerFault: () => logged.push('ledger.failed'),
    });
  });
  afterEach(() => {
    pump.stop();
    ledger.shut();
  });

  it('reports in order, and again until it is acknowledged', async () => {
    closeTransactions(ledger, ['A', 'B']);
    answer = () => ({ kind: 'unreachable' });
    pump.wake();
    await vi.waitFor(() => expect(reports).toHaveLength(1), WAIT);
    closeTransactions(ledger, ['C']);
    answer = () => ({ kind: 'refused', code: 'server-fault' });
    clock.advance(HOUR_MS);
    await vi.waitFor(() => expect(reports).toHaveLength(2), WAIT);
    answer = stored;
    clock.advance(HOUR_MS);
    await settled();
    expect(reports).toEqual([
      ['A', 'B'],
      ['A', 'B', 'C'],
      ['A', 'B', 'C'],
    ]);
  });

  it('parks what is called malformed, and only that', async () => {
    closeTransactions(ledger, ['A', 'B', 'C']);
    answer = (events) =>
      told(events).includes('B') ? { kind: 'refused', code: 'malformed' } : stored(events);
    pump.wake();
    await settled();
    expect(reports).toEqual([['A', 'B', 'C'], ['A'], ['B'], ['C']]);
    expect(logged).toEqual(['central.event-parked']);
    pump.wake();
    closeTransactions(ledger, ['D']);
    pump.wake();
    await settled();
    expect(reports.at(-1)).toEqual(['D']);
  });

  it('does not hurry where nothing is acknowledged', async () => {
    closeTransactions(ledger, ['A']);
    answer = () => ({ kind: 'answered', body: { stored: [] } });
    pump.wake();
    await vi.waitFor(() => expect(reports).toHaveLength(1), WAIT);
    answer = stored;
    clock.advance(HOUR_MS);
    await settled();
    expect(reports).toHaveLength(2);
  });

  it('sends no more than a hundred at once', async () => {
    closeTransactions(
      ledger,
      Array.from({ length: 250 }, (_, index) => `T${index}`),
    );
    pump.wake();
    await settled();
    expect(reports.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('tells nothing once it is stopped', async () => {
    closeTransactions(ledger, ['A']);
    pump.stop();
    pump.wake();
    clock.advance(HOUR_MS);
    expect(reports).toEqual([]);
  });
});

describe('a process killed on the way to the central system', () => {
  const script = new URL('../testing/killed-outbox.ts', import.meta.url).pathname;
  let rig: LaneRig;

  beforeAll(async () => {
    rig = await startLaneRig();
  });
  afterAll(() => rig.close());

  async function reportRest(identity: KioskIdentity): Promise<void> {
    const clock = createBenchClock();
    const log: Log = () => {};
    const ledger = open();
    const client = createCentralClient({ identity, now: Date.now, log });
    const onLedgerFault = () => {};
    const pump = startOutboxPump({ outbox: ledger.outbox, client, clock, log, onLedgerFault });
    pump.wake();
    await vi.waitFor(() => expect(ledger.outbox.waiting(10)).toEqual([]), WAIT);
    pump.stop();
    ledger.shut();
  }

  it.each([
    ['opened A', ['A interrupted']],
    ['closed A', ['A pin-changed']],
    ['opened C', ['A pin-changed', 'B pin-changed', 'C interrupted']],
    ['closed C', ['A pin-changed', 'B pin-changed', 'C pin-changed']],
    ['before sending', ['A pin-changed', 'B pin-changed', 'C pin-changed']],
    ['after the answer', ['A pin-changed', 'B pin-changed', 'C pin-changed']],
    ['after acknowledging', ['A pin-changed', 'B pin-changed', 'C pin-changed']],
  ])('%s: everything is told, and once', async (moment, expected) => {
    const { identity } = await rig.access(join(folder, 'kiosk.json'));
    const child = promisify(execFile)(process.execPath, [script, folder, moment]);
    await expect(child).rejects.toMatchObject({ signal: 'SIGKILL' });
    await reportRest(identity);
    const rows = await rig.database.query<{ told: string }>(
      `SELECT (body->>'transactionId') || ' ' || (body->>'result') AS told
       FROM kiosk_events WHERE kiosk_id = $1 ORDER BY 1`,
      [identity.kioskId],
    );
    expect(rows.map((row) => row.told)).toEqual(expected);
  });
});
