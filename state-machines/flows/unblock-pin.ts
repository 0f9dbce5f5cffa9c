import { assign, forwardTo, setup } from 'xstate';
import { type FlowEvent, PASSED_ON } from '../events.ts';
import { enterSecretMachine } from '../parts/enter-secret.ts';
import { operations, wipeSecrets } from '../parts/operations.ts';
import { presentCardMachine } from '../parts/present-card.ts';
import type { PinState } from '../ports/card.ts';
import { notice, type ScreenMeta, working } from '../screen-meta.ts';
import { type FlowEnd, type FlowInput, finished, switchedTo } from './flow-end.ts';

/** Gives a blocked PIN its tries back with the PUK of the PIN letter. */

interface Context {
  readonly cardPresent: boolean;
  readonly state: PinState;
  readonly end: FlowEnd;
}

const PUK_LENGTH = { minimum: 10, maximum: 10 };

export const unblockPinFlow = setup({
  types: {
    context: {} as Context,
    input: {} as FlowInput,
    output: {} as FlowEnd,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<Context>,
  },
  actors: {
    presentCard: presentCardMachine,
    enterSecret: enterSecretMachine,
    unblockPin: operations.unblockPin,
  },
  actions: { passOn: forwardTo('part'), wipeSecrets },
}).createMachine({
  id: 'unblock-pin',
  context: ({ input: { cardPresent } }) => ({
    cardPresent,
    state: { kind: 'deactivated' },
    end: finished('cancelled'),
  }),
  initial: 'presentingCard',
  states: {
    presentingCard: {
      on: PASSED_ON,
      invoke: {
        id: 'part',
        src: 'presentCard',
        onSnapshot: {},
        input: ({ context: { cardPresent } }) => ({ service: 'unblock-pin', cardPresent }),
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'ready',
            target: 'withCard',
            actions: assign(({ event: { output } }) =>
              output.kind === 'ready' ? { state: output.state } : {},
            ),
          },
          {
            target: 'ended',
            actions: assign(({ event: { output } }) =>
              output.kind === 'ready' ? {} : { end: output },
            ),
          },
        ],
      },
    },
    withCard: {
      initial: 'sorting',
      on: { 'card.removed': 'cardRemoved', 'reader.lost': 'readerLost' },
      states: {
        sorting: {
          always: [
            { guard: ({ context }) => context.state.kind === 'blocked', target: 'enteringPuk' },
            {
              guard: ({ context }) => context.state.kind === 'deactivated',
              target: 'deactivated',
            },
            { target: 'notBlocked' },
          ],
        },
        enteringPuk: {
          on: { 'visitor.*': { actions: 'passOn' }, 'secret.*': { actions: 'passOn' } },
          invoke: {
            id: 'part',
            src: 'enterSecret',
            input: { secret: 'puk', ...PUK_LENGTH },
            onDone: [
              {
                guard: ({ event }) => event.output.kind === 'cancelled',
                target: '#unblock-pin.ended',
                actions: assign({ end: finished('pin-blocked') }),
              },
              { target: '#unblock-pin.unblocking' },
            ],
          },
        },
        wrongPuk: {
          meta: notice('wrong-puk', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': 'enteringPuk',
            'visitor.cancelled': {
              target: '#unblock-pin.ended',
              actions: assign({ end: finished('pin-blocked') }),
            },
          },
        },
        pukSpent: {
          meta: notice('puk-spent', 'confirm'),
          on: {
            'visitor.confirmed': {
              target: '#unblock-pin.ended',
              actions: assign({ end: finished('puk-spent') }),
            },
          },
        },
        deactivated: {
          meta: notice('deactivated', 'confirm'),
          on: {
            'visitor.confirmed': {
              target: '#unblock-pin.ended',
              actions: assign({ end: finished('function-off') }),
            },
          },
        },
        notBlocked: {
          meta: notice('not-blocked', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': {
              target: '#unblock-pin.ended',
              actions: assign({ end: switchedTo('check-card', 'card-checked') }),
            },
            'visitor.cancelled': {
              target: '#unblock-pin.ended',
              actions: assign({ end: finished('cancelled') }),
            },
          },
        },
      },
    },
    unblocking: {
      meta: working('unblocking-pin'),
      exit: { type: 'wipeSecrets', params: { secrets: ['puk'] } },
      invoke: {
        src: 'unblockPin',
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'ok',
            target: 'ended',
            actions: assign({ end: finished('pin-unblocked') }),
          },
          { guard: ({ event }) => event.output.kind === 'wrong-puk', target: 'withCard.wrongPuk' },
          { guard: ({ event }) => event.output.kind === 'puk-spent', target: 'withCard.pukSpent' },
          {
            guard: ({ event }) => event.output.kind === 'not-blocked',
            target: 'withCard.notBlocked',
          },
          {
            guard: ({ event }) => event.output.kind === 'deactivated',
            target: 'withCard.deactivated',
          },
          { guard: ({ event }) => event.output.kind === 'card-removed', target: 'cardRemoved' },
          { guard: ({ event }) => event.output.kind === 'reader-fault', target: 'readerLost' },
          {
            guard: ({ event }) => event.output.kind === 'not-an-id-card',
            target: 'presentingCard',
            actions: assign({ cardPresent: true }),
          },
          { target: 'cardFault' },
        ],
        onError: 'cardFault',
      },
    },
    cardRemoved: {
      meta: notice('card-removed', 'cancel'),
      entry: { type: 'wipeSecrets', params: { secrets: ['puk'] } },
      on: {
        'card.placed': { target: 'presentingCard', actions: assign({ cardPresent: true }) },
        'visitor.cancelled': {
          target: 'ended',
          actions: assign({ end: finished('card-removed') }),
        },
      },
    },
    readerLost: {
      meta: notice('reader-lost', 'confirm'),
      entry: { type: 'wipeSecrets', params: { secrets: ['puk'] } },
      on: {
        'reader.found': { target: 'presentingCard', actions: assign({ cardPresent: true }) },
        'visitor.confirmed': {
          target: 'ended',
          actions: assign({ end: finished('reader-lost') }),
        },
      },
    },
    cardFault: {
      meta: notice('card-fault', 'confirm', 'cancel'),
      on: {
        'visitor.confirmed': { target: 'presentingCard', actions: assign({ cardPresent: true }) },
        'visitor.cancelled': {
          target: 'ended',
          actions: assign({ end: finished('card-fault') }),
        },
      },
    },
    ended: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
