import { type AnyStateMachine, assign, forwardTo, setup } from 'xstate';
import type { ServiceName } from '../../config/services.ts';
import { type FlowEvent, PASSED_ON, presenceAfter } from '../events.ts';
import type { CardPresence, PinState } from '../ports/card.ts';
import type { CardActInput } from './card-act.ts';
import { type FlowEnd, type FlowInput, finished } from './flow-end.ts';
import { presentCardMachine } from './present-card.ts';

interface Context {
  readonly card: CardPresence;
  readonly state: PinState;
  readonly end: FlowEnd;
}

/**
 * The flow of every service that needs a card: present it, act on it, and present it again as often
 * as it slips away.
 *
 * @param act a machine from `CardActInput` to `CardActOutput`
 */
export function cardFlow(service: ServiceName, act: AnyStateMachine) {
  return setup({
    types: {
      context: {} as Context,
      input: {} as FlowInput,
      output: {} as FlowEnd,
      events: {} as FlowEvent,
    },
    actors: { presentCard: presentCardMachine, act },
    actions: {
      passOn: forwardTo('part'),
      noteCard: assign({ card: ({ context, event }) => presenceAfter(event, context.card) }),
    },
  }).createMachine({
    id: service,
    context: ({ input: { card } }) => ({
      card,
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
          input: ({ context: { card } }) => ({ service, card }),
          onDone: [
            {
              guard: ({ event }) => event.output.kind === 'ready',
              target: 'acting',
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
      acting: {
        invoke: {
          id: 'part',
          src: 'act',
          onSnapshot: {},
          input: ({ context }: { context: Context }): CardActInput => ({
            service,
            state: context.state,
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.kind === 'present-again',
              target: 'presentingCard',
            },
            { target: 'ended', actions: assign(({ event }) => ({ end: event.output })) },
          ],
        },
      },
      ended: { type: 'final' },
    },
    output: ({ context }) => context.end,
  });
}
