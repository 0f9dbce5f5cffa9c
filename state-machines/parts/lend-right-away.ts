import { assign, not } from 'xstate';
import { notice } from '../screen-meta.ts';
import type { Screen, ScreenAction } from '../views.ts';
import {
  FORGET_TYPED,
  type LendRightContext,
  lendRightSetup,
  stop,
  TURNED_DOWN,
} from './lend-right-setup.ts';

/**
 * While the card is away: what to do with what was typed, and how the card comes back. Its state is
 * read again, and staff are asked again, because nobody knows that it is the same card.
 */

/** The card was being changed. What was typed is kept: the CAN fits only the same card. */
export const interruptedState = lendRightSetup.createStateConfig({
  initial: 'looking',
  always: TURNED_DOWN,
  on: {
    'visitor.cancelled': {
      target: '#lend-right.over',
      actions: { type: 'stop', params: interruptedEnd },
    },
  },
  states: {
    looking: {
      always: [
        {
          guard: 'interruptedTooOften',
          target: '#lend-right.over',
          actions: { type: 'stop', params: interruptedEnd },
        },
        { guard: 'cardPresent', target: 'cardThere' },
        { target: 'cardMissing' },
      ],
    },
    cardThere: {
      meta: { screen: interruptedScreen('confirm', 'cancel') },
      always: { guard: not('cardPresent'), target: 'cardMissing' },
      on: { 'visitor.confirmed': '#lend-right.presenting' },
    },
    cardMissing: {
      meta: { screen: interruptedScreen('cancel') },
      always: { guard: 'cardPresent', target: '#lend-right.presenting' },
    },
  },
});

/** The visitor may be leaving, so what was typed is forgotten. */
export const cardRemovedState = lendRightSetup.createStateConfig({
  meta: notice('card-removed', 'cancel'),
  entry: FORGET_TYPED,
  always: [
    TURNED_DOWN,
    { guard: ({ context }) => context.card !== 'no-card', target: '#lend-right.presenting' },
  ],
  on: { 'visitor.cancelled': stop('card-removed', 'nowhere') },
});

export const presentingState = lendRightSetup.createStateConfig({
  always: TURNED_DOWN,
  on: {
    'visitor.*': { actions: 'passOn' },
    'card.*': { actions: ['noteCard', 'passOn'] },
    'reader.*': { actions: ['noteCard', 'passOn'] },
  },
  invoke: {
    id: 'part',
    src: 'presentCard',
    onSnapshot: {},
    input: ({ context: { service, card } }) => ({ service, card }),
    onDone: [
      {
        guard: ({ event }) => event.output.kind === 'ready',
        target: '#lend-right.returned',
        actions: assign(({ event: { output } }) =>
          output.kind === 'ready' ? { state: output.state, slipped: false } : {},
        ),
      },
      {
        target: '#lend-right.over',
        actions: {
          type: 'stop',
          params: ({ event: { output } }) => {
            const result = output.kind === 'ready' ? 'card-fault' : output.result;
            return { result, ticket: result !== 'cancelled' };
          },
        },
      },
    ],
  },
});

function interruptedScreen(...actions: ScreenAction[]) {
  return (context: LendRightContext): Screen =>
    notice(
      context.trace === 'activated' ? 'lane-interrupted-activated' : 'lane-interrupted',
      ...actions,
    ).screen(context);
}

function interruptedEnd({ context }: { context: LendRightContext }) {
  return { result: context.interruption, ticket: true };
}
