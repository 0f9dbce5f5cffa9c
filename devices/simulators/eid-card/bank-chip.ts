import { asciiBytes, type Bytes, equalBytes, fromHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { answer, type Command, encodeResponse, type Response, readCommand } from './apdu.ts';
import { STATUS } from './status-words.ts';

/** A contactless bank card as far as a terminal for identity cards gets: EMV Book B section 3. */

const PAYMENT_DIRECTORY = asciiBytes('2PAY.SYS.DDF01');
const APPLICATIONS = [
  { identifier: fromHex('A0000003591010028001'), label: 'girocard', priority: 1 },
  { identifier: fromHex('A0000000043060'), label: 'Maestro', priority: 2 },
];

const INSTRUCTION = { select: 0xa4, readBinary: 0xb0, readRecord: 0xb2, processingOptions: 0xa8 };

export function bankAnswer(bytes: Uint8Array): Bytes {
  const read = readCommand(bytes);
  const response = read.kind === 'command' ? execute(read.command) : answer(read.status);
  return encodeResponse(response);
}

function execute(command: Command): Response {
  if (command.classByte === 0x80 && command.instruction === INSTRUCTION.processingOptions) {
    return answer(STATUS.conditionsNotSatisfied);
  }
  if (command.classByte !== 0x00) return answer(STATUS.classNotSupported);
  switch (command.instruction) {
    case INSTRUCTION.select:
      return command.p1 === 0x04 ? selectApplication(command.data) : answer(STATUS.fileNotFound);
    case INSTRUCTION.readBinary:
      return answer(STATUS.noCurrentFile);
    case INSTRUCTION.readRecord:
      return answer(STATUS.conditionsNotSatisfied);
    default:
      return answer(STATUS.instructionNotSupported);
  }
}

function selectApplication(name: Bytes): Response {
  if (equalBytes(name, PAYMENT_DIRECTORY)) return answer(STATUS.done, paymentDirectory());
  const application = APPLICATIONS.find(({ identifier }) => equalBytes(identifier, name));
  if (application === undefined) return answer(STATUS.fileNotFound);
  const { identifier, label, priority } = application;
  const proprietary = encodeTlv(0xa5, labelOf(label), priorityOf(priority));
  return answer(STATUS.done, encodeTlv(0x6f, encodeTlv(0x84, identifier), proprietary));
}

function paymentDirectory(): Bytes {
  const entries = APPLICATIONS.map(({ identifier, label, priority }) =>
    encodeTlv(0x61, encodeTlv(0x4f, identifier), labelOf(label), priorityOf(priority)),
  );
  const proprietary = encodeTlv(0xa5, encodeTlv(0xbf0c, ...entries));
  return encodeTlv(0x6f, encodeTlv(0x84, PAYMENT_DIRECTORY), proprietary);
}

function labelOf(label: string): Bytes {
  return encodeTlv(0x50, asciiBytes(label));
}

function priorityOf(priority: number): Bytes {
  return encodeTlv(0x87, Uint8Array.of(priority));
}
