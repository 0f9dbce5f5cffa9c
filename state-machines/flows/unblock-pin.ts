import { assign, forwardTo, setup } from 'xstate';
import { DELAYS } from '../delays.ts';
import { ENTRY_EVENTS, type FlowEvent, presenceAfter } from '../events.ts';
import type { CardActInput, CardActOutput } from '../parts/card-act.ts';
import { cardFlow } from '../parts/card-flow.ts';
import { enterSecretMachine } from '../parts/enter-secret.ts';
import { finished, switchedTo } from '../parts/flow-end.ts';
import { operations, wipeSecrets } from '../parts/operations.ts';
import type { CardPresence } from '../ports/card.ts';
import { notice, type ScreenMeta, working } from '../screen-meta.ts';

/** Gives a blocked PIN its tries back with the PUK of the PIN letter. */

const PUK_LENGTH = { minimum: 10, maximum: 10 };

interface Context extends CardActInput {
  readonly card: CardPresence;
}

const unblockPinMachine = setup({
  types: {
    context: {} as Context,
    input: {} as CardActInput,
    output: {} as CardActOutput,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<Context>,
  },
  actors: { enterSecret: enterSecretMachine, unblockPin: operations.unblockPin },
  actions: {
    passOn: forwardTo('entry'),
    wipeSecrets,
    noteCard: assign({ card: ({ context, event }) => presenceAfter(event, context.card) }),
  },
  guards: { cardPresent: ({ context }) => context.card === 'card' },
  delays: DELAYS,
}).createMachine({
  id: 'unblock-pin-act',
  context: ({ input }) => ({ ...input, card: 'card' }),
  on: { 'card.*': { actions: 'noteCard' }, 'reader.*': { actions: 'noteCard' } },
  initial: 'withCard',
  states: {
    withCard: {
      initial: 'sorting',
      on: {
        'card.removed': { target: 'cardRemoved', actions: 'noteCard' },
        'reader.lost': { target: 'readerLost', actions: 'noteCard' },
        'visitor.cancelled': 'stayedBlocked',
      },
      states: {
        sorting: {
          always: [
            { guard: ({ context }) => context.state.kind === 'blocked', target: 'enteringPuk' },
            { guard: ({ context }) => context.state.kind === 'deactivated', target: 'deactivated' },
            { target: 'notBlocked' },
          ],
        },
        enteringPuk: {
          on: ENTRY_EVENTS,
          invoke: {
            id: 'entry',
            src: 'enterSecret',
            input: { secret: 'puk', ...PUK_LENGTH },
            onDone: [
              {
                guard: ({ event }) => event.output.kind === 'cancelled',
                target: '#unblock-pin-act.stayedBlocked',
              },
              { target: '#unblock-pin-act.unblocking' },
            ],
          },
        },
        wrongPuk: {
          meta: notice('wrong-puk', 'confirm', 'cancel'),
          on: { 'visitor.confirmed': 'enteringPuk' },
        },
        pukSpent: {
          meta: notice('puk-spent', 'confirm'),
          on: { 'visitor.confirmed': '#unblock-pin-act.pukSpent' },
        },
        deactivated: {
          meta: notice('deactivated', 'confirm'),
          on: { 'visitor.confirmed': '#unblock-pin-act.functionOff' },
        },
        notBlocked: {
          meta: notice('not-blocked', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': '#unblock-pin-act.toChecking',
            'visitor.cancelled': '#unblock-pin-act.cancelled',
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
          { guard: ({ event }) => event.output.kind === 'ok', target: 'unblocked' },
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
          { guard: ({ context }) => context.card === 'no-reader', target: 'readerLost' },
          { guard: ({ event }) => event.output.kind === 'not-an-id-card', target: 'presentAgain' },
          { target: 'cardFault' },
        ],
        onError: 'cardFault',
      },
    },
    cardRemoved: {
      meta: notice('card-removed', 'cancel'),
      entry: { type: 'wipeSecrets', params: { secrets: ['puk'] } },
      on: { 'card.placed': 'presentAgain', 'visitor.cancelled': 'leftWithCard' },
      after: { cardSettled: { guard: 'cardPresent', target: 'presentAgain' } },
    },
    readerLost: {
      meta: notice('reader-lost', 'confirm'),
      entry: { type: 'wipeSecrets', params: { secrets: ['puk'] } },
      on: {
        'reader.found': 'presentAgain',
        'card.placed': 'presentAgain',
        'visitor.confirmed': 'withoutReader',
      },
    },
    cardFault: {
      meta: notice('card-fault', 'confirm', 'cancel'),
      on: { 'visitor.confirmed': 'presentAgain', 'visitor.cancelled': 'faulty' },
    },
    unblocked: { type: 'final', output: finished('pin-unblocked') },
    presentAgain: { type: 'final', output: { kind: 'present-again' } },
    cancelled: { type: 'final', output: finished('cancelled') },
    stayedBlocked: { type: 'final', output: finished('pin-blocked') },
    pukSpent: { type: 'final', output: finished('puk-spent') },
    functionOff: { type: 'final', output: finished('function-off') },
    toChecking: { type: 'final', output: switchedTo('check-card', 'card-checked') },
    leftWithCard: { type: 'final', output: finished('card-removed') },
    withoutReader: { type: 'final', output: finished('reader-lost') },
    faulty: { type: 'final', output: finished('card-fault') },
  },
  output: ({ event }) => (event as unknown as { output: CardActOutput }).output,
});

export const unblockPinFlow = cardFlow('unblock-pin', unblockPinMachine);
