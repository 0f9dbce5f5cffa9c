import { assign, forwardTo, setup } from 'xstate';
import type { FastLaneService } from '../../central/contract/fast-lane.ts';
import { DELAYS } from '../delays.ts';
import { type FlowEvent, presenceAfter } from '../events.ts';
import type { CardPresence, PinState, SetPinByRightOutcome } from '../ports/card.ts';
import type { Approval, OpenRequestOutcome } from '../ports/fast-lane.ts';
import type { SecretName } from '../ports/secrets.ts';
import type { ScreenMeta } from '../screen-meta.ts';
import type { LaneProgress, ServiceResult } from '../views.ts';
import type { CardActInput } from './card-act.ts';
import { chooseNewPinMachine } from './choose-new-pin.ts';
import { enterSecretMachine } from './enter-secret.ts';
import { type Finished, type FlowEnd, finished } from './flow-end.ts';
import { type OpenRequestInput, operations, wipeSecrets } from './operations.ts';
import { presentCardMachine } from './present-card.ts';

/** What the part that works with a lent right knows, hears and asks for. */

/** So often is the request opened at most before a person at a counter goes on. */
const MAX_ATTEMPTS = 10;
/** A CAN has no counter; whoever misreads it this often needs help. */
const MAX_WRONG_CANS = 3;
const MAX_INTERRUPTIONS = 3;

/** What attempts that broke off may have left on the card. */
type Trace = 'none' | 'pin-unknown' | 'activated';

export interface LendRightContext {
  readonly service: FastLaneService;
  readonly card: CardPresence;
  /** The card has been away since its state was read; it need not be the same one. */
  readonly slipped: boolean;
  readonly state: PinState;
  /** Null until a request has been opened. */
  readonly callSign: string | null;
  readonly approval: Approval | null;
  readonly attempt: number;
  /** Secrets that are typed and not refused. */
  readonly typed: readonly SecretName[];
  readonly wrongCans: number;
  readonly interruptions: number;
  /** What the last of them looked like. */
  readonly interruption: 'card-removed' | 'card-fault';
  readonly trace: Trace;
  readonly end: FlowEnd;
}

const TRACE_RESULTS: Readonly<Record<Trace, ServiceResult | null>> = {
  none: null,
  'pin-unknown': 'card-removed-while-setting-pin',
  activated: 'activated-without-pin',
};

/** Endings of the operation that no second try would change. */
const FINAL_RESULTS: { readonly [Kind in SetPinByRightOutcome['kind']]?: ServiceResult } = {
  'not-proven': 'pin-not-proven',
  'document-expired': 'document-expired',
  'holder-too-young': 'holder-too-young',
  'chip-not-genuine': 'chip-not-genuine',
  'terminal-not-accepted': 'terminal-not-accepted',
};

/** Reasons of the authority that a new approval, or another try, would change. */
const APPROVAL_GONE: ReadonlySet<string> = new Set([
  'no-approval',
  'approval-ended',
  'approval-used',
]);
const FOR_THE_MOMENT: ReadonlySet<string> = new Set(['key-unavailable']);

/** What to do about a right that was refused: ask staff anew, try again, or give up. */
export function remedyOf(
  outcome: SetPinByRightOutcome,
): 'new-approval' | 'new-try' | 'none' | null {
  if (outcome.kind !== 'right-refused') return null;
  if (APPROVAL_GONE.has(outcome.reason)) return 'new-approval';
  return FOR_THE_MOMENT.has(outcome.reason) ? 'new-try' : 'none';
}

const PROGRESS: { readonly [Kind in Approval['kind']]?: LaneProgress['approval'] } = {
  waiting: 'waiting',
  taken: 'taken',
  approved: 'approved',
  used: 'approved',
};

/** Where the request stands, for the screens that show it beside something else. */
export function laneOf({ callSign, approval }: LendRightContext): LaneProgress | undefined {
  if (callSign === null || approval === null) return undefined;
  if (approval.kind === 'waiting' && approval.escalated) return { callSign, approval: 'escalated' };
  const progress = PROGRESS[approval.kind];
  return progress && { callSign, approval: progress };
}

/** What attempts that broke off have left on the card, for a session that ends without the visitor. */
export function leftOf(context: LendRightContext): Finished | undefined {
  const left = TRACE_RESULTS[context.trace];
  return left ? sentToCounter(context, left) : undefined;
}

export function requestOf({ context }: { context: LendRightContext }): OpenRequestInput {
  const { service, state, attempt, trace } = context;
  return { service, pinState: state.kind, attempt, activated: trace === 'activated' };
}

/** @returns null where the operation may be tried again */
export function endAfter(context: LendRightContext, outcome: SetPinByRightOutcome): FlowEnd | null {
  if (outcome.kind === 'ok') {
    const activated = outcome.activated || context.trace === 'activated';
    return finished(activated ? 'eid-activated' : 'pin-set');
  }
  const result =
    remedyOf(outcome) === 'none' ? 'terminal-not-accepted' : FINAL_RESULTS[outcome.kind];
  if (!result) return null;
  // The chip has taken the new PIN since, which says more than what an earlier attempt has left.
  return outcome.kind === 'not-proven'
    ? sentToCounter(context, result)
    : stopped(context, result, true);
}

