import {
  type FastLaneRequest,
  REFUSAL_REASONS,
  type RefusalReason,
  THINGS_SEEN,
} from '../../contract/fast-lane.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Session } from '../../contract/staff.ts';
import { clockOffset } from '../lane/clock.ts';
import {
  type Lane,
  type LaneNews,
  type LanePush,
  laneAfter,
  laneWithAnswer,
  newsBetween,
} from '../lane/lane.ts';
import { isMine } from '../lane/sections.ts';
import {
  type CallingState,
  callingAfter,
  NOT_CALLING,
  type QueueNews,
  queueNewsBetween,
} from '../queue/calling-state.ts';

/** All that the page of a counter shows, and the pure steps from one state to the next. */

export type Who =
  | { readonly kind: 'asking' }
  | { readonly kind: 'signed-out'; readonly why: 'start' | 'ended' | 'left' }
  | { readonly kind: 'signed-in'; readonly session: Session };

/** Why nobody is called, or no ticket is given. */
export type Notice =
  | 'nobody-waits'
  | 'in-hand'
  | 'pauses'
  | 'not-live'
  | 'not-open'
  | 'no-tickets-left'
  | 'unknown-code';

export type Trouble =
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly callSign: string | null }
  | { readonly kind: 'locked'; readonly endsAt: number }
  | { readonly kind: 'unreachable' }
  /** A step was sent, and whether it took effect only the list will tell. */
  | { readonly kind: 'unanswered'; readonly callSign: string }
  | { readonly kind: 'notice'; readonly notice: Notice; readonly ticket: string | null }
  | { readonly kind: 'outdated' };

export type ThingSeen = (typeof THINGS_SEEN)[number];

/** What a clerk has ticked, for one attempt of one request. */
export interface Work {
  readonly requestId: string;
  readonly attempt: number;
  readonly mode: 'approve' | 'refuse';
  readonly seen: readonly ThingSeen[];
  readonly reason: RefusalReason | null;
}

export interface DeskState {
  readonly who: Who;
  /** Whose list and work these are; they wait here while the one signs in again. */
  readonly accountId: string | null;
  readonly isChoosingCounter: boolean;
  readonly connection: 'connecting' | 'live' | 'lost' | 'outdated';
  readonly lane: Lane | null;
  readonly clockOffsetMs: number;
  /** When the central system was last heard, by its own clock. */
  readonly heardAt: number | null;
  readonly chosen: string | null;
  readonly work: Work | null;
  readonly trouble: Trouble | null;
  readonly calling: CallingState;
  readonly news: { readonly serial: number; readonly items: readonly (LaneNews | QueueNews)[] };
  /** Where the keyboard should go; each serial once. */
  readonly focus: { readonly serial: number; readonly place: 'list' | 'panel' };
}

export const FIRST_STATE: DeskState = {
  who: { kind: 'asking' },
  accountId: null,
  isChoosingCounter: false,
  connection: 'connecting',
  lane: null,
  clockOffsetMs: 0,
  heardAt: null,
  chosen: null,
  work: null,
  trouble: null,
  calling: NOT_CALLING,
  news: { serial: 0, items: [] },
  focus: { serial: 0, place: 'list' },
};

export function signedIn(state: DeskState, session: Session): DeskState {
  const isSame = state.accountId === null || state.accountId === session.account.id;
  const kept = isSame
    ? state
    : { ...FIRST_STATE, news: state.news, focus: state.focus, clockOffsetMs: state.clockOffsetMs };
  return {
    ...kept,
    who: { kind: 'signed-in', session },
    accountId: session.account.id,
    isChoosingCounter: session.counter === null && session.account.role !== 'it',
    trouble: null,
  };
}

/** Who leaves by choice leaves nothing behind; who was cut off finds all as it was. */
export function signedOut(state: DeskState, why: 'start' | 'ended' | 'left'): DeskState {
  const kept = why === 'left' ? FIRST_STATE : state;
  return { ...kept, who: { kind: 'signed-out', why }, connection: 'connecting' };
}

