import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { type Bytes, toHex } from '../../../kit/bytes.ts';
import { decodeTlv, decodeTlvAt, decodeTlvs, findTlv } from '../../../kit/tlv.ts';

/** A reader of CV certificates for these tests: it believes everything and shows what it saw. */
export interface SeenCertificate {
  /** Tags of the body in their order. */
  readonly tags: readonly string[];
  readonly issuerReference: string;
  readonly holderReference: string;
  /** Tags of the public key in their order. */
  readonly keyTags: readonly string[];
  readonly keyOid: string;
  readonly publicKey: Bytes;
  readonly role: string;
  readonly template: string;
  readonly effective: string;
  readonly expiration: string;
  readonly extensions: string;
  verifies(issuerKey: Uint8Array): boolean;
}

export function readCvCertificate(certificate: Uint8Array): SeenCertificate {
  const content = decodeTlv(certificate).value;
  const { object: body, end } = decodeTlvAt(content, 0);
  const signature = decodeTlv(content.slice(end));
  const objects = decodeTlvs(body.value);
  const valueAt = (tag: number): Bytes => findTlv(objects, tag) ?? new Uint8Array(0);
  const key = decodeTlvs(valueAt(0x7f49));
  const authorizations = decodeTlvs(valueAt(0x7f4c));
  return {
    tags: objects.map(({ tag }) => tag.toString(16)),
    issuerReference: text(valueAt(0x42)),
    holderReference: text(valueAt(0x5f20)),
    keyTags: key.map(({ tag }) => tag.toString(16)),
    keyOid: toHex(findTlv(key, 0x06) ?? valueAt(0)),
    publicKey: findTlv(key, 0x86) ?? valueAt(0),
    role: toHex(findTlv(authorizations, 0x06) ?? valueAt(0)),
    template: toHex(findTlv(authorizations, 0x53) ?? valueAt(0)),
    effective: valueAt(0x5f25).join(''),
    expiration: valueAt(0x5f24).join(''),
    extensions: toHex(valueAt(0x65)),
    verifies: (issuerKey) =>
      brainpoolP256r1.verify(signature.value, content.slice(0, end), issuerKey, { lowS: false }),
  };
}

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
