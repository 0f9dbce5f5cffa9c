import { ContentInfo, id_signedData, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Time } from '@peculiar/asn1-x509';
import { type Bytes, equalBytes } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, findTlv, type Tlv, TlvError } from '../kit/tlv.ts';
import {
  bytesOf,
  type DocumentCertificate,
  decodeDocumentCertificate,
  ecdsaHash,
} from './document-certificate.ts';
import type { HashName } from './primitives/ecdsa.ts';
import { showOid } from './primitives/oid.ts';

/**
 * EF.CardSecurity as TR-03110 part 3, A.1.2.5 wraps it: CMS SignedData (RFC 5652) with one signer,
 * the document signer's certificate and the SecurityInfos inside.
 */
export interface SignedSecurityObject {
  /** DER of the SecurityInfos. */
  readonly content: Bytes;
  readonly signer: DocumentCertificate;
  readonly digestHash: HashName | undefined;
  /** The attributes as they are signed, `31 …` (RFC 5652, 5.4). */
  readonly signedAttributes: Bytes;
  readonly messageDigest: Bytes;
  readonly signingTime: Date | undefined;
  /** Absent where the signature is of a kind that is not taken. */
  readonly signatureHash: HashName | undefined;
  readonly signature: Bytes;
}

export class SecurityObjectError extends Error {
  readonly code = 'security-object-malformed';
}

const ID_SECURITY_OBJECT = '0.4.0.127.0.7.3.2.1';
const ID_CONTENT_TYPE = '1.2.840.113549.1.9.3';
const ID_MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const ID_SIGNING_TIME = '1.2.840.113549.1.9.5';

const DIGESTS: ReadonlyMap<string, HashName> = new Map([
  ['2.16.840.1.101.3.4.2.4', 'SHA-224'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);

const SEQUENCE = 0x30;
const SET = 0x31;
const OBJECT_IDENTIFIER = 0x06;
const OCTET_STRING = 0x04;
const CONTEXT_0 = 0xa0;

export function decodeSecurityObject(file: Uint8Array): SignedSecurityObject {
  try {
    return read(file);
  } catch (cause) {
    if (cause instanceof SecurityObjectError) throw cause;
    throw new SecurityObjectError('not a CMS SignedData', { cause });
  }
}

function read(file: Uint8Array): SignedSecurityObject {
  // The library overlooks bytes behind the end.
  decodeTlv(file);
  const outer = AsnConvert.parse(Uint8Array.from(file), ContentInfo);
  if (outer.contentType !== id_signedData) throw new SecurityObjectError('not a SignedData');
  const signedData = AsnConvert.parse(outer.content, SignedData);
  const { eContentType, eContent } = signedData.encapContentInfo;
  if (eContentType !== ID_SECURITY_OBJECT || !eContent?.single) {
    throw new SecurityObjectError('not a security object');
  }
  const [signerInfo, ...others] = signedData.signerInfos;
  if (!signerInfo || others.length > 0) throw new SecurityObjectError('not exactly one signer');
  const raw = readRaw(file);
  const attributes = decodeAttributes(raw.attributes);
  if (readOid(attributes.get(ID_CONTENT_TYPE)) !== ID_SECURITY_OBJECT) {
    throw new SecurityObjectError('the signed content type differs');
  }
  return {
    content: bytesOf(eContent.single.buffer),
    signer: findSigner(signerInfo, raw.certificates),
    digestHash: DIGESTS.get(signerInfo.digestAlgorithm.algorithm),
    signedAttributes: raw.attributes,
    messageDigest: expect(attributes.get(ID_MESSAGE_DIGEST), OCTET_STRING),
    signingTime: readTime(attributes.get(ID_SIGNING_TIME)),
    signatureHash: ecdsaHash(signerInfo.signatureAlgorithm.algorithm),
    signature: bytesOf(signerInfo.signature.buffer),
  };
}

/** Signed is what came, not what a library would write: RFC 5652, 5.4. */
function readRaw(file: Uint8Array): { attributes: Bytes; certificates: readonly Bytes[] } {
  const [, content] = decodeTlvs(expect(decodeTlv(file), SEQUENCE));
  const signedData = decodeTlvs(expect(decodeTlv(expect(content, CONTEXT_0)), SEQUENCE));
  const signerInfo = decodeTlv(expect(signedData.at(-1), SET));
  const attributes = findTlv(decodeTlvs(expect(signerInfo, SEQUENCE)), CONTEXT_0);
  const certificates = findTlv(signedData, CONTEXT_0);
  if (!attributes) throw new SecurityObjectError('no signed attributes');
  if (!certificates) throw new SecurityObjectError('no certificates');
  return {
    attributes: encodeTlv(SET, attributes),
    certificates: decodeTlvs(certificates).map(({ tag, value }) => encodeTlv(tag, value)),
  };
}

/** Each attribute once, with one value. */
function decodeAttributes(signedAttributes: Bytes): ReadonlyMap<string, Tlv> {
  const attributes = new Map<string, Tlv>();
  for (const attribute of decodeTlvs(decodeTlv(signedAttributes).value)) {
    const [type, values] = decodeTlvs(expect(attribute, SEQUENCE));
    const id = showOid(expect(type, OBJECT_IDENTIFIER));
    if (attributes.has(id)) throw new SecurityObjectError('an attribute is there twice');
    attributes.set(id, decodeTlv(expect(values, SET)));
  }
  return attributes;
}

function findSigner({ sid }: SignerInfo, certificates: readonly Bytes[]): DocumentCertificate {
  const wanted = sid.issuerAndSerialNumber;
  if (!wanted) throw new SecurityObjectError('the signer is not named by issuer and number');
  const issuer = bytesOf(AsnConvert.serialize(wanted.issuer));
  const serialNumber = bytesOf(wanted.serialNumber);
  const signer = certificates
    .map(decodeDocumentCertificate)
    .find((one) => equalBytes(one.issuer, issuer) && equalBytes(one.serialNumber, serialNumber));
  if (!signer) throw new SecurityObjectError("the signer's certificate is missing");
  return signer;
}

function readOid(object: Tlv | undefined): string {
  return showOid(expect(object, OBJECT_IDENTIFIER));
}

function readTime(object: Tlv | undefined): Date | undefined {
  return object && AsnConvert.parse(encodeTlv(object.tag, object.value), Time).getTime();
}

function expect(object: Tlv | undefined, tag: number): Bytes {
  if (object?.tag !== tag) throw new TlvError(`expected tag ${tag.toString(16)}`);
  return object.value;
}
