import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { KioskEvent } from '../../contract/kiosk.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { findRequest } from './branch-changes.ts';
import { storeEvents } from './kiosk-events.ts';
import { raiseSystemAlarm } from './system-alarms.ts';
import { DATABASE_START_MS, MORNING, TestBranch } from './testing/test-branch.ts';

let database: Database;
let branch: TestBranch;
let kiosk: KioskIdentity;
let request: FastLaneRequest;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  branch = await TestBranch.create(database);
  kiosk = await branch.addKiosk();
  request = await branch.open(kiosk);
});

const head = () => ({ id: randomUUID(), at: '2026-11-23T08:59:00.000Z' });
const send = (...events: KioskEvent[]) => storeEvents(database, { kiosk, events, now: MORNING });
const current = async () => (await findRequest(database, request.id))?.request;
const alarms = () =>
  database.query('SELECT kind, about, call_sign FROM alarms WHERE branch_id = $1', [branch.id]);

const closing = (changes: Partial<Extract<KioskEvent, { kind: 'transaction-closed' }>> = {}) => ({
  ...head(),
  kind: 'transaction-closed' as const,
  transactionId: request.transactionId,
  requestId: request.id,
  service: request.service,
  result: 'wrong-can-repeatedly',
  ticket: true,
  ...changes,
});

describe('events of kiosks', () => {
  it('take effect in their order and are acknowledged', async () => {
    const told: KioskEvent = {
      ...head(),
      kind: 'card-told',
      requestId: request.id,
      documentType: 'AR',
    };
    const closed = closing();
    expect(await send(told, closed)).toEqual([told.id, closed.id]);
    expect(await current()).toMatchObject({
      documentType: 'AR',
      state: 'closed',
      result: 'wrong-can-repeatedly',
      ticket: 'waiting',
    });
    expect(await branch.versions()).toEqual({ branch: 3, events: [1, 2, 3] });
  });

  it('sent again, alone or among others, have no second effect', async () => {
    const alarm: KioskEvent = {
      ...head(),
      kind: 'chip-not-genuine',
      requestId: request.id,
      evidence: 'chip-authentication',
    };
    const withdrawn: KioskEvent = {
      ...head(),
      kind: 'request-withdrawn',
      requestId: request.id,
    };
    await send(alarm, alarm);
    await send(alarm, withdrawn);
    await branch.open(kiosk, { attempt: 2 }, request.id);
    expect(await send(withdrawn, alarm)).toEqual([withdrawn.id, alarm.id]);
    expect(await current()).toMatchObject({ state: 'open', attempt: 2 });
    expect(await alarms()).toEqual([
      { kind: 'chip-not-genuine', about: kiosk.name, call_sign: 'F01' },
    ]);
  });

  it('sent many times at once take effect once', async () => {
    const event = closing();
    await Promise.all(Array.from({ length: 20 }, () => send(event)));
    expect((await branch.versions()).branch).toBe(2);
  });

  it('that come too late or name no request are stored all the same', async () => {
    const late = [
      closing({ requestId: null }),
      closing({ requestId: randomUUID() }),
      closing({ transactionId: 'another' }),
    ];
    expect(await send(...late)).toEqual(late.map(({ id }) => id));
    expect(await current()).toEqual(request);
    const kept = await database.query('SELECT id FROM kiosk_events WHERE kiosk_id = $1', [
      kiosk.id,
    ]);
    expect(kept).toHaveLength(3);
  });

  it('do nothing to the requests of other kiosks', async () => {
    const other = await branch.addKiosk();
    await branch.report(other, { kind: 'request-withdrawn', requestId: request.id });
    await branch.report(other, {
      kind: 'chip-not-genuine',
      requestId: request.id,
      evidence: 'passive-authentication',
    });
    expect(await current()).toEqual(request);
    expect(await alarms()).toEqual([]);
  });

  it('under an id that another kiosk used are events of their own', async () => {
    const other = await branch.addKiosk();
    const event = closing();
    await storeEvents(database, { kiosk: other, events: [event], now: MORNING });
    await send(event);
    expect(await current()).toMatchObject({ state: 'closed' });
  });
});

describe('alarms about the central system', () => {
  it('reach every branch once a day', async () => {
    const other = await TestBranch.create(database);
    const raise = (now: number) =>
      raiseSystemAlarm(database, { kind: 'authority-key-in-file', about: 'DETEST00001', now });
    await raise(MORNING);
    await raise(MORNING + 60_000);
    expect(await alarms()).toHaveLength(1);
    expect(await other.versions()).toEqual({ branch: 1, events: [1] });
    await raise(MORNING + 24 * 60 * 60 * 1_000);
    expect(await alarms()).toHaveLength(2);
  });
});
