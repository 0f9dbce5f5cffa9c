import { assign } from 'xstate';
import { ENTRY_EVENTS } from '../events.ts';
import type { UsePinOutcome } from '../ports/card.ts';
import type { SecretName } from '../ports/secrets.ts';
import { notice, working } from '../screen-meta.ts';
import type { ServiceResult } from '../views.ts';
import type { CardActOutput } from './card-act.ts';
import type { EnterSecretOutput } from './enter-secret.ts';
import { finished, switchedTo } from './flow-end.ts';
import { type UsePinContext, usePinSetup } from './use-pin-setup.ts';

/**
 * Uses the PIN of a card that lies on the reader: lets the visitor type what is still missing,
 * runs the operation, and deals with every way the chip can refuse. Only a secret that was
 * refused is typed again.
 */

/** Endings in which the chip did not judge the PIN. */
const INTERRUPTIONS: ReadonlySet<UsePinOutcome['kind']> = new Set([
  'card-removed',
  'reader-fault',
  'protocol-violation',
  'not-an-id-card',
]);

const ALL_SECRETS: readonly SecretName[] = ['can', 'pin', 'new-pin', 'new-pin-again'];

/** The transport PIN of the PIN letter has five digits, a PIN that somebody chose has six. */
const TRANSPORT_PIN_DIGITS = 5;
const PIN_LENGTH = { minimum: TRANSPORT_PIN_DIGITS, maximum: 6 };
const SIX_DIGITS = { minimum: 6, maximum: 6 };

const without = (typed: readonly SecretName[], ...refused: SecretName[]): SecretName[] =>
  typed.filter((secret) => !refused.includes(secret));

