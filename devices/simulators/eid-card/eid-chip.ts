import { STANDARDIZED_CURVES } from '../../eid/primitives/curves.ts';
import type { RandomBytes } from '../../eid/primitives/random.ts';
import type { Bytes } from '../../kit/bytes.ts';
import {
  answer,
  type Command,
  encodeResponse,
  isChained,
  isProtected,
  type Response,
  readCommand,
} from './apdu.ts';
import { verifyAuxiliaryData } from './auxiliary-data.ts';
import { CardMemory, type StateListener } from './card-memory.ts';
import { authenticateChip, chooseChipKey } from './chip-authentication.ts';
import { readBinary, select } from './file-commands.ts';
import type { FileTree } from './files.ts';
import { generalAuthenticate, isInsideChain, preparePace } from './pace-commands.ts';
import { personalize } from './personalization.ts';
import { changePinLifeCycle, resetRetryCounter } from './pin-commands.ts';
import type { EidCardProfile } from './profiles.ts';
import { type SecureChannel, sealedCapacity } from './secure-channel.ts';
import { type Chip, endChannel, newSession, type Session, switchChannel } from './session.ts';
import { STATUS } from './status-words.ts';
import { SUITES } from './suites.ts';
import {
  chooseIssuer,
  claimToBeTerminal,
  externalAuthenticate,
  getChallenge,
  verifyTerminalCertificate,
} from './terminal-authentication.ts';

/**
 * The chip of a German identity card: takes one command APDU, gives one response APDU. It keeps
 * the rules of secure messaging and of command chaining; what commands do stands elsewhere.
 */

const INSTRUCTION = {
  deactivate: 0x04,
  verify: 0x20,
  manageSecurityEnvironment: 0x22,
  performSecurityOperation: 0x2a,
  resetRetryCounter: 0x2c,
  activate: 0x44,
  externalAuthenticate: 0x82,
  getChallenge: 0x84,
  generalAuthenticate: 0x86,
  select: 0xa4,
  readBinary: 0xb0,
};
/** P1 and P2 of MSE, TR-03110-3 section B.14.1. */
const ENVIRONMENT = { pace: 0xc1a4, certificate: 0x81b6, terminal: 0x81a4, chip: 0x41a4 };
const PROPRIETARY = 0x80;
const SHORT_ANSWER = 256;

export interface EidChipOptions {
  readonly random: RandomBytes;
  /** The day on which the card is made. */
  readonly today: Date;
  readonly onStateChange: StateListener;
}

export class EidChip {
  readonly memory: CardMemory;
  readonly #chip: Chip;
  readonly #session: Session;
  readonly #files: FileTree;

