import { assign, forwardTo, setup } from 'xstate';
import { type FlowEvent, PASSED_ON } from '../events.ts';
import { presentCardMachine } from '../parts/present-card.ts';
import { usePinMachine } from '../parts/use-pin.ts';
import type { PinState } from '../ports/card.ts';
import { notice, type ScreenMeta } from '../screen-meta.ts';
import type { ScreenAction, ServiceResult } from '../views.ts';
import { type FlowEnd, type FlowInput, finished, switchedTo } from './flow-end.ts';

/** Tells what state the card is in, and lets the visitor try out the PIN. */

interface Context {
  readonly cardPresent: boolean;
  readonly state: PinState;
  readonly end: FlowEnd;
}

const TRANSPORT_PIN_DIGITS = 5;

/** The one next step for each state, next to being done. */
const CARD_STATE_ACTIONS: Readonly<Record<PinState['kind'], readonly ScreenAction[]>> = {
  operational: ['confirm', 'alternative'],
  suspended: ['confirm', 'alternative'],
  blocked: ['confirm', 'alternative'],
  deactivated: ['confirm'],
};

const RESULTS: Readonly<Record<PinState['kind'], ServiceResult>> = {
  operational: 'card-checked',
  suspended: 'pin-suspended',
  blocked: 'pin-blocked',
  deactivated: 'function-off',
};

export const checkCardFlow = setup({
  types: {
    context: {} as Context,
    input: {} as FlowInput,
    output: {} as FlowEnd,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<Context>,
  },
  actors: { presentCard: presentCardMachine, usePin: usePinMachine },
  actions: { passOn: forwardTo('part') },
}).createMachine({
  id: 'check-card',
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
        input: ({ context: { cardPresent } }) => ({ service: 'check-card', cardPresent }),
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'ready',
            target: 'showingState',
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
    showingState: {
      meta: {
        screen: ({ state }) => ({
          name: 'card-state',
          state,
          actions: CARD_STATE_ACTIONS[state.kind],
        }),
      },
      on: {
        'visitor.confirmed': {
          target: 'ended',
          actions: assign({ end: ({ context }) => finished(RESULTS[context.state.kind]) }),
        },
        'visitor.chose-alternative': [
          {
            guard: ({ context }) => context.state.kind === 'blocked',
            target: 'ended',
            actions: assign({ end: switchedTo('unblock-pin', 'pin-blocked') }),
          },
          { target: 'usingPin' },
        ],
        'card.removed': 'cardRemoved',
        'reader.lost': 'cardRemoved',
      },
    },
    usingPin: {
      on: PASSED_ON,
      invoke: {
        id: 'part',
        src: 'usePin',
        onSnapshot: {},
        input: ({ context: { state } }) => ({ purpose: 'verify', state }),
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'present-again',
            target: 'presentingCard',
            actions: assign({ cardPresent: true }),
          },
          {
            target: 'ended',
            actions: assign(({ event: { output } }) => {
              if (output.kind === 'present-again') return {};
              if (output.kind !== 'used') return { end: output };
              return { end: finished(verified(output.pinDigits)) };
            }),
          },
        ],
      },
    },
    cardRemoved: {
      meta: notice('card-removed', 'cancel'),
      on: {
        'card.placed': { target: 'presentingCard', actions: assign({ cardPresent: true }) },
        'visitor.cancelled': {
          target: 'ended',
          actions: assign({ end: finished('card-removed') }),
        },
      },
    },
    ended: { type: 'final' },
  },
  output: ({ context }) => context.end,
});

function verified(pinDigits: number): ServiceResult {
  return pinDigits === TRANSPORT_PIN_DIGITS ? 'transport-pin-verified' : 'pin-verified';
}
