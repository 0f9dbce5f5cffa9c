/**
 * What flows need from a card reader with an identity card on it. Every expected ending is a
 * value; an operation only rejects when a promise of this interface itself is broken.
 */

/** The PIN as the chip reports it, without spending a try (TR-03110 part 2, section 3.3). */
export type PinState =
  | { readonly kind: 'operational'; readonly triesLeft: number }
  | { readonly kind: 'suspended'; readonly triesLeft: 1 }
  | { readonly kind: 'blocked'; readonly triesLeft: 0 }
  | { readonly kind: 'deactivated' };

/** Something between terminal and chip went wrong; the visitor's secrets were not judged. */
export type CardFailure =
  | (Interruption & {
      readonly kind: 'card-removed';
      /** What the chip's counter stands at, where the terminal can know it. */
      readonly triesLeft?: number;
    })
  | (Interruption & { readonly kind: 'reader-fault'; readonly cause: string })
  | (Interruption & {
      readonly kind: 'protocol-violation';
      /** The protocol step that ended it, e.g. `pace.mutual-authentication`. */
      readonly step: string;
      /** The status word the chip gave, if the step ended with one. */
      readonly statusWord?: number;
    })
  | { readonly kind: 'not-an-id-card' };

interface Interruption {
  /** Whether the chip may have taken a new PIN before the conversation broke off. */
  readonly newPin: 'not-set' | 'unknown';
  /** What happened to the eID function; absent where nothing tried to switch it. */
  readonly eidFunction?: 'activated' | 'deactivated' | 'unknown';
}

export type WrongPin = { readonly kind: 'wrong-pin'; readonly triesLeft: number };

/** The PIN's state forbids the operation; nothing was tried. */
export type PinNotUsable = Exclude<PinState, { kind: 'operational' }>;

export type ReadStateOutcome = PinState | CardFailure;

export type UsePinOutcome =
  | { readonly kind: 'ok' }
  | WrongPin
  | { readonly kind: 'wrong-can' }
  | PinNotUsable
  | CardFailure;

export type ResumePinOutcome =
  | UsePinOutcome
  /** There was nothing to resume, and nothing was tried. */
  | { readonly kind: 'not-suspended'; readonly triesLeft: number };

export type UnblockPinOutcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'wrong-puk' }
  | { readonly kind: 'puk-spent' }
  | { readonly kind: 'not-blocked'; readonly triesLeft: number }
  | { readonly kind: 'deactivated' }
  | CardFailure;

/** How an operation ends that needs a right lent by the terminal authority, besides `ok`. */
export type LentRightFailure =
  /** The CAN was wrong. It has no counter; nothing was asked of the authority. */
  | { readonly kind: 'wrong-can' }
  /** The authority was asked and said no; the chip has been told nothing. */
  | { readonly kind: 'right-refused'; readonly reason: string }
  /** The authority could not be reached, or its answer was lost; the chip was not unlocked. */
  | { readonly kind: 'authority-unreachable' }
  /** The chip proved by its own date of expiry that the document is no longer valid. */
  | { readonly kind: 'document-expired' }
  /** The holder was born after the date that the operation asked for. */
  | { readonly kind: 'holder-too-young' }
  /** A copied or altered chip: wrong token of chip authentication, or EF.CardSecurity not authentic. */
  | {
      readonly kind: 'chip-not-genuine';
      readonly evidence: 'chip-authentication' | 'passive-authentication';
    }
  /** The chip did not accept the terminal: certificates, signature or a missing right. */
  | {
      readonly kind: 'terminal-not-accepted';
      readonly step: string;
      readonly statusWord: number;
    }
  | CardFailure;

/** What the chip told about its document while it was unlocked. */
export interface DocumentFacts {
  /** Two letters of data group 1, e.g. `ID`; absent where no right to read it was lent. */
  readonly documentType?: string;
  /** Parts of the proof that were left out, by configuration. */
  readonly notChecked: readonly ('card-security-signature' | 'card-security-issuer')[];
}

export type SetPinByRightOutcome =
  /** The new PIN is set, and PACE under it has proven so. */
  | ({ readonly kind: 'ok'; readonly activated: boolean } & DocumentFacts)
  /** The function is off and the operation was not to switch it on; nothing was changed. */
  | { readonly kind: 'deactivated' }
  /** The chip took the new PIN, but PACE under it failed afterwards. */
  | { readonly kind: 'not-proven'; readonly activated: boolean }
  | LentRightFailure;

export type SwitchFunctionOutcome =
  | ({ readonly kind: 'ok'; readonly was: 'on' | 'off' } & DocumentFacts)
  | LentRightFailure;

/** Whether there is a card, and whether the reader answers at all. */
export type CardPresence = 'card' | 'no-card' | 'no-reader';

/**
 * Steps that can change what the chip holds, and the one that spends the lent right
 * (`authenticate-terminal`); each is journaled before and after.
 */
export type CardStep =
  | 'use-pin'
  | 'set-pin'
  | 'reset-retry-counter'
  | 'authenticate-terminal'
  | 'activate-eid'
  | 'deactivate-eid';

export interface CardStepJournal {
  /** Returns only once the beginning is safe from a power cut. */
  begun(step: CardStep): void;
  /** `broken`: no authentic answer came, so nobody knows what the chip did. */
  ended(step: CardStep, ending: 'answered' | 'broken'): void;
}
