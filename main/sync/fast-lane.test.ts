import { beforeEach, describe, expect, it } from 'vitest';
import type { FastLaneRequest } from '../../central/contract/fast-lane.ts';
import type { ProblemCode } from '../../central/contract/problem.ts';
import type { OpenRequestInput } from '../../state-machines/parts/operations.ts';
import type { Approval } from '../../state-machines/ports/fast-lane.ts';
import type { CentralAnswer, Question } from './ask-central.ts';
import type { CentralClient } from './central-client.ts';
import { createFastLane, type FastLane } from './fast-lane.ts';

const REQUEST_ID = '0193a5c2-6f10-7c3e-9b1d-2f6a8e4c7d01';
const FACTS: OpenRequestInput = {
  service: 'reset-pin',
  pinState: 'blocked',
  attempt: 1,
  activated: false,
};

function request(change: Partial<FastLaneRequest> = {}): FastLaneRequest {
  return {
    id: REQUEST_ID,
    transactionId: 'T',
    callSign: 'F12',
    kiosk: { id: REQUEST_ID, name: 'Terminal 1' },
    service: 'reset-pin',
    pinState: 'blocked',
    documentType: null,
    attempt: 1,
    activated: false,
    state: 'open',
    escalated: false,
    takenBy: null,
    refusal: null,
    openedAt: '2026-11-23T09:15:00.000Z',
    changedAt: '2026-11-23T09:15:00.000Z',
    approvalEndsAt: null,
    continues: null,
    ticket: 'none',
    result: null,
    ...change,
  };
}
const later = (seconds: number): string =>
  `2026-11-23T09:15:${String(seconds).padStart(2, '0')}.000Z`;

let asked: Question<unknown>[];
let answers: CentralAnswer<unknown>[];
let heard: Approval[];
let lane: FastLane;

beforeEach(() => {
  asked = [];
  answers = [];
  heard = [];
  const insist = async (question: Question<unknown>): Promise<CentralAnswer<unknown>> => {
    asked.push(question);
    return answers.shift() ?? { kind: 'unreachable' };
  };
  lane = createFastLane(
    { insist: insist as CentralClient['insist'] },
    { requestOf: (transactionId) => (transactionId === 'T' ? REQUEST_ID : `of ${transactionId}`) },
  );
  lane.watch((approval) => heard.push(approval));
});

const answered = (change?: Partial<FastLaneRequest>): CentralAnswer<unknown> => ({
  kind: 'answered',
  body: {
    request: request(change),
    rights: ['pin-management', 'can-allowed'],
    minimumAge: 16,
  },
});

describe('opening a request', () => {
  it.each([
    [{ kind: 'unreachable' }, 'unreachable'],
    ...(['server-fault', 'too-many-requests', 'replayed', 'conflict'] as const).map(
      (code) => [{ kind: 'refused', code }, 'unreachable'] as const,
    ),
    ...(
      ['kiosk-unknown', 'signature-wrong', 'signature-stale', 'service-not-offered'] as const
    ).map((code) => [{ kind: 'refused', code }, 'not-admitted'] as const),
  ] as const)('%j means %s', async (answer: CentralAnswer<unknown>, kind) => {
    answers = [answer];
    expect(await lane.open('T', FACTS)).toEqual({ kind });
    expect(lane.borrow()).toBeNull();
  });

  it.each([
    [{}, { kind: 'waiting', escalated: false }],
    [{ escalated: true }, { kind: 'waiting', escalated: true }],
    [{ state: 'taken' }, { kind: 'taken' }],
    [{ state: 'approved' }, { kind: 'approved' }],
    [{ state: 'used' }, { kind: 'used' }],
    [
      { state: 'refused', refusal: 'card-not-valid' },
      { kind: 'refused', reason: 'card-not-valid' },
    ],
    [{ state: 'unanswered' }, { kind: 'unanswered' }],
    [
      { state: 'unanswered', continues: { ticket: 'F01', note: null } },
      { kind: 'unanswered', continuedNumber: 'F01' },
    ],
    [{ state: 'expired' }, { kind: 'expired' }],
    [{ state: 'withdrawn' }, { kind: 'expired' }],
    [{ state: 'closed' }, { kind: 'expired' }],
  ] as const)('%j means %j', async (change, approval) => {
    answers = [answered(change)];
    expect(await lane.open('T', FACTS)).toEqual({ kind: 'opened', callSign: 'F12', approval });
  });

  it('lends what the central system lends', async () => {
    answers = [answered()];
    await lane.open('T', FACTS);
    expect(lane.borrow()).toMatchObject({
      transactionId: 'T',
      rights: ['pin-management', 'can-allowed'],
      minimumAge: 16,
    });
    lane.forget();
    expect(lane.borrow()).toBeNull();
  });

  it('anew, when it has ended unheard, tells how it ended', async () => {
    answers = [
      answered(),
      { kind: 'refused', code: 'conflict' },
      answered({ state: 'refused', refusal: 'person-differs' }),
    ];
    await lane.open('T', FACTS);
    expect(await lane.open('T', { ...FACTS, attempt: 2 })).toMatchObject({
      approval: { kind: 'refused', reason: 'person-differs' },
    });
    expect(asked.map(({ body }) => (body as OpenRequestInput).attempt)).toEqual([1, 2, 1]);
  });

  it('is answered by the newer word where a push overtook it', async () => {
    const { promise, resolve } = Promise.withResolvers<CentralAnswer<unknown>>();
    const slow = createFastLane(
      { insist: (() => promise) as CentralClient['insist'] },
      { requestOf: () => REQUEST_ID },
    );
    const opening = slow.open('T', FACTS);
    slow.pushed(request({ state: 'taken', changedAt: later(5) }));
    resolve(answered());
    expect(await opening).toMatchObject({ approval: { kind: 'taken' } });
  });

  it('of a session that is over meanwhile opens nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<CentralAnswer<unknown>>();
    const slow = createFastLane(
      { insist: (() => promise) as CentralClient['insist'] },
      { requestOf: () => REQUEST_ID },
    );
    const opening = slow.open('T', FACTS);
    slow.forget();
    resolve(answered());
    expect(await opening).toEqual({ kind: 'unreachable' });
    expect(slow.borrow()).toBeNull();
  });
});