  constructor(profile: EidCardProfile, { random, today, onStateChange }: EidChipOptions) {
    const curve = STANDARDIZED_CURVES.get(profile.parameterId);
    if (curve === undefined) throw new RangeError(`no curve has the id ${profile.parameterId}`);
    const suite = SUITES[profile.suite];
    const { files, document, chipKeys, trust } = personalize(profile, { curve, suite, today });
    this.memory = new CardMemory(profile.state, onStateChange);
    this.#files = files;
    this.#session = newSession(files.masterFile);
    this.#chip = {
      profile,
      document,
      pace: { curve, suite, random },
      memory: this.memory,
      session: this.#session,
      chipKeys,
      trust: () => this.memory.state.trust ?? trust(),
    };
  }

  forgetSession(): void {
    endChannel(this.#session);
    Object.assign(this.#session, newSession(this.#files.masterFile));
  }

  process(bytes: Uint8Array): Bytes {
    const read = readCommand(bytes);
    if (read.kind === 'refused') return encodeResponse(this.#refuse(read.status));
    const { command } = read;
    const channel = this.#session.access?.channel;
    if (isProtected(command)) {
      return encodeResponse(
        channel === undefined
          ? this.#refuse(STATUS.conditionsNotSatisfied)
          : this.#processProtected(channel, command),
      );
    }
    // An unprotected command ends secure messaging, whatever it is (TR-03110-3 section F.6).
    if (channel !== undefined) endChannel(this.#session);
    const response = this.#execute(command, command.expected?.most ?? SHORT_ANSWER);
    switchChannel(this.#session);
    return encodeResponse(response);
  }

  #processProtected(channel: SecureChannel, command: Command): Response {
    // Every protected answer has data, so a command without Le cannot be answered.
    if (command.expected === undefined) return this.#refuse(STATUS.wrongLength);
    const opened = channel.open(command);
    if (opened.kind === 'refused') return this.#refuse(opened.status);
    const response = this.#execute(opened.command, sealedCapacity(command.expected.most));
    const sealed = channel.seal(command.instruction, response);
    switchChannel(this.#session);
    return sealed;
  }

  #refuse(status: number): Response {
    endChannel(this.#session);
    return answer(status);
  }

  #execute(command: Command, capacity: number): Response {
    const { instruction } = command;
    if (instruction !== INSTRUCTION.generalAuthenticate && isInsideChain(this.#session.pace)) {
      this.#session.pace = undefined;
      return answer(STATUS.lastCommandOfChainExpected);
    }
    const refusal = classRefusal(command);
    if (refusal !== undefined) return answer(refusal);
    if (command.classByte === PROPRIETARY) return verifyAuxiliaryData(this.#chip, command);
    switch (instruction) {
      case INSTRUCTION.select:
        return select(this.#session, this.#files, command);
      case INSTRUCTION.readBinary:
        return readBinary(this.#session, command, capacity);
      case INSTRUCTION.manageSecurityEnvironment:
        return this.#manageSecurityEnvironment(command);
      case INSTRUCTION.generalAuthenticate:
        return this.#session.chipKey === undefined
          ? generalAuthenticate(this.#chip, command)
          : authenticateChip(this.#chip, command);
      case INSTRUCTION.performSecurityOperation:
        return verifyTerminalCertificate(this.#chip, command);
      case INSTRUCTION.getChallenge:
        return getChallenge(this.#chip, command);
      case INSTRUCTION.externalAuthenticate:
        return externalAuthenticate(this.#chip, command);
      case INSTRUCTION.resetRetryCounter:
        return resetRetryCounter(this.#chip, command);
      case INSTRUCTION.activate:
        return changePinLifeCycle(this.#chip, command, true);
      case INSTRUCTION.deactivate:
        return changePinLifeCycle(this.#chip, command, false);
      default:
        return answer(STATUS.instructionNotSupported);
    }
  }

  /** Whatever was prepared before is forgotten. */
  #manageSecurityEnvironment(command: Command): Response {
    this.#session.pace = undefined;
    this.#session.chipKey = undefined;
    switch (command.p1 * 256 + command.p2) {
      case ENVIRONMENT.pace:
        return preparePace(this.#chip, command);
      case ENVIRONMENT.certificate:
        return chooseIssuer(this.#chip, command);
      case ENVIRONMENT.terminal:
        return claimToBeTerminal(this.#chip, command);
      case ENVIRONMENT.chip:
        return chooseChipKey(this.#chip, command);
      default:
        return answer(STATUS.wrongParameters);
    }
  }
}

/** ISO/IEC 7816-4 section 5.4.1. Class FF is a reader's own and must not reach a chip. */
function classRefusal(command: Command): number | undefined {
  const { classByte, instruction } = command;
  // VERIFY for auxiliary data is the one command of the proprietary class.
  if (classByte === PROPRIETARY && instruction === INSTRUCTION.verify) return undefined;
  if ((classByte & 0xe0) !== 0) return STATUS.classNotSupported;
  if ((classByte & 0x03) !== 0) return STATUS.logicalChannelNotSupported;
  if ((classByte & 0x0c) !== 0) return STATUS.secureMessagingNotSupported;
  const mayChain = instruction === INSTRUCTION.generalAuthenticate;
  return isChained(command) && !mayChain ? STATUS.chainingNotSupported : undefined;
}
