import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { APPROVAL_SECONDS, type FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { type ApprovalUse, requestOfKiosk, useApproval } from './approvals.ts';
import { sweep } from './sweep.ts';
import { DATABASE_START_MS, SECOND, TestBranch } from './testing/test-branch.ts';

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

const use = (challenge = 'A1', by: KioskIdentity = kiosk): Promise<ApprovalUse> =>
  database.transaction((queries) =>
    useApproval(queries, {
      requestId: request.id,
      kioskId: by.id,
      digestOfChallenge: challenge,
      now: branch.now,
    }),
  );
const approve = async () => branch.approve(await branch.addClerk(), request);
const kindsOf = (uses: readonly ApprovalUse[]) => uses.map(({ kind }) => kind).sort();

describe('using an approval', () => {
  it('works once, and again for the same challenge', async () => {
    await approve();
    const { transactionId, service } = request;
    expect(await use()).toEqual({ kind: 'live', transactionId, service });
    expect(await use()).toEqual({ kind: 'again', transactionId, service });
    expect(await use('B2')).toEqual({ kind: 'used' });
    expect(await requestOfKiosk(database, { requestId: request.id, kioskId: kiosk.id })).toEqual(
      expect.objectContaining({ state: 'used' }),
    );
  });

  it('lends the right to one of many challenges at once', async () => {
    await approve();
    const uses = await Promise.all(Array.from({ length: 20 }, (_, index) => use(`C${index}`)));
    expect(kindsOf(uses)).toEqual(['live', ...Array.from({ length: 19 }, () => 'used')]);
  });

  it('is undone with the transaction it was part of', async () => {
    await approve();
    const failing = database.transaction(async (queries) => {
      await useApproval(queries, {
        requestId: request.id,
        kioskId: kiosk.id,
        digestOfChallenge: 'A1',
        now: branch.now,
      });
      throw new Error('no signature');
    });
    await expect(failing).rejects.toThrow('no signature');
    expect(await use('B2')).toMatchObject({ kind: 'live' });
    expect(await branch.versions()).toEqual({ branch: 4, events: [1, 2, 3, 4] });
  });

  it('needs an approval for this kiosk and this request', async () => {
    expect(await use()).toEqual({ kind: 'none' });
    await approve();
    const other = await branch.addKiosk();
    expect(await use('A1', other)).toEqual({ kind: 'none' });
    expect(await requestOfKiosk(database, { requestId: request.id, kioskId: other.id })).toBeNull();
    request = { ...request, id: randomUUID() };
    expect(await use()).toEqual({ kind: 'none' });
  });

  it.each([
    [APPROVAL_SECONDS * SECOND - 1, 'live'],
    [APPROVAL_SECONDS * SECOND, 'ended'],
  ])('%d ms after the approval is %s', async (passed, kind) => {
    await approve();
    branch.now += passed;
    expect(await use()).toMatchObject({ kind });
  });

  it('ends with the sweep, and begins anew with the next attempt', async () => {
    await approve();
    branch.now += APPROVAL_SECONDS * SECOND;
    await sweep(database, branch.now);
    expect(await use()).toEqual({ kind: 'ended' });
    request = await branch.open(kiosk, { attempt: 2 }, request.id);
    expect(await use()).toEqual({ kind: 'none' });
    await approve();
    expect(await use()).toMatchObject({ kind: 'live' });
  });
});
