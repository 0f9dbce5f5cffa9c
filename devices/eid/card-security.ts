import type { DocumentFacts } from '../../state-machines/ports/card.ts';
import { type Bytes, equalBytes } from '../kit/bytes.ts';
import { TlvError } from '../kit/tlv.ts';
import {
  CertificateError,
  type DocumentCertificate,
  decodeDocumentCertificate,
  isSignedBy,
  isValidAt,
  namesAsIssuer,
} from './document-certificate.ts';
import { hash, verifyEcdsa } from './primitives/ecdsa.ts';
import { decodeSecurityInfos, type SecurityInfo } from './security-infos.ts';
import {
  decodeSecurityObject,
  SecurityObjectError,
  type SignedSecurityObject,
} from './signed-security-object.ts';

/**
 * Passive authentication of EF.CardSecurity: the chip's public key was put there by a document
 * signer, and that one by a country (TR-03110 part 2, 3.2 and part 3, A.1.2.5; ICAO Doc 9303
 * part 11, 5.1).
 */

export interface PassiveAuthentication {
  /**
   * `required`: unknown issuers are refused. `warn`: they are accepted and named in `notChecked`;
   * a wrong signature is refused all the same. `off`: nothing is verified.
   */
  readonly mode: 'required' | 'warn' | 'off';
  /** DER certificates that are trusted as they are. */
  readonly documentSigners: readonly Bytes[];
  /** DER certificates of the countries' authorities (CSCA). */
  readonly countryCertificates: readonly Bytes[];
}

export type CardSecurityOutcome =
  | {
      readonly kind: 'authentic';
      readonly infos: readonly SecurityInfo[];
      readonly notChecked: DocumentFacts['notChecked'];
    }
  | NotAuthentic;

type NotAuthentic = { readonly kind: 'not-authentic'; readonly reason: NotAuthenticReason };

export type NotAuthenticReason =
  | 'malformed'
  | 'algorithm-not-taken'
  | 'digest-differs'
  | 'signature-wrong'
  | 'signer-may-not-sign'
  | 'signer-not-valid'
  | 'issuer-unknown'
  | 'issuer-signature-wrong'
  | 'issuer-not-valid';

export function checkCardSecurity(
  file: Bytes,
  how: PassiveAuthentication,
  today: Date,
): CardSecurityOutcome {
  const decoded = decode(file);
  if (!decoded) return { kind: 'not-authentic', reason: 'malformed' };
  const { object, infos } = decoded;
  if (how.mode === 'off') {
    const notChecked = ['card-security-signature', 'card-security-issuer'] as const;
    return { kind: 'authentic', infos, notChecked };
  }
  const at = object.signingTime ?? today;
  const reason = checkSignature(object, at) ?? checkIssuer(object.signer, how, at);
  if (reason === 'issuer-unknown' && how.mode === 'warn') {
    return { kind: 'authentic', infos, notChecked: ['card-security-issuer'] };
  }
  return reason ? { kind: 'not-authentic', reason } : { kind: 'authentic', infos, notChecked: [] };
}

function decode(file: Bytes) {
  try {
    const object = decodeSecurityObject(file);
    return { object, infos: decodeSecurityInfos(object.content) };
  } catch (cause) {
    if (MALFORMED.some((error) => cause instanceof error)) return undefined;
    throw cause;
  }
}

const MALFORMED = [SecurityObjectError, CertificateError, TlvError];

/** Steps 1 and 2: the content is the signed one, and its signer signed it and may do so. */
function checkSignature(object: SignedSecurityObject, at: Date): NotAuthenticReason | undefined {
  const { signer, digestHash, signatureHash } = object;
  if (!digestHash || !signatureHash || !signer.key) return 'algorithm-not-taken';
  if (!equalBytes(hash(digestHash, object.content), object.messageDigest)) return 'digest-differs';
  const isSigned = verifyEcdsa(signer.key.curve, signatureHash, {
    message: object.signedAttributes,
    signature: object.signature,
    format: 'der',
    publicKey: signer.key.point,
  });
  if (!isSigned) return 'signature-wrong';
  if (!signer.maySign.documents || signer.hasUnknownCriticalExtension) return 'signer-may-not-sign';
  return isValidAt(signer, at) ? undefined : 'signer-not-valid';
}

/** Step 3: somebody trusted vouches for the signer. */
function checkIssuer(
  signer: DocumentCertificate,
  { documentSigners, countryCertificates }: PassiveAuthentication,
  at: Date,
): NotAuthenticReason | undefined {
  if (documentSigners.some((trusted) => equalBytes(trusted, signer.der))) return undefined;
  const issuers = countryCertificates
    .map(decodeDocumentCertificate)
    .filter((country) => namesAsIssuer(signer, country));
  if (issuers.length === 0) return 'issuer-unknown';
  const issuer = issuers.find((country) => isSignedBy(signer, country));
  if (!issuer) return 'issuer-signature-wrong';
  return issuer.maySign.certificates && isValidAt(issuer, at) ? undefined : 'issuer-not-valid';
}
