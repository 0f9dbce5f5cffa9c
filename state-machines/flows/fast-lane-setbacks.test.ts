import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DELAYS, IDLE_COUNTDOWN_SECONDS } from '../delays.ts';
import type { SetPinByRightOutcome } from '../ports/card.ts';
import type { Approval } from '../ports/fast-lane.ts';
import { BLOCKED, type LaneSteps, OFF, opens, unlocks } from '../testing/lane-steps.ts';
import { OPENED } from '../testing/lane-visit.ts';

const APPROVED: Approval = { kind: 'approved' };

let visit: LaneSteps;

describe('an interruption', () => {
  const removed = (
    eidFunction?: 'activated' | 'unknown',
    newPin: 'not-set' | 'unknown' = 'not-set',
  ): SetPinByRightOutcome => ({
    kind: 'card-removed',
    newPin,
    ...(eidFunction ? { eidFunction } : {}),
  });
  beforeEach(async () => {
    visit = await unlocks('activate-eid', OFF);
  });

  it.each(['activated', 'unknown'] as const)(
    'after the function was switched on (%s) is finished by a second try',
    async (eidFunction) => {
      visit.card('card.removed');
      visit.cardAnswers(removed(eidFunction));
      await visit.isTold('lane-interrupted-activated');
      expect([...visit.held].sort()).toEqual(['can', 'new-pin']);
      visit.card('card.placed');
      await visit.sees('lane-waiting', { lane: { callSign: 'F12', approval: 'waiting' } });
      expect(visit.requests.at(-1)).toMatchObject({ attempt: 2, activated: true });
      visit.staff(APPROVED);
      await visit.isBusy('unlocking-card');
      visit.cardAnswers({ kind: 'ok', activated: false, notChecked: [] });
      await visit.ends('eid-activated', {});
    },
  );

  it.each([
    [removed('activated'), 'lane-interrupted-activated', 'activated-without-pin'],
    [removed(undefined, 'unknown'), 'lane-interrupted', 'card-removed-while-setting-pin'],
    [removed(), 'lane-interrupted', 'card-removed'],
  ] as const)(
    'can be left, and the outcome says what is so: %j',
    async (outcome, notice, result) => {
      visit.card('card.removed');
      visit.cardAnswers(outcome);
      await visit.isTold(notice);
      visit.cancels();
      await visit.ends(result);
    },
  );

  it('with the card still there goes on when the visitor says so', async () => {
    visit.cardAnswers({ kind: 'reader-fault', newPin: 'not-set', cause: 'test' });
    await visit.isTold('lane-interrupted');
    expect(visit.requests).toHaveLength(1);
    visit.confirms();
    await visit.sees('lane-waiting');
    visit.cancels();
    await visit.ends('cancelled', {});
  });

  it('of which nothing is known counts as if all had happened', async () => {
    visit.cardBreaksPromise();
    await visit.isTold('lane-interrupted-activated');
    visit.cancels();
    await visit.ends('activated-without-pin');
  });

  it('is helped at a counter the third time', async () => {
    for (const _ of [1, 2]) {
      visit.cardAnswers({ kind: 'protocol-violation', newPin: 'not-set', step: 'test' });
      await visit.isTold('lane-interrupted');
      visit.confirms();
      await visit.sees('lane-waiting');
      visit.staff(APPROVED);
      await visit.isBusy('unlocking-card');
    }
    visit.cardAnswers({ kind: 'protocol-violation', newPin: 'not-set', step: 'test' });
    await visit.ends('card-fault');
  });
});

