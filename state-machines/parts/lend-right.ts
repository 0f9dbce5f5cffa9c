import { assign } from 'xstate';
import type { FastLaneService } from '../../central/contract/fast-lane.ts';
import type { ServiceName } from '../../config/services.ts';
import { ENTRY_EVENTS } from '../events.ts';
import { notice, working } from '../screen-meta.ts';
import type { Screen } from '../views.ts';
import { type FlowEnd, finished, switchedTo } from './flow-end.ts';
import { cardRemovedState, interruptedState, presentingState } from './lend-right-away.ts';
import {
  endAfter,
  FORGET_TYPED,
  type LendRightContext,
  laneOf,
  leftOf,
  lendRightSetup,
  remedyOf,
  requestOf,
  stop,
  TURNED_DOWN,
} from './lend-right-setup.ts';

/**
 * Sets a new PIN by a right that staff approve and the central system lends, and switches the
 * function on where it is off. The visitor types while staff look; the card is used once, when all
 * is typed and approved. An approval is for the card that lies there: each time the card has been
 * away, staff are asked anew.
 */

const SIX_DIGITS = { minimum: 6, maximum: 6 };

const CANCELLED = stop('cancelled', 'nowhere');

/** What makes it pointless to go on as if nothing had happened. */
const CHECKS = [
  TURNED_DOWN,
  { guard: 'cardAway', target: '#lend-right.cardRemoved' },
  { guard: 'approvalEnded', target: '#lend-right.withCard.approvalEnded' },
] as const;

