import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { randomBytes } from '../../eid/primitives/random.ts';
import { type Bytes, concat, equalBytes, fromHex, NO_BYTES, toHex } from '../../kit/bytes.ts';
import { decodeTlv, decodeTlvAt, decodeTlvs, encodeTlv, findTlv } from '../../kit/tlv.ts';
import type { CvIssuer } from '../test-pki/cv-certificate.ts';
import type { Reply, TestTerminal } from './test-terminal.ts';

/**
 * Terminal and chip authentication on top of the terminal for tests: each step on its own, with
 * any content, and the sound way through all of them.
 */

const TERMINAL_MECHANISM = fromHex('04007F00070202020203');
const ID_PUBLIC_KEY_ECDH = '060904007F000702020102';
const CHIP_KEY = 0x29;

export interface KeyPair {
  readonly secret: bigint;
  readonly point: Bytes;
}

export interface ChipProof {
  readonly status: number;
  /** Undefined: the chip did not answer with a token. */
  readonly isTokenRight: boolean | undefined;
}

/** The certificate holder authorization template in PACE, from its five bytes. */
export function chatOf(rights: string): string {
  return `7F4C12060904007F0007030102025305${rights}`;
}

export class EacTerminal {
  readonly channel: TestTerminal;
  readonly key: KeyPair;

  constructor(channel: TestTerminal, key: KeyPair = newKey(channel)) {
    this.channel = channel;
    this.key = key;
  }

  chooseIssuer(reference: Bytes): number {
    return this.channel.send('002281B6', encodeTlv(0x83, reference)).status;
  }

  /** Body and signature, without the outer tag of the certificate. */
  verifyCertificate(content: Bytes): number {
    return this.channel.send('002A00BE', content).status;
  }

  /** Both commands for one whole certificate; the status of the one that failed, or 9000. */
  importCertificate(certificate: Bytes, issuer = issuerOf(certificate)): number {
    const chosen = this.chooseIssuer(issuer);
    return chosen === 0x9000 ? this.verifyCertificate(contentOf(certificate)) : chosen;
  }

  claim(holder: Bytes, auxiliary: Bytes = NO_BYTES): number {
    return this.sendClaim(
      encodeTlv(0x80, TERMINAL_MECHANISM),
      encodeTlv(0x83, holder),
      auxiliary,
      encodeTlv(0x91, this.compressedKey),
    );
  }

  sendClaim(...objects: readonly Bytes[]): number {
    return this.channel.send('002281A4', concat(...objects)).status;
  }

  challenge(): Reply {
    return this.channel.send('00840000', NO_BYTES, 8);
  }

  sign(privateKey: Bytes, challenge: Bytes, auxiliary: Bytes = NO_BYTES): Bytes {
    const message = concat(this.channel.idPicc, challenge, this.compressedKey, auxiliary);
    return new Uint8Array(brainpoolP256r1.sign(message, privateKey, { lowS: false }));
  }

  authenticate(signature: Bytes): number {
    return this.channel.send('00820000', signature).status;
  }

  /** From the chain to the signature; the first status that is not 9000, or 9000. */
  authenticateTerminal(
    chain: readonly Bytes[],
    terminal: Pick<CvIssuer, 'reference' | 'privateKey'>,
    auxiliary: Bytes = NO_BYTES,
  ): number {
    for (const certificate of chain) {
      const status = this.importCertificate(certificate);
      if (status !== 0x9000) return status;
    }
    const claimed = this.claim(terminal.reference, auxiliary);
    if (claimed !== 0x9000) return claimed;
    const challenge = this.challenge();
    if (challenge.status !== 0x9000) return challenge.status;
    return this.authenticate(this.sign(terminal.privateKey, challenge.data, auxiliary));
  }

  cardSecurity(): Reply {
    return this.channel.send('00B09D00', NO_BYTES, 65_536);
  }

  chooseChipKey(key = CHIP_KEY): number {
    const mechanism = encodeTlv(0x80, this.#chipMechanism());
    return this.channel.send('002241A4', concat(mechanism, encodeTlv(0x84, Uint8Array.of(key))))
      .status;
  }

  /** GENERAL AUTHENTICATE; takes the new channel where the chip answers, even with a wrong token. */
  authenticateChip(chipKey: Bytes, ownKey: KeyPair = this.key): ChipProof {
    const data = encodeTlv(0x7c, encodeTlv(0x80, ownKey.point));
    const reply = this.channel.send('00860000', data, 0);
    if (reply.status !== 0x9000) return { status: reply.status, isTokenRight: undefined };
    const objects = decodeTlvs(decodeTlv(reply.data).value);
    const nonce = findTlv(objects, 0x81) ?? NO_BYTES;
    const { curve } = this.channel;
    const shared = curve.fromBytes(chipKey).multiply(ownKey.secret).toBytes(false);
    const secret = concat(shared.slice(1, 1 + curve.Fp.BYTES), nonce);
    const token = this.channel.takeKeys(secret, this.#chipMechanism(), ownKey.point);
    const isTokenRight = equalBytes(token, findTlv(objects, 0x82) ?? NO_BYTES);
    return { status: reply.status, isTokenRight };
  }

  /** After terminal authentication: EF.CardSecurity, the choice of the key, the proof. */
  proveChip(): ChipProof {
    const chipKey = chipKeyIn(this.cardSecurity().data, this.channel);
    const chosen = this.chooseChipKey();
    if (chosen !== 0x9000) return { status: chosen, isTokenRight: undefined };
    return this.authenticateChip(chipKey);
  }

  get compressedKey(): Bytes {
    return this.key.point.slice(1, 1 + this.channel.curve.Fp.BYTES);
  }

  #chipMechanism(): Bytes {
    return concat(fromHex('04007F000702020302'), Uint8Array.of(this.channel.suiteByte));
  }
}

export function newKey({ curve }: TestTerminal): KeyPair {
  const random = BigInt(`0x${toHex(randomBytes(curve.Fn.BYTES))}`);
  const secret = (random % (curve.Fn.ORDER - 1n)) + 1n;
  return { secret, point: new Uint8Array(curve.BASE.multiply(secret).toBytes(false)) };
}

export function contentOf(certificate: Bytes): Bytes {
  return decodeTlv(certificate).value;
}

function issuerOf(certificate: Bytes): Bytes {
  const [body] = decodeTlvs(contentOf(certificate));
  const issuer = body && findTlv(decodeTlvs(body.value), 0x42);
  if (issuer === undefined) throw new Error('the certificate names no issuer');
  return issuer;
}

/** The first key of id-PK-ECDH in EF.CardSecurity, found by its object identifier. */
export function chipKeyIn(cardSecurity: Bytes, { curve }: TestTerminal): Bytes {
  const start = toHex(cardSecurity).indexOf(ID_PUBLIC_KEY_ECDH) / 2;
  if (start < 0) throw new Error('no key for chip authentication');
  const { object } = decodeTlvAt(cardSecurity, start + ID_PUBLIC_KEY_ECDH.length / 2);
  const bits = findTlv(decodeTlvs(object.value), 0x03);
  if (bits?.length !== 2 + 2 * curve.Fp.BYTES) throw new Error('a key of another curve');
  return bits.slice(1);
}
