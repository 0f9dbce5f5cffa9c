import {
  aesCbcDecrypt,
  aesCbcEncrypt,
  aesCmac8,
  aesEncryptBlock,
} from '../../eid/primitives/aes.ts';
import { type Curve, STANDARDIZED_CURVES } from '../../eid/primitives/curves.ts';
import { sha1, sha256 } from '../../eid/primitives/hash.ts';
import { randomBytes } from '../../eid/primitives/random.ts';
import { asciiBytes, type Bytes, concat, fromHex, toHex, uintBytes } from '../../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, findTlv } from '../../kit/tlv.ts';

/**
 * A terminal for these tests only: just enough PACE and secure messaging to talk to the chip. It
 * shares no code with the chip, nor with the product's terminal, and shows raw status words.
 */

export interface Reply {
  readonly data: Bytes;
  readonly status: number;
}

export interface PaceReplies {
  readonly query: number;
  readonly final: number;
}

interface Keys {
  readonly encryption: Bytes;
  readonly mac: Bytes;
  counter: bigint;
}

export interface CardSettings {
  readonly parameterId: number;
  readonly suite: 'aes-128' | 'aes-192' | 'aes-256';
}

const PASSWORD_IDS = { mrz: 1, can: 2, pin: 3, puk: 4 };
const SUITE_BYTES = { 'aes-128': 2, 'aes-192': 3, 'aes-256': 4 };
const KEY_BYTES = { 'aes-128': 16, 'aes-192': 24, 'aes-256': 32 };

export class TestTerminal {
  readonly #transmit: (command: Uint8Array) => Uint8Array;
  readonly #settings: CardSettings;
  #keys: Keys | undefined;
  /** From the last PACE with a CHAT: whom the chip trusts, newest first. */
  references: readonly Bytes[] = [];
  /** From the last PACE: x-coordinate of the chip's key. */
  idPicc: Bytes = new Uint8Array(0);

  constructor(
    transmit: (command: Uint8Array) => Uint8Array,
    settings: CardSettings = { parameterId: 13, suite: 'aes-128' },
  ) {
    this.#transmit = transmit;
    this.#settings = settings;
  }

  /** Sends the bytes as they are. */
  raw(hex: string): Reply {
    const reply = this.#transmit(fromHex(hex));
    const status = reply.slice(-2);
    return { data: reply.slice(0, -2), status: (status[0] ?? 0) * 256 + (status[1] ?? 0) };
  }

  /** Sends a plain command inside the channel, in extended form where it has to be. */
  send(header: string, data: Uint8Array = new Uint8Array(0), expected?: number): Reply {
    return this.#open(header, this.raw(toHex(this.seal(header, data, expected))));
  }

