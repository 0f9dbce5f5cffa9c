import { fromPromise } from 'xstate';
import type { ReadStateOutcome, UnblockPinOutcome, UsePinOutcome } from '../ports/card.ts';
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

function unprovided<Output, Input = void>() {
  return fromPromise<Output, Input>(() =>
    Promise.reject(new Error('this operation has not been provided')),
  );
}

export const operations = {
  readState: unprovided<ReadStateOutcome>(),
  usePin: unprovided<UsePinOutcome, UsePinInput>(),
  unblockPin: unprovided<UnblockPinOutcome>(),
  judgeNewPin: unprovided<NewPinStrength>(),
  compareNewPins: unprovided<NewPinComparison>(),
};

/** Forgets the named secrets' digits. */
export const wipeSecrets = (_: unknown, _params: { secrets: readonly SecretName[] }): void => {};
