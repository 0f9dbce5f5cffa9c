import { beforeEach, describe, expect, it } from 'vitest';
import { DELAYS } from '../delays.ts';
import type { SetPinByRightOutcome } from '../ports/card.ts';
import type { Approval } from '../ports/fast-lane.ts';
import {
  BLOCKED,
  begins,
  comes,
  type LaneSteps,
  OFF,
  opens,
  unlocks,
} from '../testing/lane-steps.ts';
import { OPENED } from '../testing/lane-visit.ts';

const APPROVED: Approval = { kind: 'approved' };
const REFUSED: Approval = { kind: 'refused', reason: 'card-of-another' };

let visit: LaneSteps;

describe('approval', () => {
  beforeEach(async () => {
    visit = await opens('activate-eid', OFF);
  });
  const done: SetPinByRightOutcome = { kind: 'ok', activated: true, notChecked: [] };

  it('that is there before anything is typed leaves nothing to wait for', async () => {
    visit.staff(APPROVED);
    await visit.isAsked('can', 'approved');
    await visit.typesAll();
    await visit.isBusy('unlocking-card');
    expect([...visit.held].sort()).toEqual(['can', 'new-pin']);
    visit.cardAnswers(done);
    await visit.ends('eid-activated', {});
  });

  it('may come while the new PIN is typed, which loses no digit by it', async () => {
    visit.types('can');
    await visit.isAsked('new-pin', 'waiting');
    visit.types('new-pin');
    await visit.isAsked('new-pin-again', 'waiting');
    visit.staff({ kind: 'waiting', escalated: true });
    await visit.isAsked('new-pin-again', 'escalated');
    visit.staff({ kind: 'taken' });
    visit.staff(APPROVED);
    await visit.isAsked('new-pin-again', 'approved');
    visit.types('new-pin-again');
    await visit.isBusy('unlocking-card');
  });

  it('is waited for once all is typed', async () => {
    await visit.typesAll();
    await visit.sees('lane-waiting', { lane: { callSign: 'F12', approval: 'waiting' } });
    visit.staff({ kind: 'taken' });
    await visit.sees('lane-waiting', { lane: { callSign: 'F12', approval: 'taken' } });
    visit.staff(APPROVED);
    await visit.isBusy('unlocking-card');
    visit.cardAnswers(done);
    await visit.ends('eid-activated', {});
  });

  it.each(['expired', 'used'] as const)('that has %s meanwhile is asked for anew', async (kind) => {
    visit.staff(APPROVED);
    visit.types('can');
    await visit.isAsked('new-pin', 'approved');
    visit.staff({ kind });
    await visit.isTold('approval-ended');
    visit.confirms();
    await visit.isAsked('new-pin', 'waiting');
    expect(visit.requests.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(visit.held).toContain('can');
  });
});

describe('staff who say no', () => {
  it.each([
    [REFUSED, 'refused-card-of-another'],
    [{ kind: 'refused', reason: 'person-differs' }, 'refused-person-differs'],
    [{ kind: 'unanswered' }, 'unanswered'],
  ] as const)('end the service at once, also while something is typed: %j', async (no, result) => {
    visit = await opens('reset-pin', BLOCKED);
    visit.types('can');
    await visit.isAsked('new-pin', 'waiting');
    visit.staff(no);
    await visit.ends(result);
    expect(visit.uses()).toBe(0);
  });

  it('have said so while the card was away', async () => {
    visit = await opens('reset-pin', BLOCKED);
    visit.card('card.removed');
    await visit.isTold('card-removed');
    visit.staff(REFUSED);
    await visit.ends('refused-card-of-another');
  });

  it('go on with what was begun under an earlier number, which then is the one on the slip', async () => {
    visit = await opens('reset-pin', BLOCKED);
    visit.staff({ ...REFUSED, continuedNumber: 'F01' });
    await visit.ends('refused-card-of-another', { callSign: 'F01' });
  });

  it('may have said so before the request could be opened anew', async () => {
    visit = await opens('reset-pin', BLOCKED);
    visit.staff({ kind: 'expired' });
    await visit.isTold('approval-ended');
    visit.central({ kind: 'opened', callSign: 'F12', approval: REFUSED });
    visit.confirms();
    await visit.ends('refused-card-of-another');
  });
});

describe('a lost network', () => {
  it('before the request: says so, tries again, and can be left', async () => {
    visit = await begins('reset-pin', BLOCKED);
    visit.central({ kind: 'unreachable' }, { kind: 'unreachable' });
    visit.confirms();
    await visit.isTold('central-unreachable');
    visit.confirms();
    await visit.isBusy('opening-request');
    await visit.isTold('central-unreachable');
    expect(visit.requests.map(({ attempt }) => attempt)).toEqual([1, 1]);
    visit.cancels();
    await visit.ends('central-unreachable', {});
  });

  it('while staff are awaited: is noticed, and an answer that comes through still counts', async () => {
    visit = await opens('reset-pin', BLOCKED);
    await visit.typesAll();
    await visit.sees('lane-waiting');
    visit.central({ kind: 'unreachable' });
    visit.clock.increment(DELAYS.laneCheck);
    await visit.isTold('central-unreachable');
    visit.staff(APPROVED);
    await visit.isBusy('unlocking-card');
  });

  it('that swallowed the approval: it is found by asking', async () => {
    visit = await opens('reset-pin', BLOCKED);
    await visit.typesAll();
    await visit.sees('lane-waiting');
    visit.central({ ...OPENED, approval: APPROVED });
    visit.clock.increment(DELAYS.laneCheck);
    await visit.isBusy('unlocking-card');
    expect(visit.requests.map(({ attempt }) => attempt)).toEqual([1, 1]);
  });

  it('during the signature: the same approval is tried again', async () => {
    visit = await unlocks('reset-pin', BLOCKED);
    visit.cardAnswers({ kind: 'authority-unreachable' });
    await visit.isTold('authority-unreachable');
    visit.central({ ...OPENED, approval: APPROVED });
    visit.confirms();
    await visit.isBusy('unlocking-card');
    expect(visit.requests.map(({ attempt }) => attempt)).toEqual([1, 1]);
    visit.cardAnswers({ kind: 'ok', activated: false, notChecked: [] });
    await visit.ends('pin-set', {});
  });

  it('during the signature: the visitor may go to a counter instead', async () => {
    visit = await unlocks('reset-pin', BLOCKED);
    visit.cardAnswers({ kind: 'authority-unreachable' });
    await visit.isTold('authority-unreachable');
    visit.cancels();
    await visit.ends('central-unreachable');
  });
});

describe('the use of the card', () => {
  beforeEach(async () => {
    visit = await unlocks('reset-pin', OFF);
  });

  it.each([
    [{ kind: 'not-proven', activated: true }, 'pin-not-proven'],
    [{ kind: 'document-expired' }, 'document-expired'],
    [{ kind: 'holder-too-young' }, 'holder-too-young'],
    [{ kind: 'chip-not-genuine', evidence: 'chip-authentication' }, 'chip-not-genuine'],
    [{ kind: 'terminal-not-accepted', step: 'x', statusWord: 0x6982 }, 'terminal-not-accepted'],
    [{ kind: 'right-refused', reason: 'no-chain' }, 'terminal-not-accepted'],
    [{ kind: 'right-refused', reason: 'certificates-expired' }, 'terminal-not-accepted'],
  ] as const)('that cannot succeed sends to a counter: %j', async (outcome, result) => {
    visit.cardAnswers(outcome);
    await visit.ends(result);
  });

  it('that the authority refuses needs another approval', async () => {
    visit.cardAnswers({ kind: 'right-refused', reason: 'approval-used' });
    await visit.isTold('approval-ended');
    visit.confirms();
    await visit.sees('lane-waiting');
    expect(visit.requests.at(-1)).toMatchObject({ attempt: 2, activated: false });
  });

  it('that the authority cannot sign just now is tried again under the same approval', async () => {
    visit.cardAnswers({ kind: 'right-refused', reason: 'key-unavailable' });
    await visit.isTold('authority-unreachable');
  });

  it('asks again for a wrong CAN only, and after the third for help', async () => {
    for (const _ of [1, 2]) {
      visit.cardAnswers({ kind: 'wrong-can' });
      await visit.isTold('wrong-can');
      expect([...visit.held]).toEqual(['new-pin']);
      visit.confirms();
      await visit.isAsked('can', 'approved');
      visit.types('can');
      await visit.isBusy('unlocking-card');
    }
    visit.cardAnswers({ kind: 'wrong-can' });
    await visit.ends('wrong-can-repeatedly');
    expect(visit.requests).toHaveLength(1);
  });
});

describe('the function', () => {
  it('that is already on: activating it becomes setting a new PIN', async () => {
    visit = comes('activate-eid', BLOCKED);
    await visit.isTold('already-active');
    visit.confirms();
    await visit.sees('fast-lane-intro', { service: 'reset-pin' });
    expect(visit.closings).toEqual([{ result: 'card-checked', ticket: false }]);
  });

  it('that is already on: the visitor may leave it at that', async () => {
    visit = comes('activate-eid', BLOCKED);
    await visit.isTold('already-active');
    visit.cancels();
    await visit.ends('cancelled', {});
  });

  it('that is off is switched on along with the PIN', async () => {
    visit = await unlocks('reset-pin', OFF);
    visit.cardAnswers({ kind: 'ok', activated: true, notChecked: [] });
    await visit.ends('eid-activated', {});
  });
});

it('ends where the central system does not know the terminal', async () => {
  visit = await begins('reset-pin', BLOCKED);
  visit.central({ kind: 'not-admitted' });
  visit.confirms();
  await visit.ends('not-admitted', {});
});

it('hears nothing of a request while none is open', async () => {
  visit = await begins('reset-pin', BLOCKED);
  visit.staff({ kind: 'waiting', escalated: false });
  await visit.sees('fast-lane-intro');
  expect(visit.screen()).not.toHaveProperty('lane');
});