describe('what is pushed', () => {
  it('is told once for each change of the attempt opened last', async () => {
    answers = [answered()];
    await lane.open('T', FACTS);
    expect(lane.pushed(request())).toBe('known');
    lane.pushed(request({ escalated: true, changedAt: later(1) }));
    lane.pushed(request({ escalated: true, documentType: 'ID', changedAt: later(2) }));
    lane.pushed(request({ state: 'taken', changedAt: later(3) }));
    expect(heard).toEqual([{ kind: 'waiting', escalated: true }, { kind: 'taken' }]);
  });

  it('of an earlier attempt is kept from the machine', async () => {
    answers = [answered(), { kind: 'unreachable' }];
    await lane.open('T', FACTS);
    await lane.open('T', { ...FACTS, attempt: 2 });
    expect(lane.pushed(request({ state: 'approved', changedAt: later(1) }))).toBe('known');
    expect(heard).toEqual([]);
    lane.pushed(request({ attempt: 2, changedAt: later(2) }));
    expect(heard).toEqual([{ kind: 'waiting', escalated: false }]);
  });

  it('of another transaction is not known', async () => {
    expect(lane.pushed(request())).toBe('unknown');
    answers = [answered()];
    await lane.open('other', FACTS);
    expect(lane.pushed(request())).toBe('unknown');
    expect(heard).toEqual([]);
  });
});

describe('the authority', () => {
  const CHALLENGE = {
    holderReference: Uint8Array.of(0x44, 0x45),
    idPicc: new Uint8Array(32),
    challenge: new Uint8Array(8),
    ephemeralKey: new Uint8Array(32),
    auxiliaryData: new Uint8Array(0),
  };

  it.each<[CentralAnswer<unknown>, object]>([
    [{ kind: 'unreachable' }, { kind: 'unreachable' }],
    ...(['server-fault', 'too-many-requests', 'key-unavailable'] as const).map(
      (code): [CentralAnswer<unknown>, object] => [
        { kind: 'refused', code },
        { kind: 'unreachable' },
      ],
    ),
    ...(['approval-ended', 'approval-used', 'no-approval', 'no-chain', 'malformed'] as const).map(
      (code: ProblemCode): [CentralAnswer<unknown>, object] => [
        { kind: 'refused', code },
        { kind: 'refused', reason: code },
      ],
    ),
  ])('answers %j with %j', async (answer, expected) => {
    answers = [answered(), answer, answer];
    await lane.open('T', FACTS);
    const authority = lane.borrow()?.authority;
    expect(await authority?.sign(CHALLENGE)).toEqual(expected);
    expect(await authority?.chainFor([CHALLENGE.holderReference])).toEqual(expected);
  });

  it('asks for this request, in upper-case digits', async () => {
    answers = [
      answered(),
      { kind: 'answered', body: { certificates: ['7F21'] } },
      { kind: 'answered', body: { signature: 'ABCD' } },
    ];
    await lane.open('T', FACTS);
    const authority = lane.borrow()?.authority;
    expect(await authority?.chainFor([CHALLENGE.holderReference])).toEqual({
      kind: 'chain',
      certificates: [Uint8Array.of(0x7f, 0x21)],
    });
    expect(await authority?.sign(CHALLENGE)).toEqual({
      kind: 'signature',
      signature: Uint8Array.of(0xab, 0xcd),
    });
    expect(asked.slice(1).map(({ path, body }) => ({ path, body }))).toEqual([
      { path: `/kiosk/fast-lane/${REQUEST_ID}/chain`, body: { references: ['4445'] } },
      {
        path: `/kiosk/fast-lane/${REQUEST_ID}/signature`,
        body: {
          holderReference: '4445',
          idPicc: '00'.repeat(32),
          challenge: '00'.repeat(8),
          ephemeralKey: '00'.repeat(32),
          auxiliaryData: '',
        },
      },
    ]);
  });
});
