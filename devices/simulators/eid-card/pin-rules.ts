import type { CardMemory, CardState } from './card-memory.ts';
import { attemptsLeft, STATUS } from './status-words.ts';

/** The life of the eID PIN, TR-03110-2 sections 2.2.3 and 2.4, TR-03110-3 section B.14.2. */

export const FULL_RETRY_COUNTER = 3;
export const PUK_USES = 10;
export const PIN_DIGITS = 6;
export const TRANSPORT_PIN_DIGITS = 5;
const SUSPENDED = 1;
const BLOCKED = 0;

/** What MSE:Set AT tells about the PIN. It costs no attempt. */
export function pinWarning(state: CardState): number {
  if (!state.pinActive) return STATUS.selectedFileDeactivated;
  return state.retryCounter === FULL_RETRY_COUNTER ? STATUS.done : attemptsLeft(state.retryCounter);
}

/**
 * Runs one comparison of the PIN. The attempt is taken away and saved before `compare` runs, so
 * that pulling the card at the right moment gains nothing.
 */
export function tryPin(memory: CardMemory, resumed: boolean, compare: () => boolean): number {
  const before = memory.state;
  // TR-03110-2 section 2.2.3: a suspended PIN is not even compared until the CAN resumes it.
  if (isSuspended(before) && !resumed) return STATUS.conditionsNotSatisfied;
  const remaining = Math.max(BLOCKED, before.retryCounter - 1);
  memory.save({ retryCounter: remaining });
  const matches = compare();
  if (!matches && before.retryCounter === BLOCKED) return STATUS.authenticationMethodBlocked;
  if (!matches) return attemptsLeft(remaining);

  const status = rightPinStatus(before);
  const counter = status === STATUS.done ? FULL_RETRY_COUNTER : before.retryCounter;
  memory.save({ retryCounter: counter });
  return status;
}

function isSuspended({ pinActive, retryCounter }: CardState): boolean {
  return pinActive && retryCounter === SUSPENDED;
}

/** A right PIN that the card's state does not let in; PersoSim AbstractPaceProtocol. */
function rightPinStatus(state: CardState): number {
  if (!state.pinActive) return STATUS.referenceDataNotUsable;
  return state.retryCounter === BLOCKED ? STATUS.authenticationMethodBlocked : STATUS.done;
}