export const usePinMachine = usePinSetup.createMachine({
  id: 'use-pin',
  context: ({ input: { service, state } }) => ({
    purpose: service === 'change-pin' ? 'change' : 'verify',
    pinState: state,
    ...(state.kind === 'deactivated' ? {} : { triesLeft: state.triesLeft }),
    suspended: state.kind === 'suspended',
    card: 'card',
    typed: [],
    pinDigits: 0,
    operation: service === 'change-pin' ? 'change' : 'verify',
  }),
  initial: 'withCard',
  on: { 'card.*': { actions: 'noteCard' }, 'reader.*': { actions: 'noteCard' } },
  states: {
    withCard: {
      initial: 'sorting',
      on: {
        'card.removed': { target: 'cardRemoved', actions: 'noteCard' },
        'reader.lost': { target: 'readerLost', actions: 'noteCard' },
        'visitor.cancelled': 'cancelled',
      },
      states: {
        sorting: {
          always: [
            { guard: ({ context }) => context.pinState.kind === 'suspended', target: 'suspended' },
            { guard: ({ context }) => context.pinState.kind === 'blocked', target: 'blocked' },
            {
              guard: ({ context }) => context.pinState.kind === 'deactivated',
              target: 'deactivated',
            },
            { target: 'collecting' },
          ],
        },
        collecting: {
          always: [
            {
              guard: ({ context: { suspended, typed } }) => suspended && !typed.includes('can'),
              target: 'entering.can',
            },
            { guard: ({ context }) => !context.typed.includes('pin'), target: 'entering.pin' },
            {
              guard: ({ context: { purpose, typed } }) =>
                purpose === 'change' && !typed.includes('new-pin'),
              target: 'entering.newPin',
            },
            { target: '#use-pin.using' },
          ],
        },
        entering: {
          initial: 'pin',
          on: ENTRY_EVENTS,
          states: {
            can: {
              invoke: {
                id: 'entry',
                src: 'enterSecret',
                input: { secret: 'can', ...SIX_DIGITS },
                onDone: [
                  { guard: wasCancelled, target: '#use-pin.cancelled' },
                  {
                    target: '#use-pin.withCard.collecting',
                    actions: { type: 'noteTyped', params: 'can' },
                  },
                ],
              },
            },
            pin: {
              invoke: {
                id: 'entry',
                src: 'enterSecret',
                input: ({ context: { triesLeft } }) => ({
                  secret: 'pin',
                  ...PIN_LENGTH,
                  ...(triesLeft === undefined || triesLeft > 2 ? {} : { triesLeft }),
                }),
                onDone: [
                  { guard: wasCancelled, target: '#use-pin.cancelled' },
                  {
                    target: '#use-pin.withCard.collecting',
                    actions: [
                      { type: 'noteTyped', params: 'pin' },
                      assign({ pinDigits: ({ event }) => digitsOf(event.output) }),
                    ],
                  },
                ],
              },
            },
            newPin: {
              invoke: {
                id: 'entry',
                src: 'chooseNewPin',
                onDone: [
                  { guard: wasCancelled, target: '#use-pin.cancelled' },
                  {
                    target: '#use-pin.withCard.collecting',
                    actions: { type: 'noteTyped', params: 'new-pin' },
                  },
                ],
              },
            },
          },
        },
        wrongPin: {
          meta: notice('wrong-pin', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': 'collecting',
          },
        },
        wrongCan: {
          meta: notice('wrong-can', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': 'collecting',
          },
        },
        suspended: {
          meta: notice('suspended', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': 'collecting',
          },
        },
        blocked: {
          meta: notice('blocked', 'confirm', 'cancel'),
          entry: { type: 'wipeSecrets', params: { secrets: ALL_SECRETS } },
          on: {
            'visitor.confirmed': '#use-pin.toUnblocking',
            'visitor.cancelled': '#use-pin.stayedBlocked',
          },
        },
        deactivated: {
          meta: notice('deactivated', 'confirm'),
          entry: { type: 'wipeSecrets', params: { secrets: ALL_SECRETS } },
          on: { 'visitor.confirmed': '#use-pin.functionOff' },
        },
      },
    },
    using: {
      meta: {
        screen: ({ purpose }) =>
          working(purpose === 'change' ? 'changing-pin' : 'verifying-pin').screen(),
      },
      invoke: {
        src: 'usePin',
        input: ({ context: { operation, suspended } }) => ({ operation, withCan: suspended }),
        onDone: [
          { guard: ({ event }) => event.output.kind === 'ok', target: 'used' },
          {
            guard: ({ context, event }) =>
              isUnsettled(event.output) ||
              (context.operation === 'settle' && INTERRUPTIONS.has(event.output.kind)),
            target: 'unsettled',
          },
          {
            guard: ({ event }) => triesLeftAfterWrongPin(event.output) >= 2,
            target: 'withCard.wrongPin',
            actions: [
              { type: 'wipeSecrets', params: { secrets: ['pin'] } },
              assign({
                typed: ({ context }) => without(context.typed, 'pin'),
                triesLeft: ({ event }) => triesLeftAfterWrongPin(event.output),
              }),
            ],
          },
          {
            guard: ({ event }) => triesLeftAfterWrongPin(event.output) === 1,
            target: 'withCard.suspended',
            actions: [
              { type: 'wipeSecrets', params: { secrets: ['pin', 'can'] } },
              assign({
                typed: ({ context }) => without(context.typed, 'pin', 'can'),
                triesLeft: 1,
                suspended: true,
              }),
            ],
          },
          {
            guard: ({ event }) => event.output.kind === 'wrong-can',
            target: 'withCard.wrongCan',
            actions: [
              { type: 'wipeSecrets', params: { secrets: ['can'] } },
              assign({ typed: ({ context }) => without(context.typed, 'can') }),
            ],
          },
          {
            guard: ({ event }) => event.output.kind === 'suspended',
            target: 'withCard.suspended',
            actions: assign({ triesLeft: 1, suspended: true }),
          },
          {
            guard: ({ event }) => ['blocked', 'wrong-pin'].includes(event.output.kind),
            target: 'withCard.blocked',
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
        onError: [
          { guard: ({ context }) => context.operation === 'settle', target: 'unsettled' },
          { target: 'cardFault' },
        ],
      },
    },
    unsettled: {
      entry: assign({ operation: 'settle' }),
      initial: 'looking',
      on: { 'visitor.cancelled': 'leftUnsettled' },
      states: {
        looking: {
          always: [{ guard: 'cardPresent', target: 'cardThere' }, { target: 'cardMissing' }],
        },
        // Only the visitor can say that it is the same card, so nothing is tried before.
        cardThere: {
          meta: notice('card-removed-while-setting-pin', 'confirm', 'cancel'),
          on: {
            'visitor.confirmed': '#use-pin.using',
            'card.removed': { target: 'cardMissing', actions: 'noteCard' },
            'reader.lost': { target: 'cardMissing', actions: 'noteCard' },
          },
        },
        cardMissing: {
          meta: notice('card-removed-while-setting-pin', 'cancel'),
          on: { 'card.placed': { target: 'cardThere', actions: 'noteCard' } },
          after: { cardSettled: { guard: 'cardPresent', target: 'cardThere' } },
        },
      },
    },
    cardRemoved: {
      meta: notice('card-removed', 'cancel'),
      entry: { type: 'wipeSecrets', params: { secrets: ALL_SECRETS } },
      on: { 'card.placed': 'presentAgain', 'visitor.cancelled': 'leftWithCard' },
      after: { cardSettled: { guard: 'cardPresent', target: 'presentAgain' } },
    },
    readerLost: {
      meta: notice('reader-lost', 'confirm'),
      entry: { type: 'wipeSecrets', params: { secrets: ALL_SECRETS } },
      on: {
        'reader.found': 'presentAgain',
        'card.placed': 'presentAgain',
        'visitor.confirmed': 'withoutReader',
      },
    },
    cardFault: {
      meta: notice('card-fault', 'confirm', 'cancel'),
      entry: { type: 'wipeSecrets', params: { secrets: ALL_SECRETS } },
      on: {
        'visitor.confirmed': 'presentAgain',
        'card.placed': 'presentAgain',
        'visitor.cancelled': 'faulty',
      },
    },
    used: {
      type: 'final',
      output: ({ context }): CardActOutput => finished(resultOf(context)),
    },
    presentAgain: { type: 'final', output: { kind: 'present-again' } },
    cancelled: {
      type: 'final',
      output: ({ context }) => finished(context.suspended ? 'pin-suspended' : 'cancelled'),
    },
    stayedBlocked: { type: 'final', output: finished('pin-blocked') },
    toUnblocking: { type: 'final', output: switchedTo('unblock-pin', 'pin-blocked') },
    functionOff: { type: 'final', output: finished('function-off') },
    leftUnsettled: { type: 'final', output: finished('card-removed-while-setting-pin') },
    leftWithCard: { type: 'final', output: finished('card-removed') },
    withoutReader: { type: 'final', output: finished('reader-lost') },
    faulty: { type: 'final', output: finished('card-fault') },
  },
  output: ({ event }) => (event as unknown as { output: CardActOutput }).output,
});

function isUnsettled(outcome: UsePinOutcome): boolean {
  return 'newPin' in outcome && outcome.newPin === 'unknown';
}

function wasCancelled({ event }: { event: { output: { kind: string } } }): boolean {
  return event.output.kind === 'cancelled';
}

function resultOf({ purpose, pinDigits }: UsePinContext): ServiceResult {
  if (purpose === 'change') return 'pin-changed';
  return pinDigits === TRANSPORT_PIN_DIGITS ? 'transport-pin-verified' : 'pin-verified';
}

function digitsOf(output: EnterSecretOutput): number {
  return output.kind === 'entered' ? output.digits : 0;
}

function triesLeftAfterWrongPin(outcome: UsePinOutcome): number {
  return outcome.kind === 'wrong-pin' ? outcome.triesLeft : -1;
}