describe('a card taken away', () => {
  it('while something is typed: all is typed again, and staff look again', async () => {
    visit = await opens('reset-pin', BLOCKED);
    visit.staff(APPROVED);
    visit.types('can');
    await visit.isAsked('new-pin', 'approved');
    visit.card('card.removed');
    await visit.isTold('card-removed');
    expect([...visit.held]).toEqual([]);
    visit.card('card.placed');
    await visit.isAsked('can', 'waiting');
    expect(visit.requests.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('and swapped while the central system is asked: the approval does not count', async () => {
    visit = await unlocks('reset-pin', BLOCKED);
    visit.cardAnswers({ kind: 'authority-unreachable' });
    await visit.isTold('authority-unreachable');
    visit.central({ ...OPENED, approval: APPROVED });
    visit.confirms();
    visit.card('card.removed');
    visit.card('card.placed');
    await visit.isAsked('can', 'waiting');
    expect(visit.requests.map(({ attempt }) => attempt)).toEqual([1, 1, 2]);
    expect(visit.uses()).toBe(1);
  });

  it('for good: the request ends with the transaction', async () => {
    visit = await opens('reset-pin', BLOCKED);
    visit.card('card.removed');
    await visit.isTold('card-removed');
    visit.cancels();
    await visit.ends('card-removed', {});
  });
});

describe('time', () => {
  const idle = () => {
    visit.clock.increment(DELAYS.idle);
    for (let left = 0; left < IDLE_COUNTDOWN_SECONDS; left += 1) {
      visit.clock.increment(DELAYS.countdownStep);
    }
  };

  it('does not end the session of somebody who waits for staff', async () => {
    visit = await opens('reset-pin', BLOCKED);
    await visit.typesAll();
    await visit.sees('lane-waiting');
    for (let waited = 0; waited < DELAYS.idle * 4; waited += DELAYS.laneCheck) {
      visit.clock.increment(DELAYS.laneCheck);
      await vi.waitFor(() => expect(visit.requests.length).toBe(2 + waited / DELAYS.laneCheck));
      expect(visit.idleSecondsLeft()).toBeNull();
    }
    await visit.sees('lane-waiting');
    visit.staff({ kind: 'expired' });
    await visit.isTold('approval-ended');
    idle();
    await visit.sees('take-card');
  });

  it('does not end it either while a question to the central system hangs', async () => {
    visit = await opens('reset-pin', BLOCKED);
    await visit.typesAll();
    await visit.sees('lane-waiting');
    visit.central(new Promise(() => {}));
    visit.clock.increment(DELAYS.laneCheck);
    idle();
    expect(visit.screen()).toMatchObject({ name: 'lane-waiting' });
    expect(visit.idleSecondsLeft()).toBeNull();
    visit.staff(APPROVED);
    await visit.isBusy('unlocking-card');
  });

  it.each([
    ['idle time', idle, 'outcome'],
    ['a reset by staff', () => visit.resets(), 'goodbye'],
  ] as const)('does not hide what is left on the card: %s', async (_, leave, screen) => {
    visit = await unlocks('activate-eid', OFF);
    visit.card('card.removed');
    visit.cardAnswers({ kind: 'card-removed', newPin: 'not-set', eidFunction: 'activated' });
    await visit.isTold('lane-interrupted-activated');
    leave();
    await visit.sees(screen, screen === 'outcome' ? { result: 'activated-without-pin' } : {});
    expect(visit.closings).toEqual([{ result: 'activated-without-pin', ticket: true }]);
    expect([...visit.held]).toEqual([]);
    if (screen === 'outcome') idle();
    await visit.sees('goodbye');
  });

  it('does not open the same request for ever', async () => {
    visit = await opens('reset-pin', BLOCKED);
    for (let attempt = 2; attempt <= 10; attempt += 1) {
      visit.staff({ kind: 'expired' });
      await visit.isTold('approval-ended');
      visit.confirms();
      await visit.isAsked('can', 'waiting');
      expect(visit.requests.at(-1)).toMatchObject({ attempt });
    }
    visit.staff({ kind: 'expired' });
    await visit.isTold('approval-ended');
    visit.confirms();
    await visit.ends('unanswered');
  });

  it('ends a wait that nobody ever answers, at a counter', async () => {
    visit = await opens('reset-pin', BLOCKED);
    await visit.typesAll();
    await visit.sees('lane-waiting');
    visit.clock.increment(DELAYS.laneAnswer);
    await visit.ends('unanswered');
  });

  it.each([
    ['idle time', idle],
    ['a reset by staff', () => visit.resets()],
  ])('and the request with it: %s', async (_, leave) => {
    visit = await opens('reset-pin', BLOCKED);
    visit.types('can');
    await visit.isAsked('new-pin', 'waiting');
    leave();
    await visit.sees('take-card');
    expect(visit.closings).toMatchObject([{ ticket: false }]);
    expect([...visit.held]).toEqual([]);
  });
});
