import { describe, expect, it } from 'vitest';
import {
  APPROVAL_SECONDS,
  type FastLaneRequest,
  REQUEST_STATES,
  type RequestState,
} from '../../contract/fast-lane.ts';
import { type Clerk, dueStep, type Step, TRANSITIONS, takeStep } from './request-states.ts';
import type { StoredRequest } from './stored-request.ts';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const OPENED_AT = new Date(NOW).toISOString();
const ANNA: Clerk = { accountId: 'anna', sessionId: 'session-a', name: 'Anna', counter: '1' };
const BERT: Clerk = { accountId: 'bert', sessionId: 'session-b', name: 'Bert', counter: '2' };

const HELD: readonly RequestState[] = ['taken', 'approved', 'used', 'refused', 'expired', 'closed'];

function stored(state: RequestState, changes: Partial<FastLaneRequest> = {}): StoredRequest {
  const isHeld = HELD.includes(state);
  return {
    branchId: 'branch',
    day: '2026-11-23',
    takenByAccount: isHeld ? ANNA.accountId : null,
    takenBySession: isHeld ? ANNA.sessionId : null,
    usedChallenge: state === 'used' || state === 'closed' ? 'DIGEST' : null,
    continuesEntry: null,
    request: {
      id: 'request',
      transactionId: 'transaction',
      callSign: 'F01',
      kiosk: { id: 'kiosk', name: 'Terminal 1' },
      service: 'reset-pin',
      pinState: 'blocked',
      documentType: null,
      attempt: 2,
      activated: false,
      state,
      escalated: false,
      takenBy: isHeld ? { name: ANNA.name, counter: ANNA.counter } : null,
      refusal: state === 'refused' ? 'person-differs' : null,
      openedAt: OPENED_AT,
      changedAt: OPENED_AT,
      approvalEndsAt:
        state === 'approved' ? new Date(NOW + APPROVAL_SECONDS * 1_000).toISOString() : null,
      ticket: state === 'refused' || state === 'unanswered' ? 'waiting' : 'none',
      result: state === 'closed' ? 'eid-activated' : null,
      continues: null,
      ...changes,
    },
  };
}

const REOPEN: Step = {
  kind: 'reopen',
  attempt: 3,
  pinState: 'blocked',
  activated: true,
  callSign: 'F02',
  day: '2026-11-23',
};

/** Another clerk has taken the request. */
const ELSEWHERE = {
  taken: 'taken-by-another',
  approved: 'taken-by-another',
  refused: 'taken-by-another',
};

