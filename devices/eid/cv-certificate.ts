import { type Bytes, equalBytes, NO_BYTES } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvAt, decodeTlvs, encodeTlv, findTlv, type Tlv } from '../kit/tlv.ts';
import { type Chat, decodeChat } from './chat.ts';
import { ID_TA_ECDSA } from './object-identifiers.ts';
import {
  curveByParameters,
  ECDSA_CURVES,
  type EcdsaCurve,
  type HashName,
  verifyEcdsa,
} from './primitives/ecdsa.ts';

/**
 * Card-verifiable certificates, TR-03110 part 3, C.1 and D.3. Parsing is strict and total: a
 * certificate is accepted in exactly the form of C.1, or it ends in a `CvCertificateError`.
 */

export interface CvCertificate {
  /** Body and signature as transmitted, without the `7F21` around them. */
  readonly content: Bytes;
  /** The whole `7F4E` object as transmitted, which the signature covers. */
  readonly body: Bytes;
  readonly signature: Bytes;
  /** Latin-1 bytes: country, mnemonic, sequence number. */
  readonly authorityReference: Bytes;
  readonly holderReference: Bytes;
  readonly publicKey: CvPublicKey;
  readonly chat: Chat;
  /** Days, `YYYY-MM-DD`, both included. */
  readonly effectiveDate: string;
  readonly expirationDate: string;
  /** The `73` templates of the extensions. */
  readonly extensions: readonly Tlv[];
}

export interface CvPublicKey {
  /** Value of the id-TA-ECDSA-* object identifier. */
  readonly oid: Bytes;
  readonly hash: HashName;
  /** Uncompressed. */
  readonly point: Bytes;
  /** Only where the certificate carries the domain parameters, as those of a CVCA do. */
  readonly curve?: EcdsaCurve;
}

export type CvCertificateFault =
  | 'structure'
  | 'profile'
  | 'reference'
  | 'algorithm'
  | 'domain-parameters'
  | 'public-key'
  | 'authorization'
  | 'date'
  | 'extensions'
  | 'signature';

export class CvCertificateError extends Error {
  readonly code = 'cv-certificate-malformed';
  readonly fault: CvCertificateFault;

  constructor(fault: CvCertificateFault, cause?: unknown) {
    super(`malformed card-verifiable certificate: ${fault}`, { cause });
    this.name = 'CvCertificateError';
    this.fault = fault;
  }
}

export const CV_TAGS = {
  certificate: 0x7f21,
  body: 0x7f4e,
  signature: 0x5f37,
  profile: 0x5f29,
  authorityReference: 0x42,
  publicKey: 0x7f49,
  holderReference: 0x5f20,
  chat: 0x7f4c,
  effectiveDate: 0x5f25,
  expirationDate: 0x5f24,
  extensions: 0x65,
  extension: 0x73,
} as const;
/** Order and presence of the objects of a body; the extensions may be absent. */
const BODY_TAGS = [
  CV_TAGS.profile,
  CV_TAGS.authorityReference,
  CV_TAGS.publicKey,
  CV_TAGS.holderReference,
  CV_TAGS.chat,
  CV_TAGS.effectiveDate,
  CV_TAGS.expirationDate,
];

const REFERENCE_BYTES_MIN = 8;
const REFERENCE_BYTES_MAX = 16;

/** Prime, coefficients, generator, order, public point, cofactor. */
const KEY_TAGS_WITH_PARAMETERS = [0x06, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86];
const KEY_TAGS_INHERITING = [0x06, 0x86];
const COFACTOR = 0x87;

/** id-TA-ECDSA-SHA-*, A.7; SHA-1 is left out on purpose. */
const HASHES: ReadonlyMap<number, HashName> = new Map([
  [2, 'SHA-224'],
  [3, 'SHA-256'],
  [4, 'SHA-384'],
  [5, 'SHA-512'],
]);

/** Throws a `CvCertificateError`, and nothing else. */
export function decodeCvCertificate(certificate: Uint8Array): CvCertificate {
  const outer = at('structure', () => decodeTlv(certificate));
  if (outer.tag !== CV_TAGS.certificate) throw new CvCertificateError('structure');
  const content = outer.value;
  const first = at('structure', () => decodeTlvAt(content, 0));
  const signature = at('structure', () => decodeTlv(content.subarray(first.end)));
  if (first.object.tag !== CV_TAGS.body || signature.tag !== CV_TAGS.signature) {
    throw new CvCertificateError('structure');
  }
  const objects = at('structure', () => decodeTlvs(first.object.value));
  const tags = objects.map(({ tag }) => tag);
  if (!sameTags(tags, BODY_TAGS) && !sameTags(tags, [...BODY_TAGS, CV_TAGS.extensions])) {
    throw new CvCertificateError('structure');
  }
  return {
    content,
    body: content.slice(0, first.end),
    signature: decodeSignature(signature.value),
    ...decodeBody(objects),
  };
}

type BodyFields = Omit<CvCertificate, 'content' | 'body' | 'signature'>;

