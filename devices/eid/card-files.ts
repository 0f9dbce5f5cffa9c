import { SHORT_EXPECTED_MAX, STATUS_OK } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { type Bytes, concat, equalBytes, fromHex, NO_BYTES, uintBytes } from '../kit/bytes.ts';
import { decodeTlvAt, decodeTlvHeader, decodeTlvs } from '../kit/tlv.ts';
import { ProtocolViolation } from './protocol-violation.ts';

/** Reading files: TR-03110 part 3, A.1.2; ISO/IEC 7816-4, 8.2.1. */

export interface ElementaryFile {
  readonly shortIdentifier: number;
  /** Le of each command. */
  readonly expected: number;
}

export type FileRead =
  | { readonly kind: 'read'; readonly bytes: Bytes }
  | { readonly kind: 'refused'; readonly statusWord: number };

export const EF_CARD_ACCESS = { shortIdentifier: 0x1c, expected: SHORT_EXPECTED_MAX };
export const EF_DIRECTORY = { shortIdentifier: 0x1e, expected: SHORT_EXPECTED_MAX };
/** As much as the chip can give at once: terminal authentication needs long answers anyway. */
const EXTENDED_EXPECTED_MAX = 65_536;
export const EF_CARD_SECURITY = { shortIdentifier: 0x1d, expected: EXTENDED_EXPECTED_MAX };
const EID_APPLICATION = fromHex('E80704007F00070302');

const STATUS_END_OF_FILE = 0x6282;
const STATUS_OFFSET_OUTSIDE_FILE = 0x6b00;
const APPLICATION_TEMPLATE = 0x61;
const APPLICATION_IDENTIFIER = 0x4f;
/** The longest has some 3000 bytes; a card that never stops answering is stopped here. */
const FILE_BYTES_MAX = 8_192;

/** Selects the master file; a card that cannot is told apart by the files it lacks. */
export async function selectMasterFile(exchange: Exchange): Promise<void> {
  const data = uintBytes(0x3f00, 2);
  await exchange({ cla: 0x00, ins: 0xa4, p1: 0x00, p2: 0x0c, data });
}

/** Selects the eID application, whose data groups are then read like files: `dataGroupFile`. */
export async function selectEidApplication(exchange: Exchange): Promise<void> {
  const command = { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c, data: EID_APPLICATION };
  const { statusWord } = await exchange(command);
  if (statusWord !== STATUS_OK) {
    throw new ProtocolViolation('select-application', 'the card refused', { statusWord });
  }
}

/** Data groups bear their number as short identifier: TR-03110 part 4, 2.2. */
export function dataGroupFile(dataGroup: number): ElementaryFile {
  return { shortIdentifier: dataGroup, expected: EXTENDED_EXPECTED_MAX };
}

/**
 * Reads an elementary file by its short identifier.
 *
 * @param isComplete spares the command that would only find the end of the file
 */
export async function readFile(
  exchange: Exchange,
  { shortIdentifier, expected }: ElementaryFile,
  isComplete: (read: Bytes) => boolean,
): Promise<FileRead> {
  let read: Bytes = NO_BYTES;
  while (read.length < FILE_BYTES_MAX) {
    const [p1, p2] =
      read.length === 0 ? [0x80 | shortIdentifier, 0] : [read.length >> 8, read.length & 0xff];
    const answer = await exchange({ cla: 0x00, ins: 0xb0, p1, p2, expected });
    const { data, statusWord } = answer;
    const atEnd = statusWord === STATUS_END_OF_FILE || statusWord === STATUS_OFFSET_OUTSIDE_FILE;
    if (statusWord !== STATUS_OK && !atEnd) {
      return read.length === 0 ? { kind: 'refused', statusWord } : { kind: 'read', bytes: read };
    }
    read = concat(read, data);
    if (atEnd || data.length === 0 || isComplete(read)) return { kind: 'read', bytes: read };
  }
  throw new ProtocolViolation('read-file', `a file with more than ${FILE_BYTES_MAX} bytes`);
}

/** Whether the one DER object a file consists of has been read to its end. */
export function holdsWholeObject(read: Bytes): boolean {
  try {
    const { length, valueOffset } = decodeTlvHeader(read, 0);
    return read.length >= valueOffset + length;
  } catch {
    return false;
  }
}

/** Whether EF.DIR, as far as it has been read, names the eID application. */
export function namesEidApplication(directory: Bytes): boolean {
  try {
    for (let offset = 0; offset < directory.length; ) {
      const { object, end } = decodeTlvAt(directory, offset);
      if (object.tag === APPLICATION_TEMPLATE && isEidTemplate(object.value)) return true;
      offset = end;
    }
  } catch {
    // The last template is not read to its end yet, or there is something else at the end.
  }
  return false;
}

function isEidTemplate(template: Bytes): boolean {
  return decodeTlvs(template).some(
    ({ tag, value }) => tag === APPLICATION_IDENTIFIER && equalBytes(value, EID_APPLICATION),
  );
}
