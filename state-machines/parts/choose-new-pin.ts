import { forwardTo, setup } from 'xstate';
import { ENTRY_EVENTS, type FlowEvent } from '../events.ts';
import { notice, type ScreenMeta } from '../screen-meta.ts';
import { enterSecretMachine } from './enter-secret.ts';
import { operations, wipeSecrets } from './operations.ts';

/**
 * Lets the visitor choose a new PIN: typed twice, and warned of where it is easy to guess. The
 * repetition is wiped once it has been compared.
 */

export type ChooseNewPinOutput = { readonly kind: 'chosen' } | { readonly kind: 'cancelled' };

const SIX_DIGITS = { minimum: 6, maximum: 6 };

export const chooseNewPinMachine = setup({
  types: {
    output: {} as ChooseNewPinOutput,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<object>,
  },
  actors: {
    enterSecret: enterSecretMachine,
    judgeNewPin: operations.judgeNewPin,
    compareNewPins: operations.compareNewPins,
  },
  actions: { wipeSecrets, passOn: forwardTo('entry') },
}).createMachine({
  id: 'choose-new-pin',
  initial: 'entering',
  on: { 'visitor.cancelled': '.cancelled' },
  states: {
    entering: {
      on: ENTRY_EVENTS,
      invoke: {
        id: 'entry',
        src: 'enterSecret',
        input: { secret: 'new-pin', ...SIX_DIGITS },
        onDone: [
          { guard: ({ event }) => event.output.kind === 'cancelled', target: 'cancelled' },
          { target: 'judging' },
        ],
      },
    },
    judging: {
      invoke: {
        src: 'judgeNewPin',
        onDone: [
          { guard: ({ event }) => event.output === 'weak', target: 'weak' },
          { target: 'enteringAgain' },
        ],
        onError: 'cancelled',
      },
    },
    weak: {
      meta: notice('weak-pin', 'confirm', 'alternative', 'cancel'),
      on: { 'visitor.confirmed': 'entering', 'visitor.chose-alternative': 'enteringAgain' },
    },
    enteringAgain: {
      on: ENTRY_EVENTS,
      invoke: {
        id: 'entry',
        src: 'enterSecret',
        input: { secret: 'new-pin-again', ...SIX_DIGITS },
        onDone: [
          { guard: ({ event }) => event.output.kind === 'cancelled', target: 'cancelled' },
          { target: 'comparing' },
        ],
      },
    },
    comparing: {
      exit: { type: 'wipeSecrets', params: { secrets: ['new-pin-again'] } },
      invoke: {
        src: 'compareNewPins',
        onDone: [
          { guard: ({ event }) => event.output === 'same', target: 'chosen' },
          { target: 'different' },
        ],
        onError: 'cancelled',
      },
    },
    different: {
      meta: notice('pins-differ', 'confirm', 'cancel'),
      entry: { type: 'wipeSecrets', params: { secrets: ['new-pin'] } },
      on: { 'visitor.confirmed': 'entering' },
    },
    chosen: { type: 'final', output: { kind: 'chosen' } },
    cancelled: { type: 'final', output: { kind: 'cancelled' } },
  },
  output: ({ event }) => (event as unknown as { output: ChooseNewPinOutput }).output,
});