/** Of each step: where it leads from each state. What is not named is refused. */
const CASES: readonly { step: Step; to: Partial<Record<RequestState, string>> }[] = [
  {
    step: REOPEN,
    to: {
      open: 'open',
      taken: 'open',
      approved: 'open',
      used: 'open',
      expired: 'open',
      withdrawn: 'open',
    },
  },
  {
    step: { kind: 'take', attempt: 2, by: ANNA },
    to: { open: 'taken', taken: 'unchanged' },
  },
  {
    step: { kind: 'take', attempt: 2, by: BERT },
    to: { ...ELSEWHERE, open: 'taken' },
  },
  {
    step: { kind: 'release', attempt: 2, by: ANNA },
    to: { open: 'unchanged', taken: 'open' },
  },
  {
    step: { kind: 'release', attempt: 2, by: BERT },
    to: { open: 'unchanged', ...ELSEWHERE },
  },
  {
    step: { kind: 'approve', attempt: 2, by: ANNA },
    to: { taken: 'approved', approved: 'unchanged', used: 'unchanged' },
  },
  {
    step: { kind: 'approve', attempt: 2, by: BERT },
    to: ELSEWHERE,
  },
  {
    step: { kind: 'refuse', attempt: 2, by: ANNA, reason: 'person-differs' },
    to: { taken: 'refused', refused: 'unchanged' },
  },
  {
    step: { kind: 'refuse', attempt: 2, by: ANNA, reason: 'card-not-valid' },
    to: { taken: 'refused' },
  },
  {
    step: { kind: 'refuse', attempt: 2, by: BERT, reason: 'person-differs' },
    to: ELSEWHERE,
  },
  { step: { kind: 'take', attempt: 1, by: ANNA }, to: {} },
  { step: { kind: 'approve', attempt: 3, by: ANNA }, to: {} },
  { step: { ...REOPEN, attempt: 2 }, to: {} },
  { step: { ...REOPEN, attempt: 1 }, to: {} },
  { step: { kind: 'use', challenge: 'DIGEST' }, to: { approved: 'used' } },
  {
    step: { kind: 'withdraw' },
    to: { open: 'withdrawn', taken: 'withdrawn', approved: 'withdrawn' },
  },
  {
    step: { kind: 'close', result: 'eid-activated', ticket: false },
    to: {
      open: 'closed',
      taken: 'closed',
      approved: 'closed',
      used: 'closed',
      refused: 'refused',
      unanswered: 'unanswered',
      expired: 'expired',
      withdrawn: 'withdrawn',
    },
  },
  { step: { kind: 'escalate' }, to: { open: 'open' } },
  { step: { kind: 'abandon' }, to: { open: 'unanswered', taken: 'unanswered' } },
  { step: { kind: 'expire' }, to: { approved: 'expired' } },
  { step: { kind: 'leave' }, to: { taken: 'open' } },
  {
    step: { kind: 'continue', entryId: 'entry', ticket: 'F01', note: null },
    to: { open: 'open', taken: 'taken', approved: 'approved', used: 'used', expired: 'expired' },
  },
  {
    step: { kind: 'discontinue' },
    to: Object.fromEntries(REQUEST_STATES.map((state) => [state, 'unchanged'])),
  },
  { step: { kind: 'serve' }, to: { refused: 'refused', unanswered: 'unanswered' } },
  {
    step: { kind: 'tell', documentType: 'ID' },
    to: Object.fromEntries(REQUEST_STATES.map((state) => [state, state])),
  },
];

describe('the table of steps', () => {
  const named = CASES.map((each) => ({ ...each, name: JSON.stringify(each.step) }));

  it.each(named)('$name', ({ step, to }) => {
    const found = Object.fromEntries(
      REQUEST_STATES.map((state) => {
        const outcome = takeStep(stored(state), step, NOW + 1_000);
        return [state, outcome.kind === 'changed' ? outcome.stored.request.state : outcome.kind];
      }),
    );
    const expected = Object.fromEntries(
      REQUEST_STATES.map((state) => [state, to[state] ?? 'conflict']),
    );
    expect(found).toEqual(expected);
  });

  it('has a case for every step', () => {
    const kinds = new Set(CASES.map(({ step }) => step.kind));
    expect([...kinds].sort()).toEqual(Object.keys(TRANSITIONS).sort());
  });
});

