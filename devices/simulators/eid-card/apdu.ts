import { type Bytes, bytesToUint, concat, NO_BYTES, uintBytes } from '../../kit/bytes.ts';
import { STATUS } from './status-words.ts';

/**
 * Command and response APDUs as the chip sees them, ISO/IEC 7816-3 section 12.1 and 7816-4
 * section 5. Reading is total: whatever arrives becomes a command or a status word.
 */

export interface ExpectedLength {
  /** Ne: the most bytes that the answer may hold. */
  readonly most: number;
  /** Le was zero: as much as there is, with no complaint where that is less than `most`. */
  readonly everything: boolean;
}

export interface Command {
  readonly classByte: number;
  readonly instruction: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Bytes;
  readonly expected: ExpectedLength | undefined;
}

export interface Response {
  readonly data: Bytes;
  readonly status: number;
}

export type ReadCommand =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'refused'; readonly status: number };

const HEADER_BYTES = 4;
const CHAINING_BIT = 0x10;
const PROTECTION_BITS = 0x0c;

export function readCommand(bytes: Uint8Array): ReadCommand {
  const [classByte, instruction, p1, p2] = bytes;
  if (
    classByte === undefined ||
    instruction === undefined ||
    p1 === undefined ||
    p2 === undefined
  ) {
    return { kind: 'refused', status: STATUS.wrongLength };
  }
  const body = readBody(bytes.slice(HEADER_BYTES));
  if (body === undefined) return { kind: 'refused', status: STATUS.wrongLength };
  return { kind: 'command', command: { classByte, instruction, p1, p2, ...body } };
}

export function encodeResponse(response: Response): Bytes {
  return concat(response.data, uintBytes(response.status, 2));
}

export function answer(status: number, data: Bytes = NO_BYTES): Response {
  return { data, status };
}

export function headerOf(command: Command): Bytes {
  return Uint8Array.of(command.classByte, command.instruction, command.p1, command.p2);
}

export function isChained(command: Command): boolean {
  return (command.classByte & CHAINING_BIT) !== 0;
}

/** ISO secure messaging with an authenticated header; no other form is used by TR-03110. */
export function isProtected(command: Command): boolean {
  const family = command.classByte & 0xe0;
  return (
    (family === 0x00 || family === 0x80) &&
    (command.classByte & PROTECTION_BITS) === PROTECTION_BITS &&
    (command.classByte & 0x03) === 0
  );
}

export function withoutProtection(classByte: number): number {
  return classByte & ~PROTECTION_BITS;
}

/** Le as one or two bytes, in a plain command or in data object 97. */
export function readExpectedLength(bytes: Uint8Array): ExpectedLength {
  const length = bytesToUint(bytes);
  const everything = length === 0;
  return { most: everything ? 256 ** bytes.length : length, everything };
}

type Body = Pick<Command, 'data' | 'expected'>;

function readBody(body: Bytes): Body | undefined {
  const first = body[0];
  if (first === undefined) return { data: NO_BYTES, expected: undefined };
  if (body.length === 1) return { data: NO_BYTES, expected: readExpectedLength(body) };
  if (first !== 0) return readDataAndLe(body.slice(1), first, 1);
  if (body.length < 3) return undefined;
  if (body.length === 3) return { data: NO_BYTES, expected: readExpectedLength(body.slice(1)) };
  return readDataAndLe(body.slice(3), bytesToUint(body.slice(1, 3)), 2);
}

function readDataAndLe(rest: Bytes, length: number, leBytes: number): Body | undefined {
  if (length === 0) return undefined;
  if (rest.length === length) return { data: rest, expected: undefined };
  if (rest.length !== length + leBytes) return undefined;
  return { data: rest.slice(0, length), expected: readExpectedLength(rest.slice(length)) };
}
