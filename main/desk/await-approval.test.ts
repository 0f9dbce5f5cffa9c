import { beforeEach, describe, expect, it } from 'vitest';
import type { CardPresence } from '../../state-machines/ports/card.ts';
import type { Approval } from '../../state-machines/ports/fast-lane.ts';
import { ANSWER_DEADLINE_MS, type Answer, awaitApproval } from './await-approval.ts';

const WAITS: Approval = { kind: 'waiting', escalated: false };

let approvals: Set<(approval: Approval) => void>;
let cards: Set<(presence: CardPresence) => void>;
let timers: Map<number, () => void>;
let taken: number;
let givenUp: AbortController;

beforeEach(() => {
  approvals = new Set();
  cards = new Set();
  timers = new Map();
  taken = 0;
  givenUp = new AbortController();
});

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function begin(approval = WAITS, presence: CardPresence = 'card'): Promise<Answer> {
  return awaitApproval({
    approval,
    watchApproval: (listener) => subscribe(approvals, listener),
    watchCard(listener) {
      listener(presence);
      return subscribe(cards, listener);
    },
    onTaken() {
      taken += 1;
    },
    signal: givenUp.signal,
    clock: {
      setTimeout(fn, ms) {
        timers.set(ms, fn);
        return ms;
      },
      clearTimeout: (ms) => timers.delete(Number(ms)),
    },
  });
}

const hear = (approval: Approval): void => {
  for (const listener of [...approvals]) listener(approval);
};
const show = (presence: CardPresence): void => {
  for (const listener of [...cards]) listener(presence);
};

describe('waiting for a counter', () => {
  it.each<[string, () => void, Answer]>([
    ['an approval', () => hear({ kind: 'approved' }), { kind: 'approved' }],
    [
      'a refusal',
      () => hear({ kind: 'refused', reason: 'card-not-valid' }),
      { kind: 'refused', reason: 'card-not-valid' },
    ],
    ['nobody', () => hear({ kind: 'unanswered' }), { kind: 'unanswered' }],
    ['an approval missed', () => hear({ kind: 'expired' }), { kind: 'expired' }],
    ['a card taken away', () => show('no-card'), { kind: 'card-away', presence: 'no-card' }],
    ['a reader lost', () => show('no-reader'), { kind: 'card-away', presence: 'no-reader' }],
    ['Ctrl-C', () => givenUp.abort(), { kind: 'withdrawn' }],
    ['silence', () => timers.get(ANSWER_DEADLINE_MS)?.(), { kind: 'silence' }],
  ])('ends with %s, and hears nothing after it', async (_, happens, answer) => {
    const waiting = begin();
    happens();
    hear({ kind: 'approved' });
    expect(await waiting).toEqual(answer);
    expect([approvals.size, cards.size, timers.size]).toEqual([0, 0, 0]);
  });

  it('goes on while a counter looks, is told so, and gives it back', async () => {
    const waiting = begin();
    hear({ kind: 'taken' });
    hear({ kind: 'waiting', escalated: true });
    show('card');
    expect(taken).toBe(1);
    hear({ kind: 'approved' });
    expect(await waiting).toEqual({ kind: 'approved' });
  });

  it.each<[string, () => Promise<Answer>, Answer]>([
    ['answered', () => begin({ kind: 'approved' }), { kind: 'approved' }],
    ['empty', () => begin(WAITS, 'no-card'), { kind: 'card-away', presence: 'no-card' }],
    [
      'given up',
      () => {
        givenUp.abort();
        return begin({ kind: 'approved' });
      },
      { kind: 'withdrawn' },
    ],
  ])('does not wait where it is %s already', async (_, waits, answer) => {
    expect(await waits()).toEqual(answer);
  });
});
