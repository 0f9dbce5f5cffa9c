import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { encodeOid } from '../../eid/primitives/oid.ts';
import { asciiBytes, type Bytes } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { type CvRole, encodeAuthorizations } from './authorizations.ts';
import { domainParametersOf } from './domain-parameters.ts';
import { publicKeyOf } from './test-keys.ts';
import type { Validity } from './validity.ts';

/**
 * Card-verifiable certificates, TR-03110-3 appendix C.1, on brainpoolP256r1 with ECDSA and
 * SHA-256. Any object of the body can be replaced, for certificates that a chip must refuse.
 */

export interface CvIssuer {
  /** Holder reference, Latin-1. */
  readonly reference: Bytes;
  /** The whole certificate, `7F21 …`. */
  readonly certificate: Bytes;
  readonly privateKey: Bytes;
}

export interface CvContent {
  readonly reference: string;
  readonly role: CvRole;
  readonly rights: readonly string[];
  /** The holder's key; the certificate carries its public half. */
  readonly privateKey: Bytes;
  readonly validity: Validity;
  /** The whole object `65`, or nothing. */
  readonly extensions: Bytes;
}

export type CvBodyObject =
  | 'profile'
  | 'issuerReference'
  | 'publicKey'
  | 'holderReference'
  | 'authorizations'
  | 'effective'
  | 'expiration'
  | 'extensions';

/** Bytes instead of an object, tag and length included; NO_BYTES leaves it out. */
export type CvReplacements = Partial<Readonly<Record<CvBodyObject, Bytes>>>;

const TA_ECDSA_SHA_256 = encodeOid('0.4.0.127.0.7.2.2.2.2.3');

export function encodeCvCertificate(
  issuer: Pick<CvIssuer, 'reference' | 'privateKey'>,
  content: CvContent,
  replacements: CvReplacements = {},
): Bytes {
  const objects: Record<CvBodyObject, Bytes> = {
    profile: encodeTlv(0x5f29, Uint8Array.of(0)),
    issuerReference: encodeTlv(0x42, issuer.reference),
    publicKey: encodeCvPublicKey(content.privateKey, content.role === 'cvca'),
    holderReference: encodeTlv(0x5f20, asciiBytes(content.reference)),
    authorizations: encodeAuthorizations(content.role, content.rights),
    effective: encodeCvDate(0x5f25, content.validity.from),
    expiration: encodeCvDate(0x5f24, content.validity.to),
    extensions: content.extensions,
    ...replacements,
  };
  const body = encodeTlv(0x7f4e, ...Object.values(objects));
  return encodeTlv(0x7f21, body, encodeTlv(0x5f37, signPlain(issuer.privateKey, body)));
}

/** The object `7F49`: with domain parameters for a CVCA, without for all below it (D.3.3). */
export function encodeCvPublicKey(privateKey: Bytes, withDomainParameters: boolean): Bytes {
  const scheme = encodeTlv(0x06, TA_ECDSA_SHA_256);
  const point = encodeTlv(0x86, publicKeyOf(brainpoolP256r1, privateKey));
  if (!withDomainParameters) return encodeTlv(0x7f49, scheme, point);
  const { p, a, b, base, order, cofactor } = domainParametersOf(brainpoolP256r1);
  const parameters = [p, a, b, base, order].map((value, index) => encodeTlv(0x81 + index, value));
  return encodeTlv(0x7f49, scheme, ...parameters, point, encodeTlv(0x87, Uint8Array.of(cofactor)));
}

/** One digit a byte, YYMMDD: TR-03110-3 D.2.1.3. */
export function encodeCvDate(tag: 0x5f24 | 0x5f25, date: Date): Bytes {
  const digits = date.toISOString().slice(2, 10).replaceAll('-', '');
  return encodeTlv(tag, Uint8Array.from(digits, Number));
}

/** Plain r ‖ s, as TR-03111 5.2.1 wants it. */
function signPlain(privateKey: Bytes, message: Uint8Array): Bytes {
  return new Uint8Array(brainpoolP256r1.sign(message, privateKey, { lowS: false }));
}

/** The object `65` that ties a terminal's certificate to its description, TR-03110-3 C.3.1. */
export function encodeDescriptionExtension(descriptionHash: Bytes): Bytes {
  const description = encodeOid('0.4.0.127.0.7.3.1.3.1');
  return encodeTlv(
    0x65,
    encodeTlv(0x73, encodeTlv(0x06, description), encodeTlv(0x80, descriptionHash)),
  );
}