describe('what a step changes', () => {
  const changed = (from: StoredRequest, step: Step) => {
    const outcome = takeStep(from, step, NOW + 5_000);
    if (outcome.kind !== 'changed') throw new Error(outcome.kind);
    return outcome.stored;
  };
  const later = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

  it('says who has taken it, and no longer once it is released', () => {
    const taken = changed(stored('open'), { kind: 'take', attempt: 2, by: BERT });
    expect(taken).toMatchObject({ takenByAccount: 'bert', takenBySession: 'session-b' });
    expect(taken.request).toMatchObject({
      takenBy: { name: 'Bert', counter: '2' },
      changedAt: later(5),
      openedAt: OPENED_AT,
    });
    const released = changed(taken, { kind: 'release', attempt: 2, by: BERT });
    expect(released).toMatchObject({ takenByAccount: null, takenBySession: null });
    expect(released.request.takenBy).toBeNull();
  });

  it('lends an approval for its time', () => {
    const approved = changed(stored('taken'), { kind: 'approve', attempt: 2, by: ANNA });
    expect(approved.request.approvalEndsAt).toBe(later(5 + APPROVAL_SECONDS));
  });

  it('begins anew when it is opened again', () => {
    const used = stored('used', { escalated: true, ticket: 'none', documentType: 'ID' });
    expect(changed(used, REOPEN)).toEqual({
      ...used,
      takenByAccount: null,
      takenBySession: null,
      usedChallenge: null,
      request: {
        ...used.request,
        state: 'open',
        attempt: 3,
        activated: true,
        callSign: 'F02',
        escalated: false,
        takenBy: null,
        approvalEndsAt: null,
        openedAt: later(5),
        changedAt: later(5),
      },
    });
  });

  it.each<[RequestState, FastLaneRequest['ticket'], boolean, FastLaneRequest['ticket']]>([
    ['used', 'none', false, 'none'],
    ['used', 'none', true, 'waiting'],
    ['refused', 'waiting', false, 'waiting'],
    ['refused', 'waiting', true, 'waiting'],
    ['unanswered', 'served', true, 'served'],
  ])('closed when %s, with a ticket %s and told %s, leaves it %s', (state, ticket, told, left) => {
    const step: Step = { kind: 'close', result: 'fault', ticket: told };
    expect(changed(stored(state, { ticket }), step).request).toMatchObject({
      result: 'fault',
      ticket: left,
    });
  });

  it.each<[Step, RequestState]>([
    [{ kind: 'abandon' }, 'taken'],
    [{ kind: 'refuse', attempt: 2, by: ANNA, reason: 'not-possible-now' }, 'taken'],
  ])('leaves a ticket: %j', (step, from) => {
    expect(changed(stored(from), step).request.ticket).toBe('waiting');
  });

  it('is told how a transaction ended once, and is then not opened again', () => {
    const closed = changed(stored('expired'), {
      kind: 'close',
      result: 'cancelled',
      ticket: false,
    });
    const again: Step = { kind: 'close', result: 'other', ticket: true };
    expect(takeStep(closed, again, NOW)).toEqual({ kind: 'conflict' });
    expect(takeStep(closed, REOPEN, NOW)).toEqual({ kind: 'conflict' });
  });

  it('is escalated once', () => {
    const escalated = changed(stored('open'), { kind: 'escalate' });
    expect(escalated.request).toMatchObject({ state: 'open', escalated: true });
    expect(takeStep(escalated, { kind: 'escalate' }, NOW)).toEqual({ kind: 'conflict' });
  });
});

describe('what time demands', () => {
  const DUE: readonly [RequestState, Partial<FastLaneRequest>, number, Step['kind'] | null][] = [
    ['open', {}, 59.999, null],
    ['open', {}, 60, 'escalate'],
    ['open', { escalated: true }, 60, null],
    ['open', { escalated: true }, 299.999, null],
    ['open', { escalated: true }, 300, 'abandon'],
    ['open', {}, 300, 'abandon'],
    ['taken', {}, 60, null],
    ['taken', {}, 299.999, null],
    ['taken', {}, 300, 'abandon'],
    ['approved', {}, 299.999, null],
    ['approved', {}, 300, 'expire'],
    ['used', {}, 10_000, null],
    ['refused', {}, 10_000, null],
    ['unanswered', {}, 10_000, null],
    ['expired', {}, 10_000, null],
    ['withdrawn', {}, 10_000, null],
    ['closed', {}, 10_000, null],
  ];

  it.each(DUE)('%s %j after %d s: %s', (state, changes, seconds, kind) => {
    const step = dueStep(stored(state, changes), NOW + seconds * 1_000, () => true);
    expect(step?.kind ?? null).toBe(kind);
  });

  it('releases what a clerk has taken who is signed out', () => {
    const isLive = (sessionId: string) => sessionId !== ANNA.sessionId;
    expect(dueStep(stored('taken'), NOW, isLive)).toEqual({ kind: 'leave' });
    expect(dueStep(stored('approved'), NOW, isLive)).toBeNull();
  });
});