  seal(header: string, data: Uint8Array, expected?: number): Bytes {
    const keys = this.#requireKeys();
    keys.counter += 1n;
    const [classByte = 0, ...rest] = fromHex(header);
    const protectedHeader = Uint8Array.of(classByte | 0x0c, ...rest);
    const objects = concat(
      this.#cryptogram(isOddInstruction(header), data),
      expected === undefined
        ? new Uint8Array(0)
        : encodeTlv(0x97, uintBytes(expected % 65536, expected > 255 ? 2 : 1)),
    );
    const mac = this.#mac(
      concat(padded(protectedHeader), objects.length > 0 ? padded(objects) : objects),
    );
    const body = concat(objects, encodeTlv(0x8e, mac));
    return body.length > 255 || (expected ?? 0) > 255
      ? concat(protectedHeader, uintBytes(body.length, 3), body, Uint8Array.of(0, 0))
      : concat(protectedHeader, Uint8Array.of(body.length), body, Uint8Array.of(0));
  }

  query(): number {
    return this.raw(toHex(shortCommand('0022C1A4', this.#template('pin')))).status;
  }

  /**
   * Runs PACE, inside the channel where there is one, and takes the new channel if it worked. The
   * CHAT is the whole object, as hexadecimal digits.
   */
  pace(password: keyof typeof PASSWORD_IDS, digits: string, chat = ''): PaceReplies {
    const exchange = (header: string, data: Bytes, expected?: number): Reply =>
      this.#keys === undefined
        ? this.raw(toHex(shortCommand(header, data, expected)))
        : this.send(header, data, expected);
    const template = concat(this.#template(password), fromHex(chat));
    const query = exchange('0022C1A4', template).status;
    const secret = password === 'mrz' ? sha1(asciiBytes(digits)) : asciiBytes(digits);
    const authenticate = (header: string, tag: number, value: Bytes): Bytes | undefined => {
      const object = tag === 0 ? new Uint8Array(0) : encodeTlv(tag, value);
      const reply = exchange(header, encodeTlv(0x7c, object), 0);
      return reply.status === 0x9000 ? onlyValue(reply.data) : undefined;
    };
    const nonce = authenticate('10860000', 0, new Uint8Array(0));
    if (nonce === undefined) return { query, final: 0 };
    const s = aesCbcDecrypt(this.#derive(secret, 3), new Uint8Array(16), nonce);
    const curve = this.curve;
    const a = scalar(curve);
    const ownMapping = curve.BASE.multiply(a);
    const theirMapping = authenticate('10860000', 0x81, bytesOf(ownMapping.toBytes(false)));
    if (theirMapping === undefined) return { query, final: 0 };
    const shared = curve.fromBytes(theirMapping).multiply(a);
    const factor = BigInt(`0x${toHex(s)}`) % curve.Fn.ORDER;
    const generator = curve.BASE.multiply(factor).add(shared);
    const x = scalar(curve);
    const own = bytesOf(generator.multiply(x).toBytes(false));
    const theirs = authenticate('10860000', 0x83, own);
    if (theirs === undefined) return { query, final: 0 };
    const secretPoint = curve.fromBytes(theirs).multiply(x).toBytes(false);
    const k = secretPoint.slice(1, 1 + curve.Fp.BYTES);
    const keys = { encryption: this.#derive(k, 1), mac: this.#derive(k, 2), counter: 0n };
    const token = encodeTlv(0x85, this.#token(keys.mac, theirs));
    const last = exchange('00860000', encodeTlv(0x7c, token), 0);
    if (last.status === 0x9000) {
      const chipToken = onlyValue(last.data);
      if (toHex(chipToken) !== toHex(this.#token(keys.mac, own))) throw new Error('chip token');
      this.#keys = keys;
      this.idPicc = theirs.slice(1, 1 + curve.Fp.BYTES);
      const objects = decodeTlvs(decodeTlv(last.data).value);
      this.references = objects.filter(({ tag }) => tag > 0x86).map(({ value }) => value);
    }
    return { query, final: last.status };
  }

  /** The channel of chip authentication: its keys, and the token that the chip has to show. */
  takeKeys(secret: Uint8Array, mechanism: Uint8Array, ownKey: Uint8Array): Bytes {
    const keys = { encryption: this.#derive(secret, 1), mac: this.#derive(secret, 2), counter: 0n };
    this.#keys = keys;
    return this.#token(keys.mac, ownKey, mechanism);
  }

  forgetChannel(): void {
    this.#keys = undefined;
  }

  #open(header: string, reply: Reply): Reply {
    if (reply.data.length === 0) return reply;
    const keys = this.#requireKeys();
    keys.counter += 1n;
    const objects = decodeTlvs(reply.data);
    const covered = reply.data.slice(0, -10);
    const mac = findTlv(objects, 0x8e);
    if (mac === undefined || toHex(mac) !== toHex(this.#mac(padded(covered)))) {
      throw new Error('the answer has no valid MAC');
    }
    const inner = findTlv(objects, 0x99);
    if (inner === undefined || Number(`0x${toHex(inner)}`) !== reply.status) {
      throw new Error('the protected status differs from the outer one');
    }
    const odd = isOddInstruction(header);
    const object = findTlv(objects, odd ? 0x85 : 0x87);
    if (object === undefined) return { data: new Uint8Array(0), status: reply.status };
    const plain = aesCbcDecrypt(keys.encryption, this.#vector(), odd ? object : object.slice(1));
    return { data: plain.slice(0, plain.lastIndexOf(0x80)), status: reply.status };
  }

  #cryptogram(odd: boolean, data: Uint8Array): Bytes {
    if (data.length === 0) return new Uint8Array(0);
    const cipher = aesCbcEncrypt(this.#requireKeys().encryption, this.#vector(), padded(data));
    return odd ? encodeTlv(0x85, cipher) : encodeTlv(0x87, Uint8Array.of(1), cipher);
  }

  #vector(): Bytes {
    return aesEncryptBlock(this.#requireKeys().encryption, this.#counterBlock());
  }

  #mac(message: Uint8Array): Bytes {
    return aesCmac8(this.#requireKeys().mac, concat(this.#counterBlock(), message));
  }

  #counterBlock(): Bytes {
    return fromHex(this.#requireKeys().counter.toString(16).padStart(32, '0'));
  }

  #requireKeys(): Keys {
    if (this.#keys === undefined) throw new Error('no channel is open');
    return this.#keys;
  }

  get suiteByte(): number {
    return SUITE_BYTES[this.#settings.suite];
  }

  get curve(): Curve {
    const curve = STANDARDIZED_CURVES.get(this.#settings.parameterId);
    if (curve === undefined) throw new Error('unknown curve');
    return curve;
  }

  #mechanism(): Bytes {
    return concat(fromHex('04007F000702020402'), Uint8Array.of(this.suiteByte));
  }

  #template(password: keyof typeof PASSWORD_IDS): Bytes {
    return concat(
      encodeTlv(0x80, this.#mechanism()),
      encodeTlv(0x83, Uint8Array.of(PASSWORD_IDS[password])),
      encodeTlv(0x84, Uint8Array.of(this.#settings.parameterId)),
    );
  }

  #derive(secret: Uint8Array, counter: number): Bytes {
    const { suite } = this.#settings;
    const hash = suite === 'aes-128' ? sha1 : sha256;
    return hash(concat(secret, Uint8Array.of(0, 0, 0, counter))).slice(0, KEY_BYTES[suite]);
  }

  #token(
    macKey: Uint8Array,
    publicKey: Uint8Array,
    mechanism: Uint8Array = this.#mechanism(),
  ): Bytes {
    const identifier = encodeTlv(0x06, mechanism);
    return aesCmac8(macKey, encodeTlv(0x7f49, identifier, encodeTlv(0x86, publicKey)));
  }
}

function shortCommand(header: string, data: Uint8Array, expected?: number): Bytes {
  return concat(
    fromHex(header),
    Uint8Array.of(data.length),
    data,
    expected === undefined ? new Uint8Array(0) : Uint8Array.of(expected),
  );
}

function scalar(curve: Curve): bigint {
  return (BigInt(`0x${toHex(randomBytes(curve.Fn.BYTES))}`) % (curve.Fn.ORDER - 1n)) + 1n;
}

function onlyValue(data: Bytes): Bytes {
  const [object] = decodeTlvs(decodeTlv(data).value);
  if (object === undefined) throw new Error('empty answer');
  return object.value;
}

function bytesOf(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}

function padded(bytes: Uint8Array): Bytes {
  return concat(bytes, Uint8Array.of(0x80), new Uint8Array(15 - (bytes.length % 16)));
}

function isOddInstruction(header: string): boolean {
  return ((fromHex(header)[1] ?? 0) & 1) === 1;
}