function decodeBody(objects: readonly Tlv[]): BodyFields {
  const [profile, authority, key, holder, chat, effective, expiration] = objects.map(
    ({ value }) => value,
  );
  if (!profile || !equalBytes(profile, Uint8Array.of(0))) throw new CvCertificateError('profile');
  const effectiveDate = decodeDate(effective);
  const expirationDate = decodeDate(expiration);
  if (expirationDate < effectiveDate) throw new CvCertificateError('date');
  return {
    authorityReference: decodeReference(authority),
    holderReference: decodeReference(holder),
    publicKey: decodePublicKey(key ?? NO_BYTES),
    chat: at('authorization', () => decodeChat(encodeTlv(CV_TAGS.chat, chat ?? NO_BYTES))),
    effectiveDate,
    expirationDate,
    extensions: decodeExtensions(findTlv(objects, CV_TAGS.extensions)),
  };
}

/** C.2: country code, mnemonic of up to nine characters, sequence number of five. */
function decodeReference(value: Bytes = NO_BYTES): Bytes {
  const { length } = value;
  const printable = value.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0);
  if (length < REFERENCE_BYTES_MIN || length > REFERENCE_BYTES_MAX || !printable) {
    throw new CvCertificateError('reference');
  }
  return value;
}

/** D.2.1.3: six digits YYMMDD, one a byte, of the years 2000 to 2099. */
function decodeDate(value: Bytes = NO_BYTES): string {
  if (value.length !== 6 || value.some((digit) => digit > 9)) throw new CvCertificateError('date');
  const digits = [...value].join('');
  const day = `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4)}`;
  const date = new Date(`${day}T00:00:00Z`);
  // JavaScript takes 31 February for a day in March.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) {
    throw new CvCertificateError('date');
  }
  return day;
}

function decodePublicKey(value: Bytes): CvPublicKey {
  const objects = at('public-key', () => decodeTlvs(value));
  const tags = objects.map(({ tag }) => tag);
  const field = (tag: number): Bytes => findTlv(objects, tag) ?? NO_BYTES;
  const oid = field(0x06);
  const hash = HASHES.get(oid.at(-1) ?? 0);
  if (!equalBytes(oid.subarray(0, -1), ID_TA_ECDSA) || !hash) {
    throw new CvCertificateError('algorithm');
  }
  const key = { oid, hash, point: decodePoint(field(0x86)) };
  if (sameTags(tags, KEY_TAGS_INHERITING)) return key;

  const withCofactor = sameTags(tags, [...KEY_TAGS_WITH_PARAMETERS, COFACTOR]);
  if (!withCofactor && !sameTags(tags, KEY_TAGS_WITH_PARAMETERS)) {
    throw new CvCertificateError('domain-parameters');
  }
  const curve = curveByParameters({
    p: field(0x81),
    a: field(0x82),
    b: field(0x83),
    generator: field(0x84),
    order: field(0x85),
  });
  if (!curve || (withCofactor && !equalBytes(field(COFACTOR), Uint8Array.of(1)))) {
    throw new CvCertificateError('domain-parameters');
  }
  if (!isPointOf(curve, key.point)) throw new CvCertificateError('public-key');
  return { ...key, curve };
}

function decodePoint(point: Bytes): Bytes {
  const known = ECDSA_CURVES.some(({ ecdsa }) => point.length === 1 + 2 * ecdsa.Point.Fp.BYTES);
  if (point[0] !== 0x04 || !known) throw new CvCertificateError('public-key');
  return point;
}

function decodeExtensions(value: Bytes | undefined): readonly Tlv[] {
  if (value === undefined) return [];
  const templates = at('extensions', () => decodeTlvs(value));
  for (const { tag, value: template } of templates) {
    const [oid] = at('extensions', () => decodeTlvs(template));
    if (tag !== CV_TAGS.extension || oid?.tag !== 0x06) throw new CvCertificateError('extensions');
  }
  return templates;
}

/** Plain r‖s, hence of even length; which width is right depends on the issuer's curve. */
function decodeSignature(value: Bytes): Bytes {
  if (value.length === 0 || value.length % 2 !== 0) throw new CvCertificateError('signature');
  return value;
}

/**
 * The curve of a key that inherits its parameters. A point lies on one of the known curves of its
 * width or on none, so the certificate of the CVCA is not needed to tell.
 */
export function curveOf({ curve, point }: CvPublicKey): EcdsaCurve | undefined {
  return curve ?? ECDSA_CURVES.find((candidate) => isPointOf(candidate, point));
}

/** Whether this key made the certificate's signature; the hash is that of the issuer's key. */
export function isSignedBy({ body, signature }: CvCertificate, issuer: CvPublicKey): boolean {
  const curve = curveOf(issuer);
  return (
    curve !== undefined &&
    verifyEcdsa(curve, issuer.hash, {
      message: body,
      signature,
      format: 'plain',
      publicKey: issuer.point,
    })
  );
}

function isPointOf({ ecdsa }: EcdsaCurve, point: Bytes): boolean {
  if (point.length !== 1 + 2 * ecdsa.Point.Fp.BYTES) return false;
  try {
    ecdsa.Point.fromBytes(point).assertValidity();
    return true;
  } catch {
    return false;
  }
}

function sameTags(tags: readonly number[], expected: readonly number[]): boolean {
  return tags.length === expected.length && tags.every((tag, index) => tag === expected[index]);
}

function at<Value>(fault: CvCertificateFault, decode: () => Value): Value {
  try {
    return decode();
  } catch (cause) {
    throw new CvCertificateError(fault, cause);
  }
}
