import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fastLaneRequest } from '../../contract/fast-lane.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { useApproval } from './approvals.ts';
import { DEFAULT_OFFERED_SERVICES } from './default-rights.ts';
import { openRequest } from './open-request.ts';
import { DATABASE_START_MS, MORNING, QUESTION, SECOND, TestBranch } from './testing/test-branch.ts';

const DAY = 24 * 60 * 60 * SECOND;

let database: Database;
let branch: TestBranch;
let kiosk: KioskIdentity;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  branch = await TestBranch.create(database);
  kiosk = await branch.addKiosk();
});

const use = (requestId: string) =>
  database.transaction((queries) =>
    useApproval(queries, {
      requestId,
      kioskId: kiosk.id,
      digestOfChallenge: 'A1',
      now: branch.now,
    }),
  );

describe('opening', () => {
  it('answers with the request and with what the service needs', async () => {
    const requestId = randomUUID();
    const answer = await openRequest(database, {
      kiosk,
      requestId,
      question: QUESTION,
      offered: DEFAULT_OFFERED_SERVICES,
      now: MORNING,
    });
    expect(answer).toEqual({
      request: {
        id: requestId,
        transactionId: 'transaction-1',
        callSign: 'F01',
        kiosk: { id: kiosk.id, name: kiosk.name },
        service: 'activate-eid',
        pinState: 'operational',
        documentType: null,
        attempt: 1,
        activated: false,
        state: 'open',
        escalated: false,
        takenBy: null,
        refusal: null,
        openedAt: '2026-11-23T09:00:00.000Z',
        changedAt: '2026-11-23T09:00:00.000Z',
        approvalEndsAt: null,
        ticket: 'none',
        result: null,
        continues: null,
      },
      rights: ['pin-management', 'can-allowed', 'age-verification', 'read-dg1'],
      minimumAge: 16,
    });
    expect(fastLaneRequest.parse(answer.request)).toEqual(answer.request);
  });

  it('asked again answers the same and changes nothing', async () => {
    const opened = await branch.open(kiosk);
    branch.now += 30 * SECOND;
    expect(await branch.open(kiosk, {}, opened.id)).toEqual(opened);
    expect(await branch.versions()).toEqual({ branch: 1, events: [1] });
  });

  it('asked many times at once opens one request', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => branch.open(kiosk, {}, id)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await branch.versions()).toEqual({ branch: 1, events: [1] });
  });

  it('refuses a service that is not offered', async () => {
    const opening = openRequest(database, {
      kiosk,
      requestId: randomUUID(),
      question: QUESTION,
      offered: { 'reset-pin': { rights: ['pin-management'], minimumAge: null } },
      now: MORNING,
    });
    await expect(opening).rejects.toMatchObject({ code: 'service-not-offered' });
  });

  it.each([
    ['reset-pin', 'deactivated', 16],
    ['reset-pin', 'blocked', null],
    ['activate-eid', 'deactivated', 16],
  ] as const)('goes by what will happen: %s, PIN %s', async (service, pinState, minimumAge) => {
    const answer = await openRequest(database, {
      kiosk,
      requestId: randomUUID(),
      question: { ...QUESTION, service, pinState },
      offered: DEFAULT_OFFERED_SERVICES,
      now: MORNING,
    });
    expect(answer.minimumAge).toBe(minimumAge);
    expect(answer.rights.includes('age-verification')).toBe(minimumAge !== null);
  });

  it.each([
    ['reset-pin', 'reset-pin'],
    ['activate-eid', 'reset-pin'],
  ] as const)('offers %s only: %s switches no function on', async (only, service) => {
    const opening = openRequest(database, {
      kiosk,
      requestId: randomUUID(),
      question: { ...QUESTION, service, pinState: 'deactivated' },
      offered: { [only]: DEFAULT_OFFERED_SERVICES[only] },
      now: MORNING,
    });
    await expect(opening).rejects.toMatchObject({ code: 'service-not-offered' });
  });

  it.each([
    ['another transaction', { transactionId: 'transaction-2' }],
    ['another service', { service: 'reset-pin' }],
    ['another PIN state at the same attempt', { pinState: 'blocked' }],
    ['another card state at the same attempt', { activated: true }],
  ] as const)('refuses %s', async (_, question) => {
    const { id } = await branch.open(kiosk);
    await expect(branch.open(kiosk, question, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leaves the request of another kiosk alone', async () => {
    const opened = await branch.open(kiosk);
    const other = await branch.addKiosk();
    for (const attempt of [1, 2]) {
      const opening = branch.open(other, { attempt }, opened.id);
      await expect(opening).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await branch.open(kiosk, {}, opened.id)).toEqual(opened);
  });
});

