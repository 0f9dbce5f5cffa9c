import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { createCatchUp, type Round } from './queue/catch-up.ts';
import { createQueueDesk, type QueueDesk } from './queue-desk.ts';
import { clear, startTestZms, type TestZms } from './sync/adapters/zms/testing/test-zms.ts';

/** The desk of a terminal whose queue ZMS keeps: real ledger, real adapter, contract fake. */

const ISSUE = 'GET /scope/{id}/waitingnumber/{hash}/';
const WISH = { serviceId: 'identity-card' };

let zms: TestZms;
let folder: string;
let ledger: Ledger;
let desk: QueueDesk;
let catchUp: () => Promise<Round>;
let transaction: string;

beforeAll(async () => {
  zms = await startTestZms();
});
beforeEach(async () => {
  clear(zms);
  folder = mkdtempSync(join(tmpdir(), 'queue-on-zms-'));
  open();
  await catchUp();
});
afterEach(() => {
  ledger.shut();
  rmSync(folder, { recursive: true });
});
afterAll(() => zms.close());

function open(): void {
  const now = (): number => zms.server.state.now;
  ledger = openLedger({ file: join(folder, 'ledger.sqlite'), now });
  const parts = { system: zms.queue, ledger, log: () => {} };
  const { signal } = new AbortController();
  catchUp = createCatchUp({ ...parts, onNotice: () => {}, signal });
  desk = createQueueDesk({
    ...{ ...parts, now, timeZone: 'Europe/Berlin', followPage: null },
    ...{ currentId: () => transaction, onLeasedNumberGiven: () => {} },
  });
}

function begin(id: string): void {
  transaction = id;
  ledger.open({ id, service: 'take-ticket' });
}

/** What stands on the slip. */
async function take(): Promise<string> {
  const outcome = await desk.takeTicket(WISH);
  if (outcome.kind !== 'given') throw new Error(outcome.kind);
  return outcome.ticket.number;
}

const shown = () =>
  zms.server.state.processes.map(({ displayNumber, number }) => displayNumber || String(number));

describe('a terminal whose queue ZMS keeps', () => {
  it('gives ZMS’s number, without a page for phones', async () => {
    begin('T1');
    expect(await desk.takeTicket(WISH)).toMatchObject({
      kind: 'given',
      ticket: { number: '1', place: 'Bürgerservice', followUrl: null },
    });
  });

  it('gives one of its own where the answer is lost, and the number in ZMS is nobody’s', async () => {
    zms.server.fail(ISSUE, { kind: 'lost-after' });
    begin('T1');
    expect(await take()).toBe('K101');
    expect(await take()).toBe('K101');
    expect(zms.server.asked.filter((route) => route === ISSUE)).toHaveLength(1);
    expect(await catchUp()).toBe('done');
    expect(await catchUp()).toBe('done');
    expect(shown()).toEqual(['1', 'K101']);
  });

  it('goes on through a morning without ZMS and a restart, and has everything in it once', async () => {
    zms.server.fail('POST /ticketprinter/', { kind: 'html', status: 503 }, { times: 3 });
    const given = [];
    for (const id of ['T1', 'T2', 'T3']) {
      begin(id);
      given.push(await take());
      ledger.close(id, { result: 'ticket-given', ticket: true });
      if (id === 'T2') {
        ledger.shut();
        zms.queue = zms.reopen();
        open();
      }
    }
    expect(given).toEqual(['K101', 'K102', 'K103']);
    zms.server.fail('POST /workstation/process/waitingnumber/', { kind: 'lost-after' });
    expect(await catchUp()).toBe('later');
    expect(await catchUp()).toBe('done');
    expect(shown()).toEqual(given);
    begin('T4');
    expect(await take()).toBe('4');
  });
});
