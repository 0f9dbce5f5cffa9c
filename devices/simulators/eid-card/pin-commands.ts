import type { Bytes } from '../../kit/bytes.ts';
import { answer, type Command, type Response } from './apdu.ts';
import { FULL_RETRY_COUNTER, PIN_DIGITS } from './pin-rules.ts';
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

/** Both need the PIN management right, and only terminal authentication gives it. */
export function changePinLifeCycle(command: Command): Response {
  return command.p1 * 256 + command.p2 === PIN_LIFE_CYCLE
    ? answer(STATUS.securityStatusNotSatisfied)
    : answer(STATUS.wrongParameters);
}

function setPin(chip: Chip, digits: Bytes): Response {
  if (chip.session.channel?.password !== 'pin') return answer(STATUS.securityStatusNotSatisfied);
  if (digits.length === 0) return answer(STATUS.wrongData);
  if (digits.length !== PIN_DIGITS) return answer(STATUS.referenceDataNotUsable);
  const pin = String.fromCharCode(...digits);
  if (!/^\d+$/.test(pin)) return answer(STATUS.wrongData);
  chip.memory.save({ pin, retryCounter: FULL_RETRY_COUNTER, transportPin: false });
  return answer(STATUS.done);
}

function unblockPin(chip: Chip, data: Bytes): Response {
  if (chip.session.channel?.password !== 'puk') return answer(STATUS.securityStatusNotSatisfied);
  if (data.length > 0) return answer(STATUS.wrongLength);
  const { pinActive, pukCounter } = chip.memory.state;
  if (!pinActive) return answer(STATUS.selectedFileDeactivated);
  if (pukCounter === 0) return answer(STATUS.securityStatusNotSatisfied);
  chip.memory.save({ pukCounter: pukCounter - 1, retryCounter: FULL_RETRY_COUNTER });
  return answer(STATUS.done);
}
