import { assign, setup } from 'xstate';
import type { FlowEvent } from '../events.ts';
import type { SecretName } from '../ports/secrets.ts';
import type { ScreenMeta } from '../screen-meta.ts';
import type { Screen } from '../views.ts';

/** Lets the visitor type one secret. The machine knows how many digits there are, and no digit. */

export interface EnterSecretInput {
  readonly secret: SecretName;
  readonly minimum: number;
  readonly maximum: number;
  readonly triesLeft?: number;
}

export type EnterSecretOutput =
  | { readonly kind: 'entered'; readonly digits: number }
  | { readonly kind: 'cancelled' };

interface Context extends EnterSecretInput {
  readonly digits: number;
}

export const enterSecretMachine = setup({
  types: {
    context: {} as Context,
    input: {} as EnterSecretInput,
    output: {} as EnterSecretOutput,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<Context>,
  },
  actions: {
    /** Forgets whatever this secret held before. */
    clearSecret: (_, _params: { secret: SecretName }) => {},
  },
  guards: {
    hasEnoughDigits: ({ context }) => context.digits >= context.minimum,
  },
}).createMachine({
  id: 'enter-secret',
  context: ({ input }) => ({ ...input, digits: 0 }),
  initial: 'typing',
  entry: { type: 'clearSecret', params: ({ context }) => ({ secret: context.secret }) },
  states: {
    typing: {
      meta: { screen: enterSecretScreen },
      on: {
        'secret.typed': { actions: assign({ digits: ({ event }) => event.digits }) },
        'visitor.confirmed': { guard: 'hasEnoughDigits', target: 'entered' },
        'visitor.cancelled': 'cancelled',
      },
    },
    entered: {
      type: 'final',
      output: ({ context }): EnterSecretOutput => ({ kind: 'entered', digits: context.digits }),
    },
    cancelled: { type: 'final', output: (): EnterSecretOutput => ({ kind: 'cancelled' }) },
  },
  output: ({ event }) => (event as unknown as { output: EnterSecretOutput }).output,
});

function enterSecretScreen(context: Context): Screen {
  const { digits, minimum } = context;
  return {
    name: 'enter-secret',
    ...context,
    actions: digits >= minimum ? ['confirm', 'cancel'] : ['cancel'],
  };
}
