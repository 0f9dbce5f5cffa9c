import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NumberLease } from '../../central/contract/queue.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import type { LeasesQuestion, QueueSystem } from '../sync/adapters/queue-system.ts';
import { LEASE, ScriptedQueue, TOKEN } from '../testing/scripted-queue.ts';
import { createCatchUp, type Round } from './catch-up.ts';

let folder: string;
let ledger: Ledger;
let queue: ScriptedQueue;
let catchUp: () => Promise<Round>;
let logged: string[];
let tickets: number;

/** Grants blocks of five from 1 on, the same wish the same block. */
function grantFives(advised: number): QueueSystem['keepLeases'] {
  const granted = new Map<string, NumberLease>();
  return async ({ wishes, returned }: LeasesQuestion) => {
    const leases = wishes.map(({ id, serviceId }) => {
      const firstNumber = granted.size * 5 + 1;
      const lease = granted.get(id) ?? { ...LEASE, id, firstNumber, lastNumber: firstNumber + 4 };
      granted.set(id, lease);
      return { ...lease, serviceId };
    });
    const sizes = [{ serviceId: LEASE.serviceId, numbers: advised }];
    return { kind: 'answered', body: { leases, returned: [...returned], advised: sizes } };
  };
}

const give = (): string => {
  tickets += 1;
  const id = `ticket-${tickets}`;
  ledger.open({ id, service: 'take-ticket' });
  ledger.tickets.wish({ id, transactionId: id, serviceId: LEASE.serviceId });
  const leased = ledger.tickets.giveLeased({
    ...{ id, serviceId: LEASE.serviceId, followToken: TOKEN },
  });
  if (!leased) throw new Error('no number is left');
  return id;
};
const held = () => ledger.leases.held().get(LEASE.serviceId) ?? 0;
const needs = () => ledger.pendingNotices().map(({ need }) => need);
const storeAll: QueueSystem['enterOfflineTickets'] = async (reported) => ({
  kind: 'answered',
  body: { stored: reported.map(({ id }) => id), refused: [] },
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-queue-'));
  ledger = openLedger({ file: join(folder, 'ledger.sqlite'), now: Date.now });
  queue = new ScriptedQueue();
  logged = [];
  tickets = 0;
  catchUp = createCatchUp({
    ...{ system: queue, ledger, signal: new AbortController().signal },
    log: (name) => logged.push(name),
    onNotice: () => logged.push('notice'),
  });
});
afterEach(() => {
  ledger.shut();
  rmSync(folder, { recursive: true, force: true });
});

describe('leases', () => {
  it('are fetched until there are as many numbers as advised, and then no more', async () => {
    queue.leases = grantFives(12);
    expect(await catchUp()).toBe('done');
    expect(held()).toBe(15);
    const asked = queue.asked.leases.length;
    expect(await catchUp()).toBe('done');
    expect(held()).toBe(15);
    expect(queue.asked.leases).toHaveLength(asked + 1);
  });

  it('are asked for again with the same wish where the answer was lost', async () => {
    const grant = grantFives(5);
    queue.leases = async (question) => {
      await grant(question);
      return { kind: 'unreachable' };
    };
    expect(await catchUp()).toBe('later');
    queue.leases = grant;
    expect(await catchUp()).toBe('done');
    expect(held()).toBe(5);
    const [lost, again] = queue.asked.leases;
    expect(again?.wishes).toEqual(lost?.wishes);
  });

  it('stay as far as they are used up where they are granted again', () => {
    ledger.leases.add([LEASE]);
    give();
    ledger.leases.add([LEASE]);
    expect(held()).toBe(1);
  });

  it('are returned used up, and only once all their tickets are acknowledged', async () => {
    ledger.leases.add([LEASE]);
    give();
    give();
    queue.leases = grantFives(0);
    expect(await catchUp()).toBe('later');
    expect(queue.asked.leases).toEqual([]);
    queue.report = storeAll;
    expect(await catchUp()).toBe('done');
    expect(queue.asked.leases[0]?.returned).toEqual([LEASE.id]);
    await catchUp();
    expect(queue.asked.leases.at(-1)?.returned).toEqual([]);
  });

  it('of a service that is not offered any more are returned', async () => {
    ledger.leases.add([{ ...LEASE, serviceId: 'passport' }]);
    queue.leases = grantFives(0);
    await catchUp();
    expect(queue.asked.leases[0]?.returned).toEqual([LEASE.id]);
  });

  it('end, with another ledger id, where a newer ledger of this terminal was used', async () => {
    ledger.leases.add([LEASE]);
    const before = ledger.leases.ledgerId();
    queue.leases = async () => ({ kind: 'refused', code: 'conflict', mendedBy: 'nobody' });
    expect(await catchUp()).toBe('later');
    expect(held()).toBe(0);
    expect(ledger.leases.ledgerId()).not.toBe(before);
    expect(logged).toEqual(['leases.ended']);
    queue.leases = grantFives(5);
    expect(await catchUp()).toBe('done');
    expect(held()).toBe(5);
  });
});

describe('tickets given without the queue system', () => {
  beforeEach(() => {
    ledger.leases.add([{ ...LEASE, lastNumber: 400 }]);
    queue.leases = grantFives(0);
  });

  it('are reported until acknowledged, a hundred at once, and then no token is kept', async () => {
    for (let count = 0; count < 120; count += 1) give();
    expect(await catchUp()).toBe('later');
    queue.report = storeAll;
    expect(await catchUp()).toBe('done');
    expect(queue.reported.map(({ length }) => length)).toEqual([100, 100, 20]);
    expect(ledger.tickets.unreported(100)).toEqual([]);
  });

  it('that are refused are told to staff with the number on the paper, and sent no more', async () => {
    const [good, bad] = [give(), give()];
    queue.report = async () => ({
      kind: 'answered',
      body: { stored: [good], refused: [{ id: bad, reason: 'number-given' }] },
    });
    expect(await catchUp()).toBe('done');
    expect(needs()).toEqual([{ kind: 'ticket-not-entered', number: 'A042' }]);
    expect(logged).toEqual(['ticket.not-entered', 'notice']);
    await catchUp();
    expect(queue.reported).toHaveLength(1);
  });

  it('are sent one by one where a report is called malformed, and the one to blame is told', async () => {
    const ids = [give(), give(), give()];
    queue.report = async (reported) =>
      reported.some(({ id }) => id === ids[1])
        ? { kind: 'refused', code: 'malformed', mendedBy: 'it' }
        : storeAll(reported);
    expect(await catchUp()).toBe('done');
    expect(needs()).toEqual([{ kind: 'ticket-not-entered', number: 'A042' }]);
    expect(ledger.tickets.unreported(10)).toEqual([]);
  });

  it('are not sent again where nobody knows whether they were entered', async () => {
    give();
    queue.report = async () => ({ kind: 'unknown' });
    expect(await catchUp()).toBe('done');
    expect(needs()).toEqual([{ kind: 'ticket-not-entered', number: 'A041' }]);
    await catchUp();
    expect(queue.reported).toHaveLength(1);
  });

  it('wait where nothing is acknowledged, and nothing else is asked then', async () => {
    give();
    queue.report = async () => ({ kind: 'answered', body: { stored: [], refused: [] } });
    expect(await catchUp()).toBe('later');
    expect(queue.asked.leases).toEqual([]);
  });
});
