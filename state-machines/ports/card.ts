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

/** Whether there is a card, and whether the reader answers at all. */
export type CardPresence = 'card' | 'no-card' | 'no-reader';

/** Steps that can change what the chip holds; each is journaled before and after. */
export type CardStep = 'use-pin' | 'set-pin' | 'reset-retry-counter';

export interface CardStepJournal {
  /** Returns only once the beginning is safe from a power cut. */
  begun(step: CardStep): void;
  /** `broken`: no authentic answer came, so nobody knows what the chip did. */
  ended(step: CardStep, ending: 'answered' | 'broken'): void;
}
