import { assign, forwardTo, setup } from 'xstate';
import { type FlowEvent, PASSED_ON } from '../events.ts';
import { presentCardMachine } from '../parts/present-card.ts';
import { usePinMachine } from '../parts/use-pin.ts';
import type { PinState } from '../ports/card.ts';
import { type FlowEnd, type FlowInput, finished } from './flow-end.ts';

/** Changes the PIN, or turns the transport PIN of the letter into a PIN. */

interface Context {
  readonly cardPresent: boolean;
  readonly state: PinState;
  readonly end: FlowEnd;
}

export const changePinFlow = setup({
  types: {
    context: {} as Context,
    input: {} as FlowInput,
    output: {} as FlowEnd,
    events: {} as FlowEvent,
  },
  actors: { presentCard: presentCardMachine, usePin: usePinMachine },
  actions: { passOn: forwardTo('part') },
}).createMachine({
  id: 'change-pin',
  context: ({ input: { cardPresent } }) => ({
    cardPresent,
    state: { kind: 'deactivated' },
    end: finished('cancelled'),
  }),
  initial: 'presentingCard',
  on: PASSED_ON,
  states: {
    presentingCard: {
      invoke: {
        id: 'part',
        src: 'presentCard',
        onSnapshot: {},
        input: ({ context: { cardPresent } }) => ({ service: 'change-pin', cardPresent }),
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'ready',
            target: 'usingPin',
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
    usingPin: {
      invoke: {
        id: 'part',
        src: 'usePin',
        onSnapshot: {},
        input: ({ context: { state } }) => ({ purpose: 'change', state }),
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'present-again',
            target: 'presentingCard',
            actions: assign({ cardPresent: true }),
          },
          {
            target: 'ended',
            actions: assign(({ event: { output } }) => {
              if (output.kind === 'used') return { end: finished('pin-changed') };
              return output.kind === 'present-again' ? {} : { end: output };
            }),
          },
        ],
      },
    },
    ended: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
