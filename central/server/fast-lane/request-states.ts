import {
  APPROVAL_SECONDS,
  ESCALATION_SECONDS,
  FALLBACK_SECONDS,
  type FastLaneRequest,
  type RefusalReason,
  type RequestState,
} from '../../contract/fast-lane.ts';
import type { StoredRequest } from './stored-request.ts';

/**
 * The life of a fast-lane request as a table: which step leads from which state to which, and what
 * else it changes. Pure; whoever applies a step holds the lock of the branch.
 */

export interface Clerk {
  readonly accountId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly counter: string;
}

/** Steps of staff name the attempt they saw, so that an answer never meets a later one. */
type StaffStep =
  | { readonly kind: 'take'; readonly attempt: number; readonly by: Clerk }
  | { readonly kind: 'release'; readonly attempt: number; readonly by: Clerk }
  | { readonly kind: 'approve'; readonly attempt: number; readonly by: Clerk }
  | {
      readonly kind: 'refuse';
      readonly attempt: number;
      readonly by: Clerk;
      readonly reason: RefusalReason;
    };

export type Step =
  | StaffStep
  | { readonly kind: 'serve' }
  /** A counter had sent the visitor back; the request has no ticket of its own yet. */
  | {
      readonly kind: 'continue';
      readonly entryId: string;
      readonly ticket: string;
      readonly note: string | null;
    }
  | { readonly kind: 'discontinue' }
  | {
      readonly kind: 'reopen';
      readonly attempt: number;
      readonly pinState: FastLaneRequest['pinState'];
      readonly activated: boolean;
      readonly callSign: string;
      readonly day: string;
    }
  | { readonly kind: 'use'; readonly challenge: string }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'tell'; readonly documentType: string }
  | { readonly kind: 'close'; readonly result: string; readonly ticket: boolean }
  | { readonly kind: 'escalate' }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'expire' }
  /** The clerk who had taken it is signed out. */
  | { readonly kind: 'leave' };

export type StepOutcome =
  | { readonly kind: 'changed'; readonly stored: StoredRequest }
  /** The step was taken before: the same question again gets the same answer. */
  | { readonly kind: 'unchanged'; readonly stored: StoredRequest }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'taken-by-another' };

type Transitions = { readonly [From in RequestState]?: RequestState };

const STAYS = {
  open: 'open',
  taken: 'taken',
  approved: 'approved',
  used: 'used',
  refused: 'refused',
  unanswered: 'unanswered',
  expired: 'expired',
  withdrawn: 'withdrawn',
  closed: 'closed',
} as const satisfies Transitions;

const STAYS_ALIVE = {
  open: 'open',
  taken: 'taken',
  approved: 'approved',
  used: 'used',
  expired: 'expired',
} as const satisfies Transitions;

export const TRANSITIONS: Readonly<Record<Step['kind'], Transitions>> = {
  reopen: {
    open: 'open',
    taken: 'open',
    approved: 'open',
    used: 'open',
    expired: 'open',
    withdrawn: 'open',
  },
  take: { open: 'taken' },
  release: { taken: 'open' },
  leave: { taken: 'open' },
  approve: { taken: 'approved' },
  refuse: { taken: 'refused' },
  use: { approved: 'used' },
  escalate: { open: 'open' },
  abandon: { open: 'unanswered', taken: 'unanswered' },
  expire: { approved: 'expired' },
  withdraw: { open: 'withdrawn', taken: 'withdrawn', approved: 'withdrawn' },
  close: {
    open: 'closed',
    taken: 'closed',
    approved: 'closed',
    used: 'closed',
    refused: 'refused',
    unanswered: 'unanswered',
    expired: 'expired',
    withdrawn: 'withdrawn',
  },
  continue: STAYS_ALIVE,
  discontinue: STAYS_ALIVE,
  serve: STAYS,
  tell: STAYS,
};

/** States in which the clerk who took the request is the only one who may answer. */
const HELD: ReadonlySet<RequestState> = new Set(['taken', 'approved', 'refused']);

const NOBODY = { takenByAccount: null, takenBySession: null };

/** @param now milliseconds since the epoch */
export function takeStep(stored: StoredRequest, step: Step, now: number): StepOutcome {
  const { request } = stored;
  if (isStaffStep(step) && step.attempt !== request.attempt) return { kind: 'conflict' };
  if (isRepeated(stored, step)) return { kind: 'unchanged', stored };
  if (isStaffStep(step) && HELD.has(request.state) && stored.takenByAccount !== step.by.accountId) {
    return { kind: 'taken-by-another' };
  }
  const state = TRANSITIONS[step.kind][request.state];
  if (state === undefined || !isPossible(request, step)) return { kind: 'conflict' };
  const { server, ...changes } = changesOf(request, step, now);
  // Kiosks go by this order, and the clocks of two nodes need not show the same time.
  const changedAt = new Date(Math.max(now, Date.parse(request.changedAt))).toISOString();
  return {
    kind: 'changed',
    stored: { ...stored, ...server, request: { ...request, ...changes, state, changedAt } },
  };
}

