import { assign, forwardTo, fromPromise, setup } from 'xstate';
import type { Language } from '../config/languages.ts';
import type { ServiceName } from '../config/services.ts';
import { DELAYS } from './delays.ts';
import { type CardEvent, presenceAfter, type SecretEvent, type VisitorEvent } from './events.ts';
import { FLOWS } from './flows/catalogue.ts';
import type { FlowEnd } from './parts/flow-end.ts';
import type { CardPresence } from './ports/card.ts';
import type { PrintOutcome } from './ports/printer.ts';
import type { ScreenMeta } from './screen-meta.ts';
import type { ReceiptResult, ServiceResult } from './views.ts';

/** What the root machine knows, hears and asks for. */

export interface KioskInput {
  readonly services: readonly ServiceName[];
  readonly defaultLanguage: Language;
}

export interface ReceiptFacts {
  readonly transactionId: string;
  readonly service: ServiceName;
  readonly result: ServiceResult;
  readonly language: Language;
}

export interface KioskContext extends KioskInput {
  readonly language: Language;
  readonly card: CardPresence;
  readonly service: ServiceName | null;
  readonly transactionId: string;
  readonly result: ServiceResult;
  readonly receipt: ReceiptResult;
  readonly idleSecondsLeft: number | null;
  readonly expired: boolean;
}

type KioskEvent =
  | VisitorEvent
  | SecretEvent
  | CardEvent
  | { readonly type: 'staff.reset' }
  | { readonly type: 'xstate.done.actor.flow'; readonly output: FlowEnd }
  | { readonly type: 'xstate.error.actor.flow' };

/** What is worth a piece of paper: something was done, or somebody else has to go on. */
const WITH_RECEIPT: ReadonlySet<ServiceResult> = new Set<ServiceResult>([
  'pin-changed',
  'pin-unblocked',
  'pin-verified',
  'transport-pin-verified',
  'card-checked',
  'pin-blocked',
  'pin-suspended',
  'puk-spent',
  'function-off',
  'card-removed-while-setting-pin',
  'card-fault',
]);

/** A terminal that nobody uses. */
export const NOBODY = {
  service: null,
  transactionId: '',
  result: 'cancelled',
  receipt: 'none',
  idleSecondsLeft: null,
  expired: false,
} as const;

export const kioskSetup = setup({
  types: {
    context: {} as KioskContext,
    input: {} as KioskInput,
    events: {} as KioskEvent,
    meta: {} as ScreenMeta<KioskContext>,
  },
  actors: {
    ...FLOWS,
    /** Writes the beginning down and gives the transaction its id. */
    openTransaction: fromPromise<string, { service: ServiceName }>(() =>
      Promise.reject(new Error('not provided')),
    ),
    printReceipt: fromPromise<PrintOutcome, ReceiptFacts>(() =>
      Promise.reject(new Error('not provided')),
    ),
    /** Removes every trace of the visitor from the screens. */
    wipeScreens: fromPromise<void>(() => Promise.reject(new Error('not provided'))),
  },
  actions: {
    /** Writes the end down; does nothing where no transaction is open. */
    closeTransaction: (_, _params: { result: ServiceResult }) => {},
    wipeAllSecrets: () => {},
    tellStaffOfForgottenCard: () => {},
    noteCard: assign({
      card: ({ context, event }) => presenceAfter(event, context.card),
    }),
    passOn: forwardTo('flow'),
  },
  guards: {
    cardPresent: ({ context }) => context.card === 'card',
    readerLost: ({ context }) => context.card === 'no-reader',
    nothingToPrint: ({ context }) => !WITH_RECEIPT.has(context.result),
    countdownOver: ({ context }) => (context.idleSecondsLeft ?? 0) <= 1,
  },
  delays: DELAYS,
});