/**
 * A flow that stops before its goal says first what it may have left on the card: sentences about
 * refusals and findings say that the card is as it was.
 */
function stopped(context: LendRightContext, result: ServiceResult, ticket: boolean): FlowEnd {
  const left = leftOf(context);
  if (left) return left;
  return ticket ? sentToCounter(context, result) : finished(result);
}

function turnedDown(context: LendRightContext): FlowEnd {
  const { approval } = context;
  const result =
    approval?.kind === 'refused' ? (`refused-${approval.reason}` as const) : 'unanswered';
  return stopped(context, result, true);
}

function sentToCounter(context: LendRightContext, result: ServiceResult): Finished {
  const callSign = context.approval?.continuedNumber ?? context.callSign;
  return { kind: 'finished', result, ...(callSign === null ? {} : { callSign }) };
}

/** @param outcome null for an operation that broke its promise and told nothing */
function interruptedBy(context: LendRightContext, outcome: SetPinByRightOutcome | null) {
  return {
    interruptions: context.interruptions + 1,
    interruption: outcome?.kind === 'card-removed' ? 'card-removed' : 'card-fault',
    trace: traceAfter(context, outcome ?? unknownOutcome(context)),
  } as const;
}

function traceAfter({ trace }: LendRightContext, outcome: object): Trace {
  const { newPin, eidFunction }: { newPin?: unknown; eidFunction?: unknown } = outcome;
  if (trace === 'activated' || eidFunction === 'activated' || eidFunction === 'unknown') {
    return 'activated';
  }
  return newPin === 'unknown' ? 'pin-unknown' : trace;
}

function unknownOutcome({ state }: LendRightContext): object {
  const eidFunction = state.kind === 'deactivated' ? { eidFunction: 'unknown' } : {};
  return { newPin: 'unknown', ...eidFunction };
}

export const lendRightSetup = setup({
  types: {
    context: {} as LendRightContext,
    input: {} as CardActInput,
    output: {} as FlowEnd,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<LendRightContext>,
  },
  actors: {
    presentCard: presentCardMachine,
    enterSecret: enterSecretMachine,
    chooseNewPin: chooseNewPinMachine,
    openRequest: operations.openRequest,
    setPinByRight: operations.setPinByRight,
  },
  actions: {
    wipeSecrets,
    passOn: forwardTo('part'),
    noteCard: assign(({ context, event }) => ({
      card: presenceAfter(event, context.card),
      slipped: context.slipped || event.type === 'card.removed' || event.type === 'reader.lost',
    })),
    noteApproval: assign(({ event }) =>
      event.type === 'lane.changed' ? { approval: event.approval } : {},
    ),
    noteRequest: assign((_, outcome: OpenRequestOutcome) =>
      outcome.kind === 'opened' ? { callSign: outcome.callSign, approval: outcome.approval } : {},
    ),
    nextAttempt: assign(({ context }) => ({ attempt: context.attempt + 1, approval: null })),
    noteTyped: assign({
      typed: ({ context }, secret: SecretName) => [...context.typed, secret],
    }),
    noteNothingTyped: assign({ typed: [] }),
    noteInterruption: assign(({ context }, { outcome }: { outcome: SetPinByRightOutcome | null }) =>
      interruptedBy(context, outcome),
    ),
    stop: assign({
      end: ({ context }, params: { result: ServiceResult; ticket: boolean }) =>
        stopped(context, params.result, params.ticket),
    }),
    turnDown: assign({ end: ({ context }) => turnedDown(context) }),
  },
  guards: {
    cardPresent: ({ context }) => context.card === 'card',
    cardAway: ({ context }) => context.slipped || context.card !== 'card',
    requested: ({ context }) => context.callSign !== null,
    turnedDown: ({ context }) =>
      context.approval?.kind === 'refused' || context.approval?.kind === 'unanswered',
    approved: ({ context }) => context.approval?.kind === 'approved',
    approvalEnded: ({ context }) =>
      context.approval?.kind === 'expired' || context.approval?.kind === 'used',
    attemptsLeft: ({ context }) => context.attempt < MAX_ATTEMPTS,
    wrongCanTooOften: ({ context }) => context.wrongCans >= MAX_WRONG_CANS,
    interruptedTooOften: ({ context }) => context.interruptions >= MAX_INTERRUPTIONS,
  },
  delays: DELAYS,
});

export const stop = (result: ServiceResult, to: 'counter' | 'nowhere' = 'counter') =>
  ({
    target: '#lend-right.over',
    actions: { type: 'stop', params: { result, ticket: to === 'counter' } },
  }) as const;

export const TURNED_DOWN = {
  guard: 'turnedDown',
  target: '#lend-right.over',
  actions: 'turnDown',
} as const;

export const FORGET_TYPED = [
  { type: 'wipeSecrets', params: { secrets: ['can', 'new-pin', 'new-pin-again'] } },
  'noteNothingTyped',
] as const;
