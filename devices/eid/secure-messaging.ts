import {
  type CommandApdu,
  encodeExpected,
  type ResponseApdu,
  SHORT_DATA_MAX,
  SHORT_EXPECTED_MAX,
} from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { type Bytes, bytesToUint, concat, equalInConstantTime, NO_BYTES } from '../kit/bytes.ts';
import { decodeTlvs, encodeTlv, findTlv } from '../kit/tlv.ts';
import type { ChannelKeys } from './key-derivation.ts';
import { aesCbcDecrypt, aesCbcEncrypt, aesCmac8, aesEncryptBlock } from './primitives/aes.ts';
import { decodeAt, ProtocolViolation } from './protocol-violation.ts';

/**
 * Secure messaging with AES, encrypt-then-authenticate: TR-03110 part 3, appendix F.
 *
 * A channel ends for good with the first answer that is not authentic. Its keys are then wiped
 * and every further use is a violation, so no command is ever repeated under a doubtful counter.
 */

const BLOCK_BYTES = 16;
const SECURE_MESSAGING_CLASS = 0x0c;
const CRYPTOGRAM_WITH_INDICATOR = 0x87;
const CRYPTOGRAM_ODD_INSTRUCTION = 0x85;
const EXPECTED_LENGTH = 0x97;
const PROCESSING_STATUS = 0x99;
const CHECKSUM = 0x8e;
const PADDING_INDICATOR_ISO = 0x01;
const STEP = 'secure-messaging';

export interface SecureChannel {
  /** Sends one command inside the channel and gives back the plain answer. */
  readonly exchange: Exchange;
  /** Forgets the keys. The card still has to be reset to end the channel on its side. */
  close(): void;
}

export function openSecureChannel(plainExchange: Exchange, keys: ChannelKeys): SecureChannel {
  const encryption = new Uint8Array(keys.encryption);
  const mac = new Uint8Array(keys.mac);
  let sendSequenceCounter = 0n;
  let open = true;

  const close = (): void => {
    open = false;
    encryption.fill(0);
    mac.fill(0);
  };
  const nextState = (): SecureMessagingState => {
    sendSequenceCounter += 1n;
    return { encryption, mac, counter: counterBytes(sendSequenceCounter) };
  };

  return {
    close,
    exchange: async (command) => {
      if (!open) throw new ProtocolViolation(STEP, 'the channel has ended');
      try {
        const answer = await plainExchange(protectCommand(nextState(), command));
        return unprotectResponse(nextState(), answer, isOdd(command.ins));
      } catch (cause) {
        close();
        throw cause;
      }
    },
  };
}

export interface SecureMessagingState {
  readonly encryption: Bytes;
  readonly mac: Bytes;
  /** The send sequence counter of this one message, 16 bytes. */
  readonly counter: Bytes;
}

export function protectCommand(state: SecureMessagingState, command: CommandApdu): CommandApdu {
  const { data = NO_BYTES, expected } = command;
  const header = Uint8Array.of(
    command.cla | SECURE_MESSAGING_CLASS,
    command.ins,
    command.p1,
    command.p2,
  );
  const cryptogram = data.length === 0 ? NO_BYTES : encryptData(state, data, isOdd(command.ins));
  const width = (expected ?? 0) > SHORT_EXPECTED_MAX ? 2 : 1;
  const expectedLength =
    expected === undefined ? NO_BYTES : encodeTlv(EXPECTED_LENGTH, encodeExpected(expected, width));
  const objects = concat(cryptogram, expectedLength);
  const covered = concat(
    state.counter,
    pad(header),
    objects.length === 0 ? NO_BYTES : pad(objects),
  );
  const body = concat(objects, encodeTlv(CHECKSUM, checksum(state, covered)));
  const extended = body.length > SHORT_DATA_MAX || width === 2;
  return {
    cla: command.cla | SECURE_MESSAGING_CLASS,
    ins: command.ins,
    p1: command.p1,
    p2: command.p2,
    data: body,
    expected: extended ? 65_536 : SHORT_EXPECTED_MAX,
  };
}

