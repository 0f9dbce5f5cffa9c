import {
  aesCbcDecrypt,
  aesCbcEncrypt,
  aesCmac8,
  aesEncryptBlock,
} from '../../eid/primitives/aes.ts';
import { type Bytes, concat, equalInConstantTime, NO_BYTES, uintBytes } from '../../kit/bytes.ts';
import { decodeTlvAt, encodeTlv } from '../../kit/tlv.ts';
import {
  type Command,
  headerOf,
  type ReadCommand,
  type Response,
  readExpectedLength,
  withoutProtection,
} from './apdu.ts';
import { STATUS } from './status-words.ts';
import { orUndefined } from './tlv-or-nothing.ts';

/**
 * The chip's end of secure messaging with AES, TR-03110-3 section F, and for odd instructions
 * ISO/IEC 7816-4 section 10, which the guideline leaves out. It opens commands and seals
 * responses; that a refusal ends the session is the caller's business.
 */

const BLOCK_BYTES = 16;
const MAC_BYTES = 8;
const PADDING_INDICATOR = 0x01;
const TAG = { plainCryptogram: 0x85, cryptogram: 0x87, expected: 0x97, status: 0x99, mac: 0x8e };
/** Data object 99 with its two bytes and data object 8E with its eight. */
const STATUS_AND_MAC_BYTES = 14;

interface DataObjects {
  readonly cryptogram: { readonly tag: number; readonly value: Bytes } | undefined;
  readonly expected: Bytes | undefined;
  readonly mac: Bytes | undefined;
  /** The objects that the MAC covers, byte for byte as they were sent. */
  readonly covered: Bytes;
}

export class SecureChannel {
  #encryptionKey: Bytes;
  #macKey: Bytes;
  #counter = 0n;

  constructor(keys: { encryptionKey: Bytes; macKey: Bytes }) {
    this.#encryptionKey = keys.encryptionKey;
    this.#macKey = keys.macKey;
  }

  open(command: Command): ReadCommand {
    this.#counter += 1n;
    const objects = readDataObjects(command.data);
    if (objects === undefined) return refused(STATUS.protectionWrong);
    if (objects.mac === undefined) return refused(STATUS.protectionMissing);
    const mac = this.#mac(pad(headerOf(command)), objects.covered);
    if (!equalInConstantTime(mac, objects.mac)) return refused(STATUS.protectionWrong);
    const data = this.#decrypt(command.instruction, objects.cryptogram);
    if (data === undefined) return refused(STATUS.protectionWrong);
    const { expected } = objects;
    return {
      kind: 'command',
      command: {
        ...command,
        classByte: withoutProtection(command.classByte),
        data,
        expected: expected === undefined ? undefined : readExpectedLength(expected),
      },
    };
  }

  seal(instruction: number, response: Response): Response {
    this.#counter += 1n;
    const status = encodeTlv(TAG.status, uintBytes(response.status, 2));
    const covered = concat(this.#encrypt(instruction, response.data), status);
    const mac = encodeTlv(TAG.mac, this.#mac(NO_BYTES, covered));
    return { data: concat(covered, mac), status: response.status };
  }

  wipe(): void {
    this.#encryptionKey.fill(0);
    this.#macKey.fill(0);
  }

  #mac(paddedHeader: Uint8Array, covered: Uint8Array): Bytes {
    const paddedObjects = covered.length === 0 ? NO_BYTES : pad(covered);
    return aesCmac8(this.#macKey, concat(this.#sequence(), paddedHeader, paddedObjects));
  }

  #encrypt(instruction: number, data: Bytes): Bytes {
    if (data.length === 0) return NO_BYTES;
    const cipher = aesCbcEncrypt(this.#encryptionKey, this.#initialVector(), pad(data));
    return isOdd(instruction)
      ? encodeTlv(TAG.plainCryptogram, cipher)
      : encodeTlv(TAG.cryptogram, Uint8Array.of(PADDING_INDICATOR), cipher);
  }

  /** Undefined where the object does not suit the instruction or the padding is broken. */
  #decrypt(instruction: number, object: DataObjects['cryptogram']): Bytes | undefined {
    if (object === undefined) return NO_BYTES;
    const odd = isOdd(instruction);
    if (object.tag !== (odd ? TAG.plainCryptogram : TAG.cryptogram)) return undefined;
    if (!odd && object.value[0] !== PADDING_INDICATOR) return undefined;
    const cipher = odd ? object.value : object.value.slice(1);
    if (cipher.length === 0 || cipher.length % BLOCK_BYTES !== 0) return undefined;
    return unpad(aesCbcDecrypt(this.#encryptionKey, this.#initialVector(), cipher));
  }

  #initialVector(): Bytes {
    return aesEncryptBlock(this.#encryptionKey, this.#sequence());
  }

  #sequence(): Bytes {
    // A session never comes near the counter's 128 bits; 48 of them are plenty.
    return concat(new Uint8Array(10), uintBytes(Number(this.#counter), 6));
  }
}

/** How much data an answer may hold so that it fits, sealed, into `most` bytes. */
export function sealedCapacity(most: number): number {
  let data = Math.max(0, most);
  while (data > 0 && sealedLength(data) > most) data--;
  return data;
}

function sealedLength(data: number): number {
  const cryptogram = (Math.floor(data / BLOCK_BYTES) + 1) * BLOCK_BYTES + 1;
  const header = cryptogram < 0x80 ? 2 : cryptogram <= 0xff ? 3 : cryptogram <= 0xffff ? 4 : 5;
  return header + cryptogram + STATUS_AND_MAC_BYTES;
}

/** [87|85] [97] 8E in this order and nothing else, TR-03110-3 section F.3. */
function readDataObjects(data: Bytes): DataObjects | undefined {
  let cryptogram: DataObjects['cryptogram'];
  let expected: Bytes | undefined;
  let mac: Bytes | undefined;
  let coveredEnd = 0;
  let offset = 0;
  while (offset < data.length) {
    const next = orUndefined(() => decodeTlvAt(data, offset));
    if (next === undefined || mac !== undefined) return undefined;
    const { tag, value } = next.object;
    offset = next.end;
    if (tag === TAG.mac && value.length === MAC_BYTES) {
      mac = value;
      continue;
    }
    coveredEnd = offset;
    const isCryptogram = tag === TAG.cryptogram || tag === TAG.plainCryptogram;
    if (isCryptogram && cryptogram === undefined && expected === undefined) {
      cryptogram = next.object;
    } else if (tag === TAG.expected && expected === undefined && [1, 2].includes(value.length)) {
      expected = value;
    } else {
      return undefined;
    }
  }
  return { cryptogram, expected, mac, covered: data.slice(0, coveredEnd) };
}

function refused(status: number): ReadCommand {
  return { kind: 'refused', status };
}

function isOdd(instruction: number): boolean {
  return (instruction & 1) === 1;
}

/** ISO/IEC 9797-1 padding method 2: at least one byte. */
function pad(bytes: Uint8Array): Bytes {
  const padded = new Uint8Array((Math.floor(bytes.length / BLOCK_BYTES) + 1) * BLOCK_BYTES);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

function unpad(padded: Bytes): Bytes | undefined {
  const end = padded.findLastIndex((byte) => byte !== 0);
  return padded[end] === 0x80 && end >= padded.length - BLOCK_BYTES
    ? padded.slice(0, end)
    : undefined;
}