describe('opening again', () => {
  it('leaves an approval that is unused as it is, at the same attempt', async () => {
    const approved = await branch.approve(await branch.addClerk(), await branch.open(kiosk));
    expect(approved.state).toBe('approved');
    expect(await branch.open(kiosk, {}, approved.id)).toEqual(approved);
  });

  it('asks for a new approval at the next attempt', async () => {
    const approved = await branch.approve(await branch.addClerk(), await branch.open(kiosk));
    branch.now += 5 * SECOND;
    const again = await branch.open(kiosk, { attempt: 2, activated: true }, approved.id);
    expect(again).toMatchObject({
      state: 'open',
      attempt: 2,
      activated: true,
      callSign: 'F01',
      takenBy: null,
      approvalEndsAt: null,
      openedAt: '2026-11-23T09:00:05.000Z',
    });
    expect(await use(approved.id)).toEqual({ kind: 'none' });
  });

  it('goes on after the right was lent', async () => {
    const approved = await branch.approve(await branch.addClerk(), await branch.open(kiosk));
    expect(await use(approved.id)).toMatchObject({ kind: 'live' });
    const again = await branch.open(kiosk, { attempt: 2, activated: true }, approved.id);
    expect(again).toMatchObject({ state: 'open', attempt: 2 });
  });

  it('refuses an attempt that is over', async () => {
    const { id } = await branch.open(kiosk);
    await branch.open(kiosk, { attempt: 3 }, id);
    await expect(branch.open(kiosk, { attempt: 2 }, id)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('refuses what staff have refused, and what is closed', async () => {
    const clerk = await branch.addClerk();
    const refused = await branch.open(kiosk);
    await branch.take(clerk, refused);
    await branch.step(clerk, refused.id, (by) => ({
      kind: 'refuse',
      attempt: 1,
      by,
      reason: 'person-differs',
    }));
    const closed = await branch.open(kiosk, { transactionId: 'transaction-2' });
    await branch.report(kiosk, {
      kind: 'transaction-closed',
      transactionId: 'transaction-2',
      requestId: closed.id,
      service: 'activate-eid',
      result: 'eid-activated',
      ticket: false,
    });
    for (const { id, transactionId } of [refused, closed]) {
      const opening = branch.open(kiosk, { transactionId, attempt: 2 }, id);
      await expect(opening).rejects.toMatchObject({ code: 'conflict' });
    }
  });
});

describe('call signs', () => {
  it('are counted by branch and day', async () => {
    const other = await TestBranch.create(database);
    const otherKiosk = await other.addKiosk();
    const given = [];
    for (const [where, by] of [
      [branch, kiosk],
      [branch, kiosk],
      [other, otherKiosk],
    ] as const) {
      given.push((await where.open(by)).callSign);
    }
    branch.now += DAY;
    given.push((await branch.open(kiosk)).callSign);
    expect(given).toEqual(['F01', 'F02', 'F01', 'F01']);
  });

  it('are different for all who open at once', async () => {
    const opened = await Promise.all(Array.from({ length: 50 }, () => branch.open(kiosk)));
    expect(new Set(opened.map(({ callSign }) => callSign)).size).toBe(50);
  });

  it('run out with the 100th, and the one free for longest is given again', async () => {
    const opened = [];
    for (let number = 1; number <= 99; number++) opened.push(await branch.open(kiosk));
    await expect(branch.open(kiosk)).rejects.toMatchObject({ code: 'conflict' });
    for (const index of [70, 20]) {
      branch.now += SECOND;
      const requestId = opened[index]?.id ?? '';
      await branch.report(kiosk, { kind: 'request-withdrawn', requestId });
    }
    expect((await branch.open(kiosk)).callSign).toBe('F71');
    const back = await branch.open(kiosk, { attempt: 2 }, opened[70]?.id);
    expect(back.callSign).toBe('F21');
  });
});
