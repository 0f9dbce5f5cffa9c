import { type AnyMachineSnapshot, assign, forwardTo, fromPromise, setup } from 'xstate';
import type { Catalogue } from '../config/catalogue.ts';
import type { Language } from '../config/languages.ts';
import type { ServiceName } from '../config/services.ts';
import { appointmentCodeIn, type CodeForm } from './appointment-code.ts';
import { DELAYS } from './delays.ts';
import { type FlowEvent, presenceAfter } from './events.ts';
import { FLOWS } from './flows/catalogue.ts';
import type { FlowEnd, Left } from './parts/flow-end.ts';
import type { CardPresence } from './ports/card.ts';
import type { PrintOutcome } from './ports/printer.ts';
import { leftBy, type ScreenMeta, screenOf } from './screen-meta.ts';
import type { ReceiptResult, ServiceResult, TransactionResult } from './views.ts';

/** What the root machine knows, hears and asks for. */

export interface KioskInput {
  readonly services: readonly ServiceName[];
  readonly defaultLanguage: Language;
  readonly catalogue: Catalogue;
  readonly timeZone: string;
  /** Whether this terminal has a QR code reader. */
  readonly hasScanner: boolean;
  /** Of the appointments in this branch. */
  readonly codeForm: CodeForm;
}

export interface ReceiptFacts {
  readonly transactionId: string;
  readonly service: ServiceName;
  readonly result: ServiceResult;
  readonly language: Language;
  /** The visitor goes on to a counter under this call sign. */
  readonly callSign?: string;
}

export interface KioskContext extends KioskInput {
  readonly language: Language;
  readonly card: CardPresence;
  readonly service: ServiceName | null;
  readonly transactionId: string;
  readonly result: ServiceResult;
  readonly callSign: string | null;
  /** What the running flow leaves behind if the session ends now; null: nothing worth a word. */
  readonly left: Left | null;
  readonly receipt: ReceiptResult;
  readonly idleSecondsLeft: number | null;
  readonly expired: boolean;
  /** What was held before the QR code reader to begin with. */
  readonly scanned: string | null;
  /** Who holds a ticket has been told all; the next one may already wait. */
  readonly farewell: boolean;
}

type KioskEvent =
  | FlowEvent
  | { readonly type: 'staff.reset' }
  | { readonly type: 'xstate.snapshot.flow'; readonly snapshot: AnyMachineSnapshot }
  | { readonly type: 'xstate.done.actor.flow'; readonly output: FlowEnd }
  | { readonly type: 'xstate.error.actor.flow' };

/** What is worth a piece of paper even without a call sign: somebody did something, or has to. */
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
  'eid-activated',
  'pin-set',
]);

/** A terminal that nobody uses. */
export const NOBODY = {
  service: null,
  transactionId: '',
  result: 'cancelled',
  callSign: null,
  left: null,
  receipt: 'none',
  idleSecondsLeft: null,
  expired: false,
  scanned: null,
  farewell: true,
} as const;

/** Without what nobody could do here: no key types a code that can only be scanned. */
export function servicesHere({
  services,
  hasScanner,
  codeForm,
}: Pick<KioskInput, 'services' | 'hasScanner' | 'codeForm'>): readonly ServiceName[] {
  const takesCodes = hasScanner || codeForm !== 'scanned-only';
  return services.filter((name) => name !== 'check-in' || takesCodes);
}

/** A terminal whose card reader is away still leads to the counters. */
export function servicesNow({ services, card }: KioskContext): readonly ServiceName[] {
  return card === 'no-reader' ? services.filter((name) => WITHOUT_CARD.has(name)) : services;
}

const WITHOUT_CARD: ReadonlySet<ServiceName> = new Set<ServiceName>(['take-ticket', 'check-in']);

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
    /**
     * Writes the end down; does nothing where no transaction is open. A request that staff could
     * still answer ends with it, unless the visitor is sent to a counter (`ticket`).
     */
    closeTransaction: (_, _params: { result: TransactionResult; ticket: boolean }) => {},
    wipeAllSecrets: () => {},
    tellStaffOfForgottenCard: () => {},
    noteCard: assign({
      card: ({ context, event }) => presenceAfter(event, context.card),
    }),
    noteLeft: assign(({ event }) =>
      event.type === 'xstate.snapshot.flow' ? { left: leftBy(event.snapshot) ?? null } : {},
    ),
    endAsLeft: assign(({ context: { left } }) =>
      left?.kind === 'finished'
        ? { result: left.result, callSign: left.callSign ?? null, left: null }
        : {},
    ),
    beginCheckIn: assign(({ event }) =>
      event.type === 'scanner.read'
        ? { ...NOBODY, service: 'check-in' as const, scanned: event.text }
        : {},
    ),
    passOn: forwardTo('flow'),
  },
  guards: {
    cardPresent: ({ context }) => context.card === 'card',
    nothingToOffer: ({ context }) => servicesNow(context).length === 0,
    checkInScanned: ({ context, event }) =>
      event.type === 'scanner.read' &&
      context.services.includes('check-in') &&
      appointmentCodeIn(event.text) !== null,
    nothingToPrint: ({ context }) => context.callSign === null && !WITH_RECEIPT.has(context.result),
    waitsForStaff: ({ event }) =>
      event.type === 'xstate.snapshot.flow' && screenOf(event.snapshot)?.name === 'lane-waiting',
    countdownOver: ({ context }) => (context.idleSecondsLeft ?? 0) <= 1,
    leavesSomething: ({ context }) => context.left?.kind === 'finished',
  },
  delays: DELAYS,
});
