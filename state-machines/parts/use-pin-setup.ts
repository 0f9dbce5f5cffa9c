import { assign, forwardTo, setup } from 'xstate';
import { DELAYS } from '../delays.ts';
import { type FlowEvent, presenceAfter } from '../events.ts';
import type { CardPresence, PinState } from '../ports/card.ts';
import type { SecretName } from '../ports/secrets.ts';
import type { ScreenMeta } from '../screen-meta.ts';
import type { CardActInput, CardActOutput } from './card-act.ts';
import { chooseNewPinMachine } from './choose-new-pin.ts';
import { enterSecretMachine } from './enter-secret.ts';
import { operations, wipeSecrets } from './operations.ts';

/** What the part that uses the PIN knows, hears and asks for. */

export interface UsePinContext {
  readonly card: CardPresence;
  readonly purpose: 'change' | 'verify';
  readonly pinState: PinState;
  readonly triesLeft?: number;
  readonly suspended: boolean;
  /** Secrets that are typed and not refused. */
  readonly typed: readonly SecretName[];
  readonly pinDigits: number;
  readonly operation: 'verify' | 'change' | 'settle';
}

export const usePinSetup = setup({
  types: {
    context: {} as UsePinContext,
    input: {} as CardActInput,
    output: {} as CardActOutput,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<UsePinContext>,
  },
  actors: {
    enterSecret: enterSecretMachine,
    usePin: operations.usePin,
    chooseNewPin: chooseNewPinMachine,
  },
  actions: {
    wipeSecrets,
    passOn: forwardTo('entry'),
    noteCard: assign({ card: ({ context, event }) => presenceAfter(event, context.card) }),
    noteTyped: assign({
      typed: ({ context }, secret: SecretName) => [...context.typed, secret],
    }),
  },
  guards: { cardPresent: ({ context }) => context.card === 'card' },
  delays: DELAYS,
});
