import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyUsage,
  SubjectKeyIdentifier,
  type SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509';
import { type Bytes, equalBytes, NO_BYTES } from '../kit/bytes.ts';
import { decodeTlv } from '../kit/tlv.ts';
import { decodeEcParameters, ID_EC_PUBLIC_KEY } from './ec-parameters.ts';
import { type EcdsaCurve, type HashName, verifyEcdsa } from './primitives/ecdsa.ts';

/**
 * X.509 certificates of document signers and of the countries above them, as far as passive
 * authentication asks: RFC 5280, ICAO Doc 9303 part 12.
 */
export interface DocumentCertificate {
  readonly der: Bytes;
  readonly signedPart: Bytes;
  readonly signature: Bytes;
  /** Of the signature on this certificate; absent where it is of a kind that is not taken. */
  readonly signatureHash: HashName | undefined;
  /** DER of the names. */
  readonly issuer: Bytes;
  readonly subject: Bytes;
  readonly serialNumber: Bytes;
  readonly validFrom: Date;
  readonly validUntil: Date;
  /** Absent where the key is of a kind or on a curve that is not known. */
  readonly key: PublicKey | undefined;
  /** Absent extensions allow everything. */
  readonly maySign: { readonly documents: boolean; readonly certificates: boolean };
  /** By its own word, or because it issued itself. */
  readonly isAuthority: boolean;
  readonly keyIdentifier: Bytes | undefined;
  readonly issuerKeyIdentifier: Bytes | undefined;
  readonly hasUnknownCriticalExtension: boolean;
}

export interface PublicKey {
  readonly curve: EcdsaCurve;
  readonly point: Bytes;
}

export class CertificateError extends Error {
  readonly code = 'certificate-malformed';
}

/** ecdsa-with-SHA* of RFC 5758. SHA-1 is no longer a proof of anything. */
const ECDSA_ALGORITHMS: ReadonlyMap<string, HashName> = new Map([
  ['1.2.840.10045.4.3.1', 'SHA-224'],
  ['1.2.840.10045.4.3.2', 'SHA-256'],
  ['1.2.840.10045.4.3.3', 'SHA-384'],
  ['1.2.840.10045.4.3.4', 'SHA-512'],
]);

const UNDERSTOOD_EXTENSIONS: ReadonlySet<string> = new Set([
  id_ce_keyUsage,
  id_ce_basicConstraints,
]);

export function decodeDocumentCertificate(der: Uint8Array): DocumentCertificate {
  try {
    // The library overlooks bytes behind the end.
    decodeTlv(der);
    return read(AsnConvert.parse(Uint8Array.from(der), Certificate), Uint8Array.from(der));
  } catch (cause) {
    throw new CertificateError('not an X.509 certificate', { cause });
  }
}

/** Signatures in CMS and X.509 name hash and kind at once. */
export function ecdsaHash(algorithm: string): HashName | undefined {
  return ECDSA_ALGORITHMS.get(algorithm);
}

/** Whether `issuer` is the one the certificate names, by name and, where given, by key. */
export function namesAsIssuer(issued: DocumentCertificate, issuer: DocumentCertificate): boolean {
  const names = equalBytes(issued.issuer, issuer.subject);
  const [wanted, found] = [issued.issuerKeyIdentifier, issuer.keyIdentifier];
  return names && (wanted === undefined || found === undefined || equalBytes(wanted, found));
}

export function isSignedBy(issued: DocumentCertificate, issuer: DocumentCertificate): boolean {
  if (!issuer.key || !issued.signatureHash) return false;
  return verifyEcdsa(issuer.key.curve, issued.signatureHash, {
    message: issued.signedPart,
    signature: issued.signature,
    format: 'der',
    publicKey: issuer.key.point,
  });
}

export function isValidAt({ validFrom, validUntil }: DocumentCertificate, time: Date): boolean {
  return validFrom.getTime() <= time.getTime() && time.getTime() <= validUntil.getTime();
}

function read(certificate: Certificate, der: Bytes): DocumentCertificate {
  const { tbsCertificate: body, tbsCertificateRaw, signatureAlgorithm } = certificate;
  const issuer = bytesOf(AsnConvert.serialize(body.issuer));
  const subject = bytesOf(AsnConvert.serialize(body.subject));
  const { keyUsage, isAuthority, ...identifiers } = readExtensions(body.extensions ?? []);
  return {
    der,
    signedPart: tbsCertificateRaw ? bytesOf(tbsCertificateRaw) : NO_BYTES,
    signature: bytesOf(certificate.signatureValue),
    // RFC 5280, 4.1.1.2: the algorithm outside of what is signed must be the one inside.
    signatureHash: signatureAlgorithm.isEqual(body.signature)
      ? ecdsaHash(signatureAlgorithm.algorithm)
      : undefined,
    issuer,
    subject,
    serialNumber: bytesOf(body.serialNumber),
    validFrom: body.validity.notBefore.getTime(),
    validUntil: body.validity.notAfter.getTime(),
    key: readKey(body.subjectPublicKeyInfo),
    maySign: {
      documents: keyUsage?.includes('digitalSignature') ?? true,
      certificates: (keyUsage?.includes('keyCertSign') ?? true) && (isAuthority ?? true),
    },
    isAuthority: isAuthority ?? equalBytes(issuer, subject),
    ...identifiers,
    hasUnknownCriticalExtension: (body.extensions ?? []).some(
      ({ critical, extnID }) => critical && !UNDERSTOOD_EXTENSIONS.has(extnID),
    ),
  };
}

function readExtensions(
  extensions: readonly { extnID: string; extnValue: { buffer: ArrayBuffer } }[],
) {
  const find = (id: string): ArrayBuffer | undefined =>
    extensions.find(({ extnID }) => extnID === id)?.extnValue.buffer;
  const usage = find(id_ce_keyUsage);
  const constraints = find(id_ce_basicConstraints);
  const own = find(id_ce_subjectKeyIdentifier);
  const issuers = find(id_ce_authorityKeyIdentifier);
  const issuer = issuers && AsnConvert.parse(issuers, AuthorityKeyIdentifier).keyIdentifier;
  return {
    keyUsage: usage && AsnConvert.parse(usage, KeyUsage).toJSON(),
    isAuthority: constraints && AsnConvert.parse(constraints, BasicConstraints).cA,
    keyIdentifier: own && bytesOf(AsnConvert.parse(own, SubjectKeyIdentifier).buffer),
    issuerKeyIdentifier: issuer && bytesOf(issuer.buffer),
  };
}

function readKey({ algorithm, subjectPublicKey }: SubjectPublicKeyInfo): PublicKey | undefined {
  if (algorithm.algorithm !== ID_EC_PUBLIC_KEY || !algorithm.parameters) return undefined;
  const curve = decodeEcParameters(algorithm.parameters);
  return curve && { curve, point: bytesOf(subjectPublicKey) };
}

/** The library says `ArrayBuffer` where it hands out a view of its input. */
export function bytesOf(source: ArrayBuffer | Uint8Array): Bytes {
  return Uint8Array.from(source instanceof Uint8Array ? source : new Uint8Array(source));
}
