import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { id_ecPublicKey } from '@peculiar/asn1-ecc';
import { AsnConvert, AsnSerializer, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Version,
  Validity as X509Validity,
} from '@peculiar/asn1-x509';
import { sha1 } from '../../eid/primitives/hash.ts';
import { encodeOid } from '../../eid/primitives/oid.ts';
import { type Bytes, concat, uintBytes } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { domainParametersOf } from './domain-parameters.ts';
import type { TestKey } from './test-keys.ts';
import type { Validity } from './validity.ts';

/** X.509 certificates of a country and its document signers, ICAO Doc 9303-12 section 7.1. */

export interface X509Plan {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: number;
  readonly subjectKey: TestKey;
  readonly issuerKey: TestKey;
  readonly validity: Validity;
  readonly use: 'country-authority' | 'document-signer';
}

const PRIME_FIELD = '1.2.840.10045.1.1';
const DER_INTEGER = 0x02;
const DER_OCTET_STRING = 0x04;
const DER_OID = 0x06;
const DER_SEQUENCE = 0x30;

/** The hash of each curve's own strength, which is noble's too. */
const SIGNATURE_ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [32, '1.2.840.10045.4.3.2'],
  [48, '1.2.840.10045.4.3.3'],
]);

export function encodeX509(plan: X509Plan): Bytes {
  const signatureAlgorithm = signatureAlgorithmOf(plan.issuerKey.curve);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: uintBytes(plan.serial, 1).buffer,
    signature: signatureAlgorithm,
    issuer: countryName(plan.issuer),
    validity: new X509Validity({
      notBefore: plan.validity.from,
      notAfter: plan.validity.to,
    }),
    subject: countryName(plan.subject),
    subjectPublicKeyInfo: publicKeyInfo(plan.subjectKey),
    extensions: extensionsOf(plan),
  });
  const toBeSigned = new Uint8Array(AsnSerializer.serialize(tbsCertificate));
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm,
    signatureValue: signDer(plan.issuerKey, toBeSigned).buffer,
  });
  return new Uint8Array(AsnSerializer.serialize(certificate));
}

export function signatureAlgorithmOf({ Point }: ECDSA): AlgorithmIdentifier {
  const algorithm = SIGNATURE_ALGORITHMS.get(Point.Fp.BYTES);
  if (algorithm === undefined) throw new RangeError('no signature algorithm for this curve');
  return new AlgorithmIdentifier({ algorithm });
}

/** ECDSA-Sig-Value, RFC 3279 section 2.2.3. */
export function signDer(key: TestKey, message: Uint8Array): Bytes {
  const signature = key.curve.sign(message, key.privateKey, { lowS: false, format: 'der' });
  return new Uint8Array(signature);
}

function countryName(commonName: string): Name {
  const attribute = (type: string, value: AttributeValue): RelativeDistinguishedName =>
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })]);
  return new Name([
    attribute('2.5.4.6', new AttributeValue({ printableString: 'DE' })),
    attribute('2.5.4.3', new AttributeValue({ utf8String: commonName })),
  ]);
}

function extensionsOf({ use, subjectKey, issuerKey }: X509Plan): Extensions {
  const isAuthority = use === 'country-authority';
  const keyUsage = isAuthority
    ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign
    : KeyUsageFlags.digitalSignature;
  const subjectId = new SubjectKeyIdentifier(sha1(subjectKey.publicKey));
  const issuerId = new AuthorityKeyIdentifier({
    keyIdentifier: new KeyIdentifier(sha1(issuerKey.publicKey)),
  });
  const constraints = new BasicConstraints({ cA: true, pathLenConstraint: 0 });
  return new Extensions([
    extension(id_ce_keyUsage, new KeyUsage(keyUsage), true),
    extension(id_ce_subjectKeyIdentifier, subjectId, false),
    extension(id_ce_authorityKeyIdentifier, issuerId, false),
    ...(isAuthority ? [extension(id_ce_basicConstraints, constraints, true)] : []),
  ]);
}

function extension(extnID: string, value: object, critical: boolean): Extension {
  const extnValue = new OctetString(AsnConvert.serialize(value));
  return new Extension({ extnID, critical, extnValue });
}

function publicKeyInfo({ curve, publicKey }: TestKey): SubjectPublicKeyInfo {
  const parameters = encodeSpecifiedCurve(curve).buffer;
  return new SubjectPublicKeyInfo({
    algorithm: new AlgorithmIdentifier({ algorithm: id_ecPublicKey, parameters }),
    subjectPublicKey: publicKey.buffer,
  });
}

/**
 * The curve's numbers in place of its name, as Doc 9303-12 wants it (SpecifiedECDomain, RFC 3279
 * section 2.3.5). By hand, because asn1-ecc 2.11 writes an empty INTEGER for the cofactor.
 */
function encodeSpecifiedCurve(curve: ECDSA): Bytes {
  const { p, a, b, base, order, cofactor } = domainParametersOf(curve);
  const integer = (unsigned: Bytes): Bytes => encodeTlv(DER_INTEGER, signed(unsigned));
  const octets = (value: Bytes): Bytes => encodeTlv(DER_OCTET_STRING, value);
  return encodeTlv(
    DER_SEQUENCE,
    integer(Uint8Array.of(1)),
    encodeTlv(DER_SEQUENCE, encodeTlv(DER_OID, encodeOid(PRIME_FIELD)), integer(p)),
    encodeTlv(DER_SEQUENCE, octets(a), octets(b)),
    octets(base),
    integer(order),
    integer(Uint8Array.of(cofactor)),
  );
}

/** A number whose highest bit is set gets a leading zero, or it would be negative (X.690 8.3). */
function signed(unsigned: Bytes): Bytes {
  return (unsigned[0] ?? 0) < 0x80 ? unsigned : concat(Uint8Array.of(0), unsigned);
}