export const lendRightMachine = lendRightSetup.createMachine({
  id: 'lend-right',
  context: ({ input: { service, state } }) => ({
    service: laneServiceOf(service),
    card: 'card',
    slipped: false,
    state,
    callSign: null,
    approval: null,
    attempt: 0,
    typed: [],
    wrongCans: 0,
    interruptions: 0,
    interruption: 'card-removed',
    trace: 'none',
    end: finished('cancelled'),
  }),
  meta: { lane: laneOf, left: leftOf },
  initial: 'withCard',
  on: {
    'card.*': { actions: 'noteCard' },
    'reader.*': { actions: 'noteCard' },
    'lane.changed': { actions: 'noteApproval' },
  },
  states: {
    withCard: {
      initial: 'sorting',
      always: CHECKS,
      on: { 'visitor.cancelled': CANCELLED },
      states: {
        sorting: {
          always: [
            {
              guard: ({ context: { service, state } }) =>
                service === 'activate-eid' && state.kind !== 'deactivated',
              target: 'alreadyActive',
            },
            { target: 'intro' },
          ],
        },
        alreadyActive: {
          meta: notice('already-active', 'confirm', 'cancel'),
          on: { 'visitor.confirmed': '#lend-right.toResetting' },
        },
        intro: {
          meta: {
            screen: ({ service }) => ({
              name: 'fast-lane-intro',
              service,
              actions: ['confirm', 'cancel'],
            }),
          },
          on: { 'visitor.confirmed': { target: '#lend-right.opening', actions: 'nextAttempt' } },
        },
        collecting: {
          always: [
            ...CHECKS,
            { guard: ({ context }) => !context.typed.includes('can'), target: 'entering.can' },
            {
              guard: ({ context }) => !context.typed.includes('new-pin'),
              target: 'entering.newPin',
            },
            { guard: 'approved', target: '#lend-right.unlocking' },
            { target: 'waiting' },
          ],
        },
        entering: {
          initial: 'can',
          on: ENTRY_EVENTS,
          states: {
            can: {
              invoke: {
                id: 'part',
                src: 'enterSecret',
                input: { secret: 'can', ...SIX_DIGITS },
                onDone: [
                  { guard: ({ event }) => event.output.kind === 'cancelled', ...CANCELLED },
                  {
                    target: '#lend-right.withCard.collecting',
                    actions: { type: 'noteTyped', params: 'can' },
                  },
                ],
              },
            },
            newPin: {
              invoke: {
                id: 'part',
                src: 'chooseNewPin',
                onDone: [
                  { guard: ({ event }) => event.output.kind === 'cancelled', ...CANCELLED },
                  {
                    target: '#lend-right.withCard.collecting',
                    actions: { type: 'noteTyped', params: 'new-pin' },
                  },
                ],
              },
            },
          },
        },
        waiting: {
          meta: { screen: laneWaitingScreen },
          always: { guard: 'approved', target: '#lend-right.unlocking' },
          after: { laneAnswer: stop('unanswered') },
          initial: 'listening',
          states: {
            listening: { after: { laneCheck: 'checking' } },
            checking: {
              invoke: {
                src: 'openRequest',
                input: requestOf,
                onDone: [
                  {
                    guard: ({ event }) => event.output.kind === 'opened',
                    target: 'listening',
                    actions: { type: 'noteRequest', params: ({ event }) => event.output },
                  },
                  {
                    guard: ({ event }) => event.output.kind === 'not-admitted',
                    ...stop('not-admitted'),
                  },
                  { target: '#lend-right.withCard.centralUnreachable' },
                ],
                onError: '#lend-right.withCard.centralUnreachable',
              },
            },
          },
        },
        wrongCan: {
          meta: notice('wrong-can', 'confirm', 'cancel'),
          always: { guard: 'wrongCanTooOften', ...stop('wrong-can-repeatedly') },
          on: { 'visitor.confirmed': 'collecting' },
        },
        approvalEnded: {
          meta: notice('approval-ended', 'confirm', 'cancel'),
          entry: assign({ approval: null }),
          on: { 'visitor.confirmed': '#lend-right.reopening' },
        },
        authorityUnreachable: {
          meta: notice('authority-unreachable', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': '#lend-right.opening',
            'visitor.cancelled': stop('central-unreachable'),
          },
        },
        centralUnreachable: {
          meta: notice('central-unreachable', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': '#lend-right.opening',
            'visitor.cancelled': stop('central-unreachable'),
            'lane.changed': { guard: 'requested', target: 'collecting', actions: 'noteApproval' },
          },
        },
      },
    },
    opening: {
      meta: working('opening-request'),
      on: {
        'card.removed': { actions: ['noteCard', ...FORGET_TYPED] },
        'reader.lost': { actions: ['noteCard', ...FORGET_TYPED] },
      },
      invoke: {
        src: 'openRequest',
        input: requestOf,
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'opened',
            target: 'withCard.collecting',
            actions: { type: 'noteRequest', params: ({ event }) => event.output },
          },
          { guard: ({ event }) => event.output.kind === 'not-admitted', ...stop('not-admitted') },
          { target: 'withCard.centralUnreachable' },
        ],
        onError: 'withCard.centralUnreachable',
      },
    },
    reopening: {
      always: [
        TURNED_DOWN,
        { guard: 'attemptsLeft', target: 'opening', actions: 'nextAttempt' },
        stop('unanswered'),
      ],
    },
    unlocking: {
      meta: working('unlocking-card'),
      invoke: {
        src: 'setPinByRight',
        // The age and the rights that were asked for are those of the state that staff have seen.
        input: ({ context: { state } }) => ({
          activate: state.kind === 'deactivated' ? 'if-off' : 'never',
        }),
        onDone: [
          {
            guard: ({ context, event }) => endAfter(context, event.output) !== null,
            target: 'over',
            actions: assign({
              end: ({ context, event }) => endAfter(context, event.output) ?? context.end,
            }),
          },
          {
            guard: ({ event }) => event.output.kind === 'wrong-can',
            target: 'withCard.wrongCan',
            actions: [
              { type: 'wipeSecrets', params: { secrets: ['can'] } },
              assign(({ context: { typed, wrongCans } }) => ({
                typed: typed.filter((secret) => secret !== 'can'),
                wrongCans: wrongCans + 1,
              })),
            ],
          },
          {
            guard: ({ event }) => remedyOf(event.output) === 'new-approval',
            target: 'withCard.approvalEnded',
          },
          {
            guard: ({ event }) =>
              event.output.kind === 'authority-unreachable' || remedyOf(event.output) === 'new-try',
            target: 'withCard.authorityUnreachable',
          },
          {
            target: 'interrupted',
            actions: {
              type: 'noteInterruption',
              params: ({ event }) => ({ outcome: event.output }),
            },
          },
        ],
        onError: {
          target: 'interrupted',
          actions: { type: 'noteInterruption', params: { outcome: null } },
        },
      },
    },
    interrupted: interruptedState,
    cardRemoved: cardRemovedState,
    presenting: presentingState,
    returned: {
      always: [{ guard: 'requested', target: 'reopening' }, { target: 'withCard.sorting' }],
    },
    toResetting: { type: 'final', output: switchedTo('reset-pin', 'card-checked') },
    over: { type: 'final', output: ({ context }) => context.end },
  },
  output: ({ event }) => (event as unknown as { output: FlowEnd }).output,
});

function laneServiceOf(service: ServiceName): FastLaneService {
  return service === 'activate-eid' ? service : 'reset-pin';
}

function laneWaitingScreen(context: LendRightContext): Screen {
  const lane = laneOf(context);
  return lane
    ? { name: 'lane-waiting', lane, actions: ['cancel'] }
    : working('opening-request').screen();
}
