import { type Bytes, bytesToUint, equalBytes } from '../../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, findTlv, type Tlv, TlvError } from '../../kit/tlv.ts';
import { answer, type Command, isChained, type Response } from './apdu.ts';
import { chatStatus } from './chat.ts';
import {
  type Agreement,
  agreeOnKeys,
  drawNonce,
  encryptNonce,
  mapGenerator,
  tokenMatches,
} from './pace-agreement.ts';
import { PASSWORD_NAMES, type PasswordName, passwordBytes } from './passwords.ts';
import { pinWarning, tryPin } from './pin-rules.ts';
import { SecureChannel } from './secure-channel.ts';
import type { Chip, PaceRun, PaceStage } from './session.ts';
import { STATUS } from './status-words.ts';
import { paceIdentifier } from './suites.ts';

/** MSE:Set AT for PACE and GENERAL AUTHENTICATE, TR-03110-3 sections B.1, B.13, B.14.1 and B.14.2. */

const PACE_P1_P2 = 0xc1a4;
const TAG = { mechanism: 0x80, password: 0x83, parameters: 0x84, chat: 0x7f4c };
const KNOWN_TAGS: readonly number[] = Object.values(TAG);
const TOKEN_BYTES = 8;

export function setAuthenticationTemplate(chip: Chip, command: Command): Response {
  chip.session.pace = undefined;
  if (command.p1 * 256 + command.p2 !== PACE_P1_P2) return answer(STATUS.wrongParameters);
  if (command.data.length === 0) return answer(STATUS.wrongLength);
  const objects = readObjects(command.data);
  const mechanism = objects && findTlv(objects, TAG.mechanism);
  const passwordReference = objects && findTlv(objects, TAG.password);
  if (!objects || !mechanism || passwordReference?.length !== 1) return answer(STATUS.wrongData);
  if (!equalBytes(mechanism, paceIdentifier(chip.pace.suite))) return answer(STATUS.wrongData);
  const password = PASSWORD_NAMES.get(bytesToUint(passwordReference));
  if (password === undefined) return answer(STATUS.referencedDataNotFound);
  // The card has one parameter set, so the reference may be left out (TR-03110-3 section B.14.1).
  const parameters = findTlv(objects, TAG.parameters);
  if (parameters && !equalBytes(parameters, Uint8Array.of(chip.profile.parameterId))) {
    return answer(STATUS.referencedDataNotFound);
  }
  const chat = findTlv(objects, TAG.chat);
  if (chat !== undefined) return answer(chatStatus(chat, password));

  chip.session.pace = { password, stage: { awaits: 'nonce-request' } };
  return answer(password === 'pin' ? pinWarning(chip.memory.state) : STATUS.done);
}

/** True between the first and the last link of the command chain. */
export function isInsideChain(pace: PaceRun | undefined): boolean {
  return pace !== undefined && pace.stage.awaits !== 'nonce-request';
}

export function generalAuthenticate(chip: Chip, command: Command): Response {
  const { pace } = chip.session;
  // Whatever goes wrong from here on ends this run; only the next stage takes it up again.
  chip.session.pace = undefined;
  if (command.p1 !== 0 || command.p2 !== 0) return answer(STATUS.wrongParameters);
  if (pace === undefined) return answer(STATUS.conditionsNotSatisfied);
  const isLast = pace.stage.awaits === 'token';
  if (isLast && isChained(command)) return answer(STATUS.lastCommandOfChainExpected);
  if (!isLast && !isChained(command)) return answer(STATUS.classNotSupported);
  if (command.expected?.everything !== true) return answer(STATUS.wrongLength);
  const content = readDynamicData(command.data);
  if (content === undefined) return answer(STATUS.wrongData);
  return advance(chip, pace, content);
}

function advance(chip: Chip, { password, stage }: PaceRun, content: readonly Tlv[]): Response {
  switch (stage.awaits) {
    case 'nonce-request': {
      if (content.length > 0) return answer(STATUS.wrongData);
      const nonce = drawNonce(chip.pace);
      const secret = passwordBytes(password, passwordValues(chip));
      const encrypted = encryptNonce(chip.pace.suite, nonce, secret);
      return proceed(chip, password, { awaits: 'mapping-key', nonce }, 0x80, encrypted);
    }
    case 'mapping-key': {
      const key = onlyObject(content, 0x81);
      const mapped = key && mapGenerator(chip.pace, stage.nonce, key);
      if (!mapped) return answer(STATUS.wrongData);
      const { generator } = mapped;
      return proceed(chip, password, { awaits: 'ephemeral-key', generator }, 0x82, mapped.answer);
    }
    case 'ephemeral-key': {
      const key = onlyObject(content, 0x83);
      const agreement = key && agreeOnKeys(chip.pace, stage.generator, key);
      if (!agreement) return answer(STATUS.wrongData);
      return proceed(chip, password, { awaits: 'token', agreement }, 0x84, agreement.answer);
    }
    case 'token': {
      const token = onlyObject(content, 0x85);
      if (token?.length !== TOKEN_BYTES) return answer(STATUS.wrongData);
      return authenticate(chip, password, stage.agreement, token);
    }
  }
}

function proceed(
  chip: Chip,
  password: PasswordName,
  stage: PaceStage,
  tag: number,
  value: Bytes,
): Response {
  chip.session.pace = { password, stage };
  return answer(STATUS.done, encodeTlv(0x7c, encodeTlv(tag, value)));
}

function authenticate(
  chip: Chip,
  password: PasswordName,
  agreement: Agreement,
  token: Bytes,
): Response {
  const compare = () => tokenMatches(agreement, token);
  // Resumed: the CAN's channel still protects this very command (TR-03110-2 section 2.2.3).
  const resumed = chip.session.channel?.password === 'can';
  const status =
    password === 'pin'
      ? tryPin(chip.memory, resumed, compare)
      : compare()
        ? STATUS.done
        : STATUS.authenticationFailed;
  if (status !== STATUS.done) return answer(status);
  const { encryptionKey, macKey, ownToken } = agreement;
  chip.session.nextChannel = new SecureChannel({ encryptionKey, macKey, password });
  return answer(STATUS.done, encodeTlv(0x7c, encodeTlv(0x86, ownToken)));
}

function passwordValues(chip: Chip) {
  const { mrzInformation, can, puk } = chip.profile;
  return { mrzInformation, can, puk, pin: chip.memory.state.pin };
}

function onlyObject(content: readonly Tlv[], tag: number): Bytes | undefined {
  return content.length === 1 && content[0]?.tag === tag ? content[0].value : undefined;
}

function readObjects(data: Bytes): readonly Tlv[] | undefined {
  const objects = orUndefined(() => decodeTlvs(data));
  const tags = new Set(objects?.map((object) => object.tag));
  const clean = tags.size === objects?.length && [...tags].every((tag) => KNOWN_TAGS.includes(tag));
  return clean ? objects : undefined;
}

function readDynamicData(data: Bytes): readonly Tlv[] | undefined {
  return orUndefined(() => {
    const template = decodeTlv(data);
    return template.tag === 0x7c ? decodeTlvs(template.value) : undefined;
  });
}

function orUndefined<Result>(decode: () => Result): Result | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof TlvError) return undefined;
    throw error;
  }
}
