import type { Bytes } from '../../kit/bytes.ts';
import { answer, type Command, type Response } from './apdu.ts';
import { FULL_RETRY_COUNTER, PIN_DIGITS } from './pin-rules.ts';
import { hasRight, RIGHT } from './rights.ts';
import type { Chip } from './session.ts';
import { STATUS } from './status-words.ts';

/** RESET RETRY COUNTER, ACTIVATE and DEACTIVATE for the PIN, TR-03110-3 sections B.7 and B.14.11 to 13. */

const SET_PIN = 0x0203;
const UNBLOCK_PIN = 0x0303;
const PIN_LIFE_CYCLE = 0x1003;

export function resetRetryCounter(chip: Chip, command: Command): Response {
  switch (command.p1 * 256 + command.p2) {
    case SET_PIN:
      return setPin(chip, command.data);
    case UNBLOCK_PIN:
      return unblockPin(chip, command.data);
    default:
      return answer(STATUS.wrongParameters);
  }
}

/** ACTIVATE and DEACTIVATE: saying again what is so already is no mistake. */
export function changePinLifeCycle(chip: Chip, command: Command, pinActive: boolean): Response {
  if (command.p1 * 256 + command.p2 !== PIN_LIFE_CYCLE) return answer(STATUS.wrongParameters);
  if (!mayManagePin(chip)) return answer(STATUS.securityStatusNotSatisfied);
  if (command.data.length > 0) return answer(STATUS.wrongLength);
  chip.memory.save({ pinActive });
  return answer(STATUS.done);
}

function mayManagePin({ session }: Chip): boolean {
  return hasRight(session.access, RIGHT.pinManagement);
}

function setPin(chip: Chip, digits: Bytes): Response {
  const mayChange = chip.session.access?.password === 'pin' || mayManagePin(chip);
  if (!mayChange) return answer(STATUS.securityStatusNotSatisfied);
  if (!chip.memory.state.pinActive) return answer(STATUS.selectedFileDeactivated);
  if (digits.length === 0) return answer(STATUS.wrongData);
  if (digits.length !== PIN_DIGITS) return answer(STATUS.referenceDataNotUsable);
  const pin = String.fromCharCode(...digits);
  if (!/^\d+$/.test(pin)) return answer(STATUS.wrongData);
  chip.memory.save({ pin, retryCounter: FULL_RETRY_COUNTER, transportPin: false });
  return answer(STATUS.done);
}

function unblockPin(chip: Chip, data: Bytes): Response {
  const managed = mayManagePin(chip);
  const { pinActive, pukCounter } = chip.memory.state;
  const mayUnblock = managed || chip.session.access?.password === 'puk';
  if (!mayUnblock) return answer(STATUS.securityStatusNotSatisfied);
  if (data.length > 0) return answer(STATUS.wrongLength);
  if (!pinActive) return answer(STATUS.selectedFileDeactivated);
  if (!managed && pukCounter === 0) return answer(STATUS.securityStatusNotSatisfied);
  const usesLeft = managed ? pukCounter : pukCounter - 1;
  chip.memory.save({ pukCounter: usesLeft, retryCounter: FULL_RETRY_COUNTER });
  return answer(STATUS.done);
}
