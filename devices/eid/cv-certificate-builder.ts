import { type Bytes, fromHex } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { encodeChat } from './chat.ts';
import {
  CV_TAGS,
  type CvCertificate,
  CvCertificateError,
  type CvPublicKey,
  decodeCvCertificate,
} from './cv-certificate.ts';
import type { EcdsaCurve } from './primitives/ecdsa.ts';

/** Card-verifiable certificates from their content, TR-03110 part 3, C.1: what decoding reads. */

export interface CvCertificateContent
  extends Omit<CvCertificate, 'content' | 'body' | 'signature' | 'publicKey'> {
  readonly publicKey: Omit<CvPublicKey, 'hash'>;
}

const ANY_SIGNATURE = new Uint8Array(2);
const CENTURY = '20';

/**
 * Whatever could not be read back ends in a `CvCertificateError` before it is signed.
 *
 * @param sign the issuer's plain r‖s over the whole `7F4E` object
 */
export function encodeCvCertificate(
  content: CvCertificateContent,
  sign: (body: Bytes) => Bytes,
): Bytes {
  const body = encodeBody(content);
  sealed(body, ANY_SIGNATURE);
  return sealed(body, sign(body));
}

function sealed(body: Bytes, signature: Bytes): Bytes {
  const certificate = encodeTlv(CV_TAGS.certificate, body, encodeTlv(CV_TAGS.signature, signature));
  decodeCvCertificate(certificate);
  return certificate;
}

function encodeBody(content: CvCertificateContent): Bytes {
  const extensions = content.extensions.map(({ tag, value }) => encodeTlv(tag, value));
  return encodeTlv(
    CV_TAGS.body,
    encodeTlv(CV_TAGS.profile, Uint8Array.of(0)),
    encodeTlv(CV_TAGS.authorityReference, content.authorityReference),
    encodePublicKey(content.publicKey),
    encodeTlv(CV_TAGS.holderReference, content.holderReference),
    encodeAuthorization(content),
    encodeTlv(CV_TAGS.effectiveDate, encodeDate(content.effectiveDate)),
    encodeTlv(CV_TAGS.expirationDate, encodeDate(content.expirationDate)),
    ...(extensions.length === 0 ? [] : [encodeTlv(CV_TAGS.extensions, ...extensions)]),
  );
}

function encodeAuthorization({ chat }: CvCertificateContent): Bytes {
  try {
    return encodeChat(chat);
  } catch (cause) {
    throw new CvCertificateError('authorization', cause);
  }
}

function encodePublicKey({ oid, curve, point }: CvCertificateContent['publicKey']): Bytes {
  const parameters = curve === undefined ? [] : encodeParameters(curve);
  // D.3.3: the public point stands among the parameters, before the cofactor.
  const objects = [encodeTlv(0x06, oid), ...parameters.slice(0, -1), encodeTlv(0x86, point)];
  return encodeTlv(CV_TAGS.publicKey, ...objects, ...parameters.slice(-1));
}

/** D.3.3: prime, coefficients, generator, order, cofactor. */
function encodeParameters({ ecdsa }: EcdsaCurve): Bytes[] {
  const { p, a, b, n, h } = ecdsa.Point.CURVE();
  return [
    encodeTlv(0x81, shortestBytes(p)),
    encodeTlv(0x82, shortestBytes(a)),
    encodeTlv(0x83, shortestBytes(b)),
    encodeTlv(0x84, ecdsa.Point.BASE.toBytes(false)),
    encodeTlv(0x85, shortestBytes(n)),
    encodeTlv(0x87, shortestBytes(h)),
  ];
}

/** D.2.1.1: no leading zeros. */
function shortestBytes(value: bigint): Bytes {
  const digits = value.toString(16);
  return fromHex(digits.length % 2 === 0 ? digits : `0${digits}`);
}

/** D.2.1.3: YYMMDD, one digit a byte, and no room for another century. */
function encodeDate(day: string): Bytes {
  if (!day.startsWith(CENTURY) || !/^\d{4}-\d\d-\d\d$/.test(day)) {
    throw new CvCertificateError('date');
  }
  return Uint8Array.from(day.slice(CENTURY.length).replaceAll('-', ''), Number);
}