/** What time alone demands of a request, if anything. */
export function dueStep(
  { request, takenBySession }: StoredRequest,
  now: number,
  isLive: (sessionId: string) => boolean,
): Step | null {
  const seconds = (now - Date.parse(request.openedAt)) / 1_000;
  const waits = request.state === 'open' || request.state === 'taken';
  if (waits && seconds >= FALLBACK_SECONDS) return { kind: 'abandon' };
  if (request.state === 'approved') {
    const ends = request.approvalEndsAt === null ? now : Date.parse(request.approvalEndsAt);
    return now >= ends ? { kind: 'expire' } : null;
  }
  if (request.state === 'taken') {
    return takenBySession !== null && isLive(takenBySession) ? null : { kind: 'leave' };
  }
  const untouched = request.state === 'open' && !request.escalated;
  return untouched && seconds >= ESCALATION_SECONDS ? { kind: 'escalate' } : null;
}

function isStaffStep(step: Step): step is StaffStep {
  return 'by' in step;
}

function isRepeated(stored: StoredRequest, step: Step): boolean {
  const { request, takenByAccount, continuesEntry } = stored;
  const { state } = request;
  switch (step.kind) {
    case 'take':
      return state === 'taken' && takenByAccount === step.by.accountId;
    case 'release':
      return state === 'open';
    case 'approve':
      return (state === 'approved' || state === 'used') && takenByAccount === step.by.accountId;
    case 'refuse':
      return (
        state === 'refused' &&
        takenByAccount === step.by.accountId &&
        request.refusal === step.reason
      );
    case 'continue':
      return continuesEntry === step.entryId;
    case 'discontinue':
      return continuesEntry === null;
    case 'serve':
      return request.ticket === 'served';
    case 'tell':
      return request.documentType === step.documentType;
    default:
      return false;
  }
}

/** What must be true beside the state. */
function isPossible(request: FastLaneRequest, step: Step): boolean {
  switch (step.kind) {
    case 'reopen':
      return step.attempt > request.attempt && request.result === null;
    case 'serve':
      return request.ticket === 'waiting';
    case 'continue':
    case 'discontinue':
      return request.ticket === 'none' && request.result === null;
    case 'close':
      return request.result === null;
    case 'escalate':
      return !request.escalated;
    default:
      return true;
  }
}

type Changes = Partial<FastLaneRequest> & {
  readonly server?: Partial<Omit<StoredRequest, 'request'>>;
};

function changesOf(request: FastLaneRequest, step: Step, now: number): Changes {
  switch (step.kind) {
    case 'reopen':
      return {
        ...freshAttempt(now),
        attempt: step.attempt,
        pinState: step.pinState,
        activated: step.activated,
        callSign: step.callSign,
        server: { ...NOBODY, usedChallenge: null, day: step.day },
      };
    case 'take':
      return {
        takenBy: { name: step.by.name, counter: step.by.counter },
        server: { takenByAccount: step.by.accountId, takenBySession: step.by.sessionId },
      };
    case 'release':
    case 'leave':
      return { takenBy: null, server: NOBODY };
    case 'approve':
      return { approvalEndsAt: new Date(now + APPROVAL_SECONDS * 1_000).toISOString() };
    case 'refuse':
      return { refusal: step.reason, ticket: 'waiting' };
    case 'abandon':
      return { ticket: 'waiting', takenBy: null, server: NOBODY };
    case 'use':
      return { server: { usedChallenge: step.challenge } };
    case 'escalate':
      return { escalated: true };
    case 'tell':
      return { documentType: step.documentType };
    case 'close':
      return {
        result: step.result,
        ticket: step.ticket && request.ticket === 'none' ? 'waiting' : request.ticket,
      };
    case 'continue': {
      const { entryId: continuesEntry, ticket, note } = step;
      return { continues: { ticket, note }, server: { continuesEntry } };
    }
    case 'discontinue':
      return { continues: null, server: { continuesEntry: null } };
    case 'serve':
      return { ticket: 'served' };
    case 'expire':
    case 'withdraw':
      return {};
  }
}

/** What every attempt begins with. */
export function freshAttempt(now: number) {
  return {
    escalated: false,
    takenBy: null,
    refusal: null,
    openedAt: new Date(now).toISOString(),
    approvalEndsAt: null,
    ticket: 'none',
    result: null,
  } as const;
}
