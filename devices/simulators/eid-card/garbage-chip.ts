import { sha256 } from '../../eid/primitives/hash.ts';
import { type Bytes, concat, fromHex, uintBytes } from '../../kit/bytes.ts';

/**
 * A chip with a broken head: it claims success most of the time, and what it says looks like an
 * answer until somebody reads it. The same commands in the same order get the same nonsense.
 */

/** First bytes that a terminal hopes for: application template, security infos, PACE, plain TLV. */
const OPENINGS = ['61', '31 81', '7C', '30 82', '6F', '7C 84 FF', '04'].map((hex) => fromHex(hex));
const SUCCESS = 0x9000;
const OTHER_STATUS_WORDS = [0x6282, 0x63c2, 0x61ff, 0x9001, 0x0000, 0x6f00];
const MOST_BODY_BYTES = 31;

export function garbageAnswer(command: Uint8Array, commandNumber: number): Bytes {
  const noise = sha256(concat(uintBytes(commandNumber, 4), command));
  const [choice = 0, length = 0, otherStatus = 0] = noise;
  const opening = OPENINGS[choice % OPENINGS.length] ?? fromHex('61');
  const body = noise.slice(1, 1 + (length % MOST_BODY_BYTES));
  const data = concat(opening, body);
  const oddData = data.length % 2 === 0 ? data.slice(0, -1) : data;
  const status =
    choice < 0xc0
      ? SUCCESS
      : (OTHER_STATUS_WORDS[otherStatus % OTHER_STATUS_WORDS.length] ?? SUCCESS);
  return concat(oddData, uintBytes(status, 2));
}
