import { fromPromise } from 'xstate';
import type { FastLaneService } from '../../central/contract/fast-lane.ts';
import type { Language } from '../../config/languages.ts';
import type {
  PinState,
  ReadStateOutcome,
  SetPinByRightOutcome,
  UnblockPinOutcome,
  UsePinOutcome,
} from '../ports/card.ts';
import type { OpenRequestOutcome } from '../ports/fast-lane.ts';
import type { PrintOutcome } from '../ports/printer.ts';
import type {
  CheckInOutcome,
  ReadOfferOutcome,
  TakeTicketOutcome,
  Ticket,
} from '../ports/queue.ts';
import type { NewPinComparison, NewPinStrength, SecretName } from '../ports/secrets.ts';

/**
 * The operations flows invoke, by name and type. What they do is plugged in with `provide`; they
 * take secrets by name, each has a deadline of its own, and none rejects in the field.
 */

export interface UsePinInput {
  /** `settle` finishes a change whose end nobody saw. */
  readonly operation: 'verify' | 'change' | 'settle';
  /** Whether a typed CAN resumes the PIN first. */
  readonly withCan: boolean;
}

export interface OpenRequestInput {
  readonly service: FastLaneService;
  readonly pinState: PinState['kind'];
  /** 1, and one more each time the request is opened anew. */
  readonly attempt: number;
  /** An earlier attempt has already switched the function on. */
  readonly activated: boolean;
}

export interface TakeTicketInput {
  readonly topicId: string;
  readonly serviceId: string;
}

export interface TicketFacts {
  readonly ticket: Ticket;
  /** What the visitor comes for; null where only the appointment knows. */
  readonly topicId: string | null;
  readonly language: Language;
}

function unprovided<Output, Input = void>() {
  return fromPromise<Output, Input>(() =>
    Promise.reject(new Error('this operation has not been provided')),
  );
}

export const operations = {
  readState: unprovided<ReadStateOutcome>(),
  usePin: unprovided<UsePinOutcome, UsePinInput>(),
  unblockPin: unprovided<UnblockPinOutcome>(),
  /** Opens a fast-lane request for the transaction that is open, or opens it anew. */
  openRequest: unprovided<OpenRequestOutcome, OpenRequestInput>(),
  /** Sets the typed new PIN by the right lent for the open request, with the typed CAN. */
  setPinByRight: unprovided<SetPinByRightOutcome, { readonly activate: 'if-off' | 'never' }>(),
  readOffer: unprovided<ReadOfferOutcome>(),
  /** Never asked twice: one call is one ticket. */
  takeTicket: unprovided<TakeTicketOutcome, TakeTicketInput>(),
  checkIn: unprovided<CheckInOutcome, { readonly code: string }>(),
  printTicket: unprovided<PrintOutcome, TicketFacts>(),
  judgeNewPin: unprovided<NewPinStrength>(),
  compareNewPins: unprovided<NewPinComparison>(),
};

/** Forgets the named secrets' digits. */
export const wipeSecrets = (_: unknown, _params: { secrets: readonly SecretName[] }): void => {};
