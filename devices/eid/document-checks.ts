import type { LentRightFailure } from '../../state-machines/ports/card.ts';
import { STATUS_OK } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import type { Bytes } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { dataGroupFile, holdsWholeObject, readFile } from './card-files.ts';
import { type DataGroupNumber, decodeDataGroup } from './data-groups.ts';
import { ID_DATE_OF_BIRTH, ID_DATE_OF_EXPIRY } from './object-identifiers.ts';
import { decodeAt, ProtocolViolation } from './protocol-violation.ts';

/**
 * What the eID application tells an unlocked terminal, once selected: comparisons with the auxiliary
 * data of terminal authentication and data groups.
 */

const STATUS_DIFFERS = 0x6300;
const STATUS_NOT_ALLOWED = 0x6982;
const STATUS_NO_SUCH_FILE: ReadonlySet<number> = new Set([0x6a82, 0x6a80]);

/** @returns what stands against the operation, if anything does */
export async function checkDocument(
  exchange: Exchange,
  minimumAge: number | undefined,
): Promise<LentRightFailure | undefined> {
  const expired = { kind: 'document-expired' } as const;
  const found = await compare(exchange, 'verify-date-of-expiry', ID_DATE_OF_EXPIRY, expired);
  if (found || minimumAge === undefined) return found;
  const tooYoung = { kind: 'holder-too-young' } as const;
  return compare(exchange, 'verify-date-of-birth', ID_DATE_OF_BIRTH, tooYoung);
}

/** VERIFY for auxiliary data, TR-03110 part 3, B.11: the chip compares, and tells yes or no. */
async function compare(
  exchange: Exchange,
  step: string,
  oid: Bytes,
  onNo: LentRightFailure,
): Promise<LentRightFailure | undefined> {
  const data = encodeTlv(0x06, oid);
  const { statusWord } = await exchange({ cla: 0x80, ins: 0x20, p1: 0x80, p2: 0x00, data });
  if (statusWord === STATUS_OK) return undefined;
  if (statusWord === STATUS_DIFFERS) return onNo;
  if (statusWord === STATUS_NOT_ALLOWED) return { kind: 'terminal-not-accepted', step, statusWord };
  throw new ProtocolViolation(step, 'the card gave no answer to the question', { statusWord });
}

/** @returns `undefined` where the document has no such data group */
export async function readDataGroup(
  exchange: Exchange,
  dataGroup: DataGroupNumber,
): Promise<Bytes | LentRightFailure | undefined> {
  const step = `read-dg${dataGroup}`;
  const read = await readFile(exchange, dataGroupFile(dataGroup), holdsWholeObject);
  if (read.kind === 'read') return read.bytes;
  const { statusWord } = read;
  if (STATUS_NO_SUCH_FILE.has(statusWord)) return undefined;
  if (statusWord === STATUS_NOT_ALLOWED) return { kind: 'terminal-not-accepted', step, statusWord };
  throw new ProtocolViolation(step, 'the card refused', { statusWord });
}

/** The two letters of data group 1; nothing where it holds something else. */
export function documentTypeOf(file: Bytes): { readonly documentType?: string } {
  const group = decodeAt('read-dg1', () => decodeDataGroup(1, file));
  return group.kind === 'document-type' ? { documentType: group.code } : {};
}
