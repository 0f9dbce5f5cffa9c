import { assign, setup } from 'xstate';
import type { ServiceName } from '../../config/services.ts';
import { DELAYS } from '../delays.ts';
import { type FlowEvent, presenceAfter } from '../events.ts';
import type { CardPresence, PinState, ReadStateOutcome } from '../ports/card.ts';
import { notice, type ScreenMeta, working } from '../screen-meta.ts';
import { type Finished, finished } from './flow-end.ts';
import { operations } from './operations.ts';

/**
 * Waits for an identity card and reads the state of its PIN. Wrong cards and slipping ones are
 * dealt with here, so that a flow goes on only with a card that answers.
 */

export interface PresentCardInput {
  readonly service: ServiceName;
  readonly card: CardPresence;
}

export type PresentCardOutput = { readonly kind: 'ready'; readonly state: PinState } | Finished;

interface Context extends PresentCardInput {
  readonly state?: PinState;
}

const isPinState = (outcome: ReadStateOutcome): outcome is PinState =>
  ['operational', 'suspended', 'blocked', 'deactivated'].includes(outcome.kind);

export const presentCardMachine = setup({
  types: {
    context: {} as Context,
    input: {} as PresentCardInput,
    output: {} as PresentCardOutput,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<Context>,
  },
  actors: { readState: operations.readState },
  actions: {
    noteCard: assign({ card: ({ context, event }) => presenceAfter(event, context.card) }),
  },
  guards: { cardPresent: ({ context }) => context.card === 'card' },
  delays: DELAYS,
}).createMachine({
  id: 'present-card',
  context: ({ input }) => input,
  initial: 'looking',
  on: { 'card.*': { actions: 'noteCard' }, 'reader.*': { actions: 'noteCard' } },
  states: {
    looking: {
      always: [
        { guard: 'cardPresent', target: 'reading' },
        { guard: ({ context }) => context.card === 'no-reader', target: 'readerLost' },
        { target: 'waiting' },
      ],
    },
    waiting: {
      meta: {
        screen: ({ service }) => ({ name: 'present-card', service, actions: ['cancel'] }),
      },
      on: {
        'card.placed': { target: 'reading', actions: 'noteCard' },
        'reader.lost': { target: 'readerLost', actions: 'noteCard' },
        'visitor.cancelled': 'cancelled',
      },
      after: { cardSettled: { guard: 'cardPresent', target: 'reading' } },
    },
    reading: {
      meta: working('reading-card'),
      invoke: {
        src: 'readState',
        onDone: [
          {
            guard: ({ event }) => isPinState(event.output),
            target: 'ready',
            actions: assign(({ event }) =>
              isPinState(event.output) ? { state: event.output } : {},
            ),
          },
          { guard: ({ event }) => event.output.kind === 'not-an-id-card', target: 'wrongCard' },
          { guard: ({ event }) => event.output.kind === 'card-removed', target: 'waiting' },
          { guard: ({ context }) => context.card === 'no-reader', target: 'readerLost' },
          { target: 'cardFault' },
        ],
        onError: 'cardFault',
      },
    },
    wrongCard: {
      meta: notice('wrong-card', 'cancel'),
      on: {
        'card.removed': { target: 'waiting', actions: 'noteCard' },
        'card.placed': { target: 'reading', actions: 'noteCard' },
        'reader.lost': { target: 'readerLost', actions: 'noteCard' },
        'visitor.cancelled': 'cancelled',
      },
    },
    cardFault: {
      meta: notice('card-fault', 'confirm', 'cancel'),
      on: {
        'visitor.confirmed': 'reading',
        'visitor.cancelled': 'faulty',
        'card.removed': { target: 'waiting', actions: 'noteCard' },
        'reader.lost': { target: 'readerLost', actions: 'noteCard' },
      },
    },
    readerLost: {
      meta: notice('reader-lost', 'confirm'),
      on: {
        'reader.found': { target: 'waiting', actions: 'noteCard' },
        'card.placed': { target: 'reading', actions: 'noteCard' },
        'visitor.confirmed': 'withoutReader',
      },
    },
    ready: { type: 'final' },
    cancelled: { type: 'final', output: finished('cancelled') },
    faulty: { type: 'final', output: finished('card-fault') },
    withoutReader: { type: 'final', output: finished('reader-lost') },
  },
  output: ({ context, event }): PresentCardOutput =>
    context.state
      ? { kind: 'ready', state: context.state }
      : (event as unknown as { output: Finished }).output,
});
