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
import { CardMemory, type StateListener } from './card-memory.ts';
import { readBinary, select } from './file-commands.ts';
import { buildFiles, type FileTree } from './files.ts';
import { generalAuthenticate, isInsideChain, setAuthenticationTemplate } from './pace-commands.ts';
import { changePinLifeCycle, resetRetryCounter } from './pin-commands.ts';
import type { EidCardProfile } from './profiles.ts';
import { type SecureChannel, sealedCapacity } from './secure-channel.ts';
import { type Chip, endChannel, newSession, type Session } from './session.ts';
import { STATUS } from './status-words.ts';
import { SUITES } from './suites.ts';

/**
 * The chip of a German identity card: takes one command APDU, gives one response APDU. It keeps
 * the rules of secure messaging and of command chaining; what commands do stands elsewhere.
 */

const INSTRUCTION = {
  deactivate: 0x04,
  manageSecurityEnvironment: 0x22,
  resetRetryCounter: 0x2c,
  activate: 0x44,
  generalAuthenticate: 0x86,
  select: 0xa4,
  readBinary: 0xb0,
};
const SHORT_ANSWER = 256;

export interface EidChipOptions {
  readonly random: RandomBytes;
  readonly onStateChange: StateListener;
}

export class EidChip {
  readonly memory: CardMemory;
  readonly #chip: Chip;
  readonly #session: Session;
  readonly #files: FileTree;

  constructor(profile: EidCardProfile, { random, onStateChange }: EidChipOptions) {
    const curve = STANDARDIZED_CURVES.get(profile.parameterId);
    if (curve === undefined) throw new RangeError(`no curve has the id ${profile.parameterId}`);
    const suite = SUITES[profile.suite];
    this.memory = new CardMemory(profile.state, onStateChange);
    this.#files = buildFiles(suite, profile.parameterId);
    this.#session = newSession(this.#files.masterFile);
    this.#chip = {
      profile,
      pace: { curve, suite, random },
      memory: this.memory,
      session: this.#session,
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
    const { channel } = this.#session;
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
    this.#switchChannel();
    return encodeResponse(response);
  }

  #processProtected(channel: SecureChannel, command: Command): Response {
    // Every protected answer has data, so a command without Le cannot be answered.
    if (command.expected === undefined) return this.#refuse(STATUS.wrongLength);
    const opened = channel.open(command);
    if (opened.kind === 'refused') return this.#refuse(opened.status);
    const response = this.#execute(opened.command, sealedCapacity(command.expected.most));
    const sealed = channel.seal(command.instruction, response);
    this.#switchChannel();
    return sealed;
  }

  #refuse(status: number): Response {
    endChannel(this.#session);
    return answer(status);
  }

  #switchChannel(): void {
    const { channel, nextChannel } = this.#session;
    if (nextChannel === undefined) return;
    channel?.wipe();
    this.#session.channel = nextChannel;
    this.#session.nextChannel = undefined;
  }

  #execute(command: Command, capacity: number): Response {
    const { instruction } = command;
    if (instruction !== INSTRUCTION.generalAuthenticate && isInsideChain(this.#session.pace)) {
      this.#session.pace = undefined;
      return answer(STATUS.lastCommandOfChainExpected);
    }
    const refusal = classRefusal(command);
    if (refusal !== undefined) return answer(refusal);
    switch (instruction) {
      case INSTRUCTION.select:
        return select(this.#session, this.#files, command);
      case INSTRUCTION.readBinary:
        return readBinary(this.#session, command, capacity);
      case INSTRUCTION.manageSecurityEnvironment:
        return setAuthenticationTemplate(this.#chip, command);
      case INSTRUCTION.generalAuthenticate:
        return generalAuthenticate(this.#chip, command);
      case INSTRUCTION.resetRetryCounter:
        return resetRetryCounter(this.#chip, command);
      case INSTRUCTION.activate:
      case INSTRUCTION.deactivate:
        return changePinLifeCycle(command);
      default:
        return answer(STATUS.instructionNotSupported);
    }
  }
}

/** ISO/IEC 7816-4 section 5.4.1. Class FF is a reader's own and must not reach a chip. */
function classRefusal(command: Command): number | undefined {
  const { classByte } = command;
  if ((classByte & 0xe0) !== 0) return STATUS.classNotSupported;
  if ((classByte & 0x03) !== 0) return STATUS.logicalChannelNotSupported;
  if ((classByte & 0x0c) !== 0) return STATUS.secureMessagingNotSupported;
  const mayChain = command.instruction === INSTRUCTION.generalAuthenticate;
  return isChained(command) && !mayChain ? STATUS.chainingNotSupported : undefined;
}
