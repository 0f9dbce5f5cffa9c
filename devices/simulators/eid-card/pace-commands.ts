import { type Bytes, bytesToUint, concat, equalBytes, fromHex, NO_BYTES } from '../../kit/bytes.ts';
import { encodeTlv, findTlv, type Tlv } from '../../kit/tlv.ts';
import { answer, type Command, isChained, type Response } from './apdu.ts';
import { readChat } from './chat.ts';
import {
  type Agreement,
  agreeOnKeys,
  drawNonce,
  encryptNonce,
  mapGenerator,
  tokenMatches,
} from './pace-agreement.ts';
import { PASSWORD_NAMES, passwordBytes } from './passwords.ts';
import { pinWarning, tryPin } from './pin-rules.ts';
import { SecureChannel } from './secure-channel.ts';
import type { Chip, PaceRun, PaceStage, TerminalRun } from './session.ts';
import { STATUS } from './status-words.ts';
import { paceIdentifier } from './suites.ts';
import { readKnownTlvs, readTlv, readTlvs } from './tlv-or-nothing.ts';

/** MSE:Set AT for PACE and GENERAL AUTHENTICATE, TR-03110-3 sections B.1, B.13, B.14.1 and B.14.2. */

const TAG = { mechanism: 0x80, password: 0x83, parameters: 0x84, chat: 0x7f4c };
const TOKEN_BYTES = 8;

export function preparePace(chip: Chip, command: Command): Response {
  // PersoSim: nothing follows chip authentication but the use of its channel.
  if (chip.session.access?.chipAuthenticated) return answer(STATUS.conditionsNotSatisfied);
  if (command.data.length === 0) return answer(STATUS.wrongLength);
  const objects = readKnownTlvs(command.data, Object.values(TAG));
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
  const template = findTlv(objects, TAG.chat);
  const chat = template && readChat(template, password);
  if (chat?.kind === 'refused') return answer(chat.status);

  const stage = { awaits: 'nonce-request' } as const;
  chip.session.pace = { password, wanted: chat?.rights, stage };
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
  const template = readTlv(command.data, 0x7c);
  const content = template && readTlvs(template);
  if (content === undefined) return answer(STATUS.wrongData);
  return advance(chip, pace, content);
}

function advance(chip: Chip, run: PaceRun, content: readonly Tlv[]): Response {
  const { password, stage } = run;
  switch (stage.awaits) {
    case 'nonce-request': {
      if (content.length > 0) return answer(STATUS.wrongData);
      const nonce = drawNonce(chip.pace);
      const secret = passwordBytes(password, passwordValues(chip));
      const encrypted = encryptNonce(chip.pace.suite, nonce, secret);
      return proceed(chip, run, { awaits: 'mapping-key', nonce }, 0x80, encrypted);
    }
    case 'mapping-key': {
      const key = onlyObject(content, 0x81);
      const mapped = key && mapGenerator(chip.pace, stage.nonce, key);
      if (!mapped) return answer(STATUS.wrongData);
      const { generator } = mapped;
      return proceed(chip, run, { awaits: 'ephemeral-key', generator }, 0x82, mapped.answer);
    }
    case 'ephemeral-key': {
      const key = onlyObject(content, 0x83);
      const agreement = key && agreeOnKeys(chip.pace, stage.generator, key);
      if (!agreement) return answer(STATUS.wrongData);
      return proceed(chip, run, { awaits: 'token', agreement }, 0x84, agreement.answer);
    }
    case 'token': {
      const token = onlyObject(content, 0x85);
      if (token?.length !== TOKEN_BYTES) return answer(STATUS.wrongData);
      return authenticate(chip, run, stage.agreement, token);
    }
  }
}

function proceed(chip: Chip, run: PaceRun, stage: PaceStage, tag: number, value: Bytes): Response {
  chip.session.pace = { ...run, stage };
  return answer(STATUS.done, encodeTlv(0x7c, encodeTlv(tag, value)));
}

function authenticate(
  chip: Chip,
  { password, wanted }: PaceRun,
  agreement: Agreement,
  token: Bytes,
): Response {
  const { session } = chip;
  const compare = () => tokenMatches(agreement, token);
  // Resumed: the CAN's channel still protects this very command (TR-03110-2 section 2.2.3).
  const resumed = session.access?.password === 'can';
  const status =
    password === 'pin'
      ? tryPin(chip.memory, resumed, compare)
      : compare()
        ? STATUS.done
        : STATUS.authenticationFailed;
  if (status !== STATUS.done) return answer(status);
  const { encryptionKey, macKey, ownToken, idPicc } = agreement;
  const channel = new SecureChannel({ encryptionKey, macKey });
  const terminal = wanted === undefined ? undefined : newTerminalRun(wanted, idPicc);
  session.nextAccess = { channel, password, terminal, chipAuthenticated: false };
  const references = terminal ? trustReferences(chip) : NO_BYTES;
  return answer(STATUS.done, encodeTlv(0x7c, encodeTlv(0x86, ownToken), references));
}

function newTerminalRun(wanted: string, idPicc: Bytes): TerminalRun {
  return {
    wanted,
    idPicc,
    issuer: undefined,
    holder: undefined,
    claim: undefined,
    challenge: undefined,
    grant: undefined,
  };
}

/** The authorities that the chip will follow: 87 the newest, 88 the one before. */
function trustReferences(chip: Chip): Bytes {
  const references = chip.trust().points.map(({ reference }) => fromHex(reference));
  return concat(...references.map((reference, index) => encodeTlv(0x87 + index, reference)));
}

function passwordValues(chip: Chip) {
  const { mrzInformation, can, puk } = chip.profile;
  return { mrzInformation, can, puk, pin: chip.memory.state.pin };
}

function onlyObject(content: readonly Tlv[], tag: number): Bytes | undefined {
  return content.length === 1 && content[0]?.tag === tag ? content[0].value : undefined;
}
