import { SHORT_EXPECTED_MAX, STATUS_OK } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { type Bytes, concat, equalBytes, fromHex, NO_BYTES, uintBytes } from '../kit/bytes.ts';
import { decodeTlvAt, decodeTlvHeader, decodeTlvs } from '../kit/tlv.ts';
import { ProtocolViolation } from './protocol-violation.ts';

/** Reading the files a card shows to everybody: TR-03110 part 3, A.1.2; ISO/IEC 7816-4, 8.2.1. */

export const SFI_CARD_ACCESS = 0x1c;
export const SFI_DIRECTORY = 0x1e;
const EID_APPLICATION = fromHex('E80704007F00070302');

const STATUS_END_OF_FILE = 0x6282;
const STATUS_OFFSET_OUTSIDE_FILE = 0x6b00;
const APPLICATION_TEMPLATE = 0x61;
const APPLICATION_IDENTIFIER = 0x4f;
/** Both files have a few hundred bytes; a card that never stops answering is stopped here. */
const FILE_BYTES_MAX = 4_096;

/** Selects the master file; a card that cannot is told apart by the files it lacks. */
export async function selectMasterFile(exchange: Exchange): Promise<void> {
  const data = uintBytes(0x3f00, 2);
  await exchange({ cla: 0x00, ins: 0xa4, p1: 0x00, p2: 0x0c, data });
}

/**
 * Reads an elementary file of the master file by its short identifier.
 *
 * @param isComplete spares the command that would only find the end of the file
 * @returns `undefined` if the card has no such file
 */
export async function readFile(
  exchange: Exchange,
  shortIdentifier: number,
  isComplete: (read: Bytes) => boolean,
): Promise<Bytes | undefined> {
  let read: Bytes = NO_BYTES;
  while (read.length < FILE_BYTES_MAX) {
    const [p1, p2] =
      read.length === 0 ? [0x80 | shortIdentifier, 0] : [read.length >> 8, read.length & 0xff];
    const answer = await exchange({ cla: 0x00, ins: 0xb0, p1, p2, expected: SHORT_EXPECTED_MAX });
    const { data, statusWord } = answer;
    const atEnd = statusWord === STATUS_END_OF_FILE || statusWord === STATUS_OFFSET_OUTSIDE_FILE;
    if (statusWord !== STATUS_OK && !atEnd) return read.length === 0 ? undefined : read;
    read = concat(read, data);
    if (atEnd || data.length === 0 || isComplete(read)) return read;
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
