import { bytesToUint, concat, equalBytes, equalInConstantTime } from '../../kit/bytes.ts';
import { encodeTlv, findTlv } from '../../kit/tlv.ts';
import { answer, type Command, type Response } from './apdu.ts';
import { compressed, readPoint, writePoint } from './curve-points.ts';
import { includesRight, RIGHT } from './rights.ts';
import { SecureChannel } from './secure-channel.ts';
import type { Chip } from './session.ts';
import { STATUS } from './status-words.ts';
import { authenticationToken, chipAuthenticationIdentifier, deriveKey } from './suites.ts';
import { readKnownTlvs, readTlv } from './tlv-or-nothing.ts';

/** Chip authentication version 2, TR-03110-2 section 3.4 and TR-03110-3 section B.2. */

const CHOICE = { mechanism: 0x80, key: 0x84 };
const TERMINAL_KEY = 0x80;
const NONCE_BYTES = 8;

/** MSE:Set AT: which of the chip's keys is to prove that the chip is genuine. */
export function chooseChipKey(chip: Chip, command: Command): Response {
  const { access } = chip.session;
  const grant = access?.terminal?.grant;
  if (!grant) return answer(STATUS.securityStatusNotSatisfied);
  if (access?.chipAuthenticated) return answer(STATUS.conditionsNotSatisfied);
  const objects = readKnownTlvs(command.data, Object.values(CHOICE));
  const mechanism = objects && findTlv(objects, CHOICE.mechanism);
  const reference = objects && findTlv(objects, CHOICE.key);
  if (!mechanism || reference?.length !== 1) return answer(STATUS.wrongData);
  if (!equalBytes(mechanism, chipAuthenticationIdentifier(chip.pace.suite))) {
    return answer(STATUS.wrongData);
  }
  const key = chip.chipKeys.get(bytesToUint(reference));
  if (key === undefined) return answer(STATUS.referencedDataNotFound);
  if (key.privileged && !includesRight(grant.rights, RIGHT.privilegedTerminal)) {
    return answer(STATUS.securityStatusNotSatisfied);
  }
  chip.session.chipKey = key;
  return answer(STATUS.done);
}

/** GENERAL AUTHENTICATE with the terminal's key; the answer still travels in the old channel. */
export function authenticateChip(chip: Chip, command: Command): Response {
  const { session, pace } = chip;
  const { access, chipKey } = session;
  session.chipKey = undefined;
  const grant = access?.terminal?.grant;
  if (!access || !grant || !chipKey) return answer(STATUS.securityStatusNotSatisfied);
  if (command.p1 !== 0 || command.p2 !== 0) return answer(STATUS.wrongParameters);
  if (command.expected?.everything !== true) return answer(STATUS.wrongLength);
  const content = readTlv(command.data, 0x7c);
  const terminalKey = content && readTlv(content, TERMINAL_KEY);
  const point = terminalKey && readPoint(pace.curve, terminalKey);
  if (!terminalKey || !point) return answer(STATUS.wrongData);
  if (!equalInConstantTime(compressed(pace.curve, terminalKey), grant.ephemeralKey)) {
    return answer(STATUS.referenceDataNotUsable);
  }
  const shared = compressed(pace.curve, writePoint(point.multiplyUnsafe(chipKey.secret)));
  const nonce = pace.random(NONCE_BYTES);
  const secret = concat(shared, nonce);
  const encryptionKey = deriveKey(pace.suite, secret, 'encryption');
  const macKey = deriveKey(pace.suite, secret, 'authentication');
  const identifier = chipAuthenticationIdentifier(pace.suite);
  const token = authenticationToken(macKey, identifier, terminalKey);
  session.nextAccess = {
    ...access,
    channel: new SecureChannel({ encryptionKey, macKey }),
    chipAuthenticated: true,
  };
  return answer(STATUS.done, encodeTlv(0x7c, encodeTlv(0x81, nonce), encodeTlv(0x82, token)));
}
