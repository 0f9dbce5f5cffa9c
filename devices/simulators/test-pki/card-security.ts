import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  id_contentType,
  id_messageDigest,
  id_signedData,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { sha256 } from '../../eid/primitives/hash.ts';
import { encodeOid } from '../../eid/primitives/oid.ts';
import { type Bytes, concat } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import type { TestKey } from './test-keys.ts';
import { signatureAlgorithmOf, signDer } from './x509.ts';

/** EF.CardSecurity: SecurityInfos signed by a document signer, TR-03110-3 section A.1.2.5. */

const ID_SECURITY_OBJECT = '0.4.0.127.0.7.3.2.1';
const ID_SHA_256 = '2.16.840.1.101.3.4.2.1';
const DER_SET = 0x31;

export interface DocumentSigner {
  readonly certificate: Bytes;
  readonly key: TestKey;
}

export function encodeCardSecurity(signer: DocumentSigner, securityInfos: Uint8Array): Bytes {
  const certificate = AsnConvert.parse(signer.certificate, Certificate);
  const { issuer, serialNumber } = certificate.tbsCertificate;
  const digestAlgorithm = new AlgorithmIdentifier({ algorithm: ID_SHA_256 });
  const signedAttrs = signedAttributes(securityInfos);
  const signedBytes = encodeTlv(
    DER_SET,
    concat(...signedAttrs.map((attribute) => new Uint8Array(AsnConvert.serialize(attribute)))),
  );
  const signerInfo = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({
      issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }),
    }),
    digestAlgorithm,
    signedAttrs,
    signatureAlgorithm: signatureAlgorithmOf(signer.key.curve),
    signature: new OctetString(signDer(signer.key, signedBytes)),
  });
  const signedData = new SignedData({
    version: CMSVersion.v3,
    digestAlgorithms: new DigestAlgorithmIdentifiers([digestAlgorithm]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: ID_SECURITY_OBJECT,
      eContent: new EncapsulatedContent({ single: new OctetString(securityInfos) }),
    }),
    certificates: new CertificateSet([new CertificateChoices({ certificate })]),
    signerInfos: new SignerInfos([signerInfo]),
  });
  const content = AsnConvert.serialize(signedData);
  const file = new ContentInfo({ contentType: id_signedData, content });
  return new Uint8Array(AsnConvert.serialize(file));
}

/** In the order that DER wants of a SET OF (X.690 11.6): the shorter one first. */
function signedAttributes(securityInfos: Uint8Array): Attribute[] {
  const attribute = (attrType: string, value: ArrayBuffer): Attribute =>
    new Attribute({ attrType, attrValues: [value] });
  return [
    attribute(id_contentType, encodeTlv(0x06, encodeOid(ID_SECURITY_OBJECT)).buffer),
    attribute(id_messageDigest, encodeTlv(0x04, sha256(securityInfos)).buffer),
  ];
}