export function unprotectResponse(
  state: SecureMessagingState,
  response: ResponseApdu,
  oddInstruction: boolean,
): ResponseApdu {
  const objects = decodeAt(STEP, () => decodeTlvs(response.data));
  const status = findTlv(objects, PROCESSING_STATUS);
  const sentChecksum = findTlv(objects, CHECKSUM);
  if (status?.length !== 2 || sentChecksum === undefined) {
    throw new ProtocolViolation(STEP, 'the answer is not protected', {
      statusWord: response.statusWord,
    });
  }
  const covered = objects.filter(({ tag }) => tag !== CHECKSUM);
  const message = concat(
    state.counter,
    pad(concat(...covered.map(({ tag, value }) => encodeTlv(tag, value)))),
  );
  if (!equalInConstantTime(checksum(state, message), sentChecksum)) {
    throw new ProtocolViolation(STEP, 'the checksum of the answer is wrong');
  }
  const statusWord = bytesToUint(status);
  if (statusWord !== response.statusWord) {
    throw new ProtocolViolation(STEP, 'the status word differs from the protected one');
  }
  const cryptogram = findTlv(
    objects,
    oddInstruction ? CRYPTOGRAM_ODD_INSTRUCTION : CRYPTOGRAM_WITH_INDICATOR,
  );
  return {
    data: cryptogram ? decryptData(state, cryptogram, oddInstruction) : NO_BYTES,
    statusWord,
  };
}

function encryptData(
  state: SecureMessagingState,
  data: Uint8Array,
  oddInstruction: boolean,
): Bytes {
  const cipher = aesCbcEncrypt(state.encryption, initialVector(state), pad(data));
  return oddInstruction
    ? encodeTlv(CRYPTOGRAM_ODD_INSTRUCTION, cipher)
    : encodeTlv(CRYPTOGRAM_WITH_INDICATOR, Uint8Array.of(PADDING_INDICATOR_ISO), cipher);
}

function decryptData(state: SecureMessagingState, value: Bytes, oddInstruction: boolean): Bytes {
  const hasIndicator = !oddInstruction;
  if (hasIndicator && value[0] !== PADDING_INDICATOR_ISO) {
    throw new ProtocolViolation(STEP, 'unknown padding indicator');
  }
  const cipher = hasIndicator ? value.slice(1) : value;
  if (cipher.length === 0 || cipher.length % BLOCK_BYTES !== 0) {
    throw new ProtocolViolation(STEP, 'the cryptogram is not made of whole blocks');
  }
  return unpad(aesCbcDecrypt(state.encryption, initialVector(state), cipher));
}

function initialVector(state: SecureMessagingState): Bytes {
  return aesEncryptBlock(state.encryption, state.counter);
}

function checksum(state: SecureMessagingState, message: Uint8Array): Bytes {
  return aesCmac8(state.mac, message);
}

/** ISO/IEC 9797-1 padding method 2; always adds at least one byte. */
function pad(bytes: Uint8Array): Bytes {
  const filler = new Uint8Array(BLOCK_BYTES - (bytes.length % BLOCK_BYTES));
  filler[0] = 0x80;
  return concat(bytes, filler);
}

function unpad(bytes: Bytes): Bytes {
  const end = bytes.findLastIndex((byte) => byte !== 0);
  if (bytes[end] !== 0x80) throw new ProtocolViolation(STEP, 'the padding is wrong');
  return bytes.slice(0, end);
}

function counterBytes(counter: bigint): Bytes {
  const bytes = new Uint8Array(BLOCK_BYTES);
  new DataView(bytes.buffer).setBigUint64(BLOCK_BYTES - 8, counter);
  return bytes;
}

function isOdd(instruction: number): boolean {
  return instruction % 2 === 1;
}
