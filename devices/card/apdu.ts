import { type Bytes, bytesToUint, concat, NO_BYTES, uintBytes } from '../kit/bytes.ts';

/** Command and response APDUs, ISO/IEC 7816-4 section 5. Encoding and decoding are total. */

export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Uint8Array;
  /** Ne, the most data bytes wanted in the answer: 1 to 65536. Absent: none. */
  readonly expected?: number;
}

export interface ResponseApdu {
  readonly data: Bytes;
  /** SW1 and SW2 as one number, e.g. 0x9000. */
  readonly statusWord: number;
}

export class ApduError extends Error {
  readonly code = 'apdu-malformed';
  constructor(reason: string) {
    super(`malformed APDU: ${reason}`);
    this.name = 'ApduError';
  }
}

export const STATUS_OK = 0x9000;
export const SHORT_DATA_MAX = 255;
export const SHORT_EXPECTED_MAX = 256;
const EXTENDED_DATA_MAX = 65_535;
const EXTENDED_EXPECTED_MAX = 65_536;
const CHAINING_BIT = 0x10;

/** Encodes in short form where data and Ne allow it, else in extended form. */
export function encodeCommand(command: CommandApdu): Bytes {
  const { data = NO_BYTES, expected } = command;
  if (data.length > EXTENDED_DATA_MAX) throw new ApduError('more than 65535 data bytes');
  if (expected !== undefined && !(expected >= 1 && expected <= EXTENDED_EXPECTED_MAX)) {
    throw new ApduError('Ne outside 1 to 65536');
  }
  const header = Uint8Array.of(command.cla, command.ins, command.p1, command.p2);
  const extended = data.length > SHORT_DATA_MAX || (expected ?? 0) > SHORT_EXPECTED_MAX;
  if (!extended) {
    const body = data.length === 0 ? NO_BYTES : concat(uintBytes(data.length, 1), data);
    return concat(header, body, encodeExpected(expected, 1));
  }
  const marker = Uint8Array.of(0);
  if (data.length === 0) return concat(header, marker, encodeExpected(expected, 2));
  return concat(header, marker, uintBytes(data.length, 2), data, encodeExpected(expected, 2));
}

/** The inverse of `encodeCommand`, for tools and tests that look at what was sent. */
export function decodeCommand(bytes: Uint8Array): CommandApdu {
  const [cla, ins, p1, p2] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) {
    throw new ApduError('shorter than its header');
  }
  const header = { cla, ins, p1, p2 };
  const body = new Uint8Array(bytes.subarray(4));
  const first = body[0];
  if (first === undefined) return header;
  if (body.length === 1) return { ...header, expected: decodeExpected(body) };
  if (first === 0 && body.length >= 3) return { ...header, ...decodeExtendedBody(body) };
  const data = body.slice(1, 1 + first);
  const rest = body.slice(1 + first);
  if (first === 0 || data.length !== first || rest.length > 1) {
    throw new ApduError('Lc and length disagree');
  }
  return rest.length === 0
    ? { ...header, data }
    : { ...header, data, expected: decodeExpected(rest) };
}

export function decodeResponse(bytes: Uint8Array): ResponseApdu {
  if (bytes.length < 2) throw new ApduError('answer without a status word');
  return {
    data: new Uint8Array(bytes.subarray(0, -2)),
    statusWord: bytesToUint(bytes.subarray(-2)),
  };
}

/** Splits a command into a chain of short ones, ISO/IEC 7816-4 section 5.3.3. */
export function chainCommand(
  command: CommandApdu,
  linkBytes: number = SHORT_DATA_MAX,
): CommandApdu[] {
  const { data = NO_BYTES, ...header } = command;
  if (data.length <= linkBytes) return [command];
  const links: CommandApdu[] = [];
  for (let offset = 0; offset < data.length; offset += linkBytes) {
    const link = data.slice(offset, offset + linkBytes);
    const isLast = offset + linkBytes >= data.length;
    links.push(
      isLast
        ? { ...header, data: link }
        : {
            cla: header.cla | CHAINING_BIT,
            ins: header.ins,
            p1: header.p1,
            p2: header.p2,
            data: link,
          },
    );
  }
  return links;
}

/** Le field: the largest value of its width is written as zero. */
export function encodeExpected(expected: number | undefined, width: 1 | 2): Bytes {
  if (expected === undefined) return NO_BYTES;
  return uintBytes(expected === 256 ** width ? 0 : expected, width);
}

function decodeExpected(field: Uint8Array): number {
  return bytesToUint(field) || 256 ** field.length;
}

function decodeExtendedBody(body: Bytes): { data?: Bytes; expected?: number } {
  if (body.length === 3) return { expected: decodeExpected(body.subarray(1)) };
  const length = bytesToUint(body.subarray(1, 3));
  const data = body.slice(3, 3 + length);
  const rest = body.slice(3 + length);
  if (length === 0 || data.length !== length || (rest.length !== 0 && rest.length !== 2)) {
    throw new ApduError('extended Lc and length disagree');
  }
  return rest.length === 0 ? { data } : { data, expected: decodeExpected(rest) };
}