/** @param now this browser's clock */
export function pushed(state: DeskState, push: LanePush, now: number): DeskState {
  const lane = laneAfter(state.lane, push);
  const moment = { counterId: counterIn(state)?.id ?? null, now: Date.parse(push.at) };
  const calling = callingAfter(state.calling, push, moment);
  const items = [
    ...newsBetween(state.lane, lane),
    ...queueNewsBetween(state.calling, calling, moment),
  ];
  const news = items.length > 0 ? { serial: state.news.serial + 1, items } : state.news;
  const next: DeskState = {
    ...state,
    connection: 'live',
    lane,
    calling,
    clockOffsetMs: clockOffset(push.at, now),
    heardAt: Date.parse(push.at),
    news,
  };
  return withWorkThatFits(push.kind === 'snapshot' ? withOwnChosen(next) : next);
}

export function answered(state: DeskState, request: FastLaneRequest): DeskState {
  const { lane } = state;
  return lane ? withWorkThatFits({ ...state, lane: laneWithAnswer(lane, request) }) : state;
}

export function chose(state: DeskState, requestId: string | null): DeskState {
  return withWorkThatFits({ ...state, chosen: requestId });
}

/** Begins or goes on to answer the chosen request in this way. */
export function working(state: DeskState, mode: Work['mode']): DeskState {
  const request = chosenIn(state);
  if (!request || (request.state !== 'open' && !mayAnswer(state))) return state;
  const { id: requestId, attempt } = request;
  const work = state.work ?? { requestId, attempt, seen: [], reason: null };
  return { ...state, work: { ...work, mode } };
}

/** Ticks the thing, or chooses the reason, at this place; a tick again takes it back. */
export function ticked(state: DeskState, index: number): DeskState {
  const { work } = state;
  if (!work || !mayAnswer(state)) return state;
  if (work.mode === 'refuse') {
    const reason = REFUSAL_REASONS[index];
    // The keyboard goes along, as it does with the arrow keys among reasons.
    return reason === undefined ? state : focused({ ...state, work: { ...work, reason } }, 'panel');
  }
  const thing = THINGS_SEEN[index];
  if (thing === undefined) return state;
  const seen = work.seen.includes(thing)
    ? work.seen.filter((each) => each !== thing)
    : [...work.seen, thing];
  return { ...state, work: { ...work, seen } };
}

export function focused(state: DeskState, place: 'list' | 'panel'): DeskState {
  return { ...state, focus: { serial: state.focus.serial + 1, place } };
}

export function chosenIn({ lane, chosen }: DeskState): FastLaneRequest | null {
  return (chosen === null ? null : lane?.requests.get(chosen)) ?? null;
}

/** The chosen request is this counter's to answer. */
export function mayAnswer(state: DeskState): boolean {
  const request = chosenIn(state);
  return request !== null && state.who.kind === 'signed-in' && isMine(request, state.who.session);
}

export function counterIn({ who }: DeskState): Session['counter'] {
  return who.kind === 'signed-in' ? who.session.counter : null;
}

export function isReadyToApprove({ work }: DeskState): boolean {
  return work !== null && THINGS_SEEN.every((thing) => work.seen.includes(thing));
}

/** After a reload the request that this counter holds lies open again. */
function withOwnChosen(state: DeskState): DeskState {
  const { who, lane } = state;
  if (who.kind !== 'signed-in' || !lane || chosenIn(state)) return state;
  const { session } = who;
  const own = [...lane.requests.values()].find((request) => isMine(request, session));
  return { ...state, chosen: own?.id ?? null };
}

/** Ticks never outlive what they were made for: another attempt, another clerk, an end. */
function withWorkThatFits(state: DeskState): DeskState {
  const request = chosenIn(state);
  const { work } = state;
  const isOpen = request?.state === 'open';
  const fits = work?.requestId === request?.id && work?.attempt === request?.attempt;
  if (request && work && fits && (isOpen || mayAnswer(state))) return state;
  if (!request || !mayAnswer(state)) return work === null ? state : { ...state, work: null };
  const { id: requestId, attempt } = request;
  const fresh: Work = { requestId, attempt, mode: 'approve', seen: [], reason: null };
  return { ...state, work: fresh };
}
