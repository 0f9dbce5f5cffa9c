import { assign, forwardTo, setup } from 'xstate';
import { DELAYS } from '../delays.ts';
import { type FlowEvent, PASSED_ON, presenceAfter } from '../events.ts';
import type { CardActInput, CardActOutput } from '../parts/card-act.ts';
import { cardFlow } from '../parts/card-flow.ts';
import { finished, switchedTo } from '../parts/flow-end.ts';
import { usePinMachine } from '../parts/use-pin.ts';
import type { CardPresence, PinState } from '../ports/card.ts';
import { notice, type ScreenMeta } from '../screen-meta.ts';
import type { ScreenAction, ServiceResult } from '../views.ts';

/** Tells what state the card is in, and lets the visitor try out the PIN. */

/** Being done is always possible; what else there is depends on the state. */
const ACTIONS: Readonly<Record<PinState['kind'], readonly ScreenAction[]>> = {
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

interface Context extends CardActInput {
  readonly card: CardPresence;
}

const checkCardMachine = setup({
  types: {
    context: {} as Context,
    input: {} as CardActInput,
    output: {} as CardActOutput,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<Context>,
  },
  actors: { usePin: usePinMachine },
  actions: {
    passOn: forwardTo('part'),
    noteCard: assign({ card: ({ context, event }) => presenceAfter(event, context.card) }),
  },
  guards: { cardPresent: ({ context }) => context.card === 'card' },
  delays: DELAYS,
}).createMachine({
  id: 'check-card-act',
  context: ({ input }) => ({ ...input, card: 'card' }),
  on: { 'card.*': { actions: 'noteCard' }, 'reader.*': { actions: 'noteCard' } },
  initial: 'showingState',
  states: {
    showingState: {
      meta: {
        screen: ({ state }) => ({ name: 'card-state', state, actions: ACTIONS[state.kind] }),
      },
      on: {
        'visitor.confirmed': 'checked',
        'visitor.chose-alternative': [
          { guard: ({ context }) => context.state.kind === 'blocked', target: 'toUnblocking' },
          { target: 'usingPin' },
        ],
        'card.removed': { target: 'cardRemoved', actions: 'noteCard' },
        'reader.lost': { target: 'cardRemoved', actions: 'noteCard' },
      },
    },
    usingPin: {
      on: PASSED_ON,
      invoke: {
        id: 'part',
        src: 'usePin',
        onSnapshot: {},
        input: ({ context }) => context,
        onDone: 'used',
      },
    },
    cardRemoved: {
      meta: notice('card-removed', 'cancel'),
      on: { 'card.placed': 'presentAgain', 'visitor.cancelled': 'leftWithCard' },
      after: { cardSettled: { guard: 'cardPresent', target: 'presentAgain' } },
    },
    checked: { type: 'final', output: ({ context }) => finished(RESULTS[context.state.kind]) },
    used: {
      type: 'final',
      output: ({ event }) => (event as unknown as { output: CardActOutput }).output,
    },
    toUnblocking: { type: 'final', output: switchedTo('unblock-pin', 'pin-blocked') },
    presentAgain: { type: 'final', output: { kind: 'present-again' } },
    leftWithCard: { type: 'final', output: finished('card-removed') },
  },
  output: ({ event }) => (event as unknown as { output: CardActOutput }).output,
});

export const checkCardFlow = cardFlow('check-card', checkCardMachine);
