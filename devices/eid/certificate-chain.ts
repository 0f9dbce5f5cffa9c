import { type Bytes, equalBytes } from '../kit/bytes.ts';
import { effectiveAuthorization, type RightName, rightsOf, roleOf } from './chat.ts';
import {
  type CvCertificate,
  CvCertificateError,
  decodeCvCertificate,
  isSignedBy,
} from './cv-certificate.ts';

/**
 * The way from one of the chip's trust points to the terminal's certificate: TR-03110 part 3, 2.2
 * to 2.5. All that can be told without the chip is checked before anything is sent to it; whether
 * the first certificate is genuine only the chip's own trust point can say.
 */

export type ChainFault =
  /** One of the certificates cannot be read. */
  | 'malformed'
  | 'too-many'
  /** No certificate of a terminal leads up to a reference of the chip. */
  | 'no-path'
  /** Not links, then a document verifier, then a terminal, all for authentication terminals. */
  | 'roles'
  | 'signature'
  | 'not-yet-valid'
  | 'expired'
  /** Its issuer had expired when the certificate became effective. */
  | 'issuer-expired'
  /** The chain does not grant all that is asked for. */
  | 'rights';

export type CertificatePath =
  | {
      readonly kind: 'path';
      /** Link certificates if any, the document verifier's, the terminal's. */
      readonly certificates: readonly CvCertificate[];
      readonly terminal: CvCertificate;
    }
  | { readonly kind: 'no-path'; readonly fault: ChainFault };

export interface PathQuestion {
  /** Certification authority references of the chip, newest first. */
  readonly references: readonly Bytes[];
  readonly rights: readonly RightName[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** An authority has a handful; more would only make the search long. */
const OFFERED_MAX = 8;

/**
 * Finds the certificates to send, in order, among those an authority offers in any order. The
 * newest trust point is tried first. A self-signed certificate of the trust point is not sent, but
 * lets the first signature be checked too.
 */
export function findCertificatePath(
  offered: readonly Uint8Array[],
  question: PathQuestion,
): CertificatePath {
  if (offered.length > OFFERED_MAX) return { kind: 'no-path', fault: 'too-many' };
  let certificates: CvCertificate[];
  try {
    certificates = offered.map(decodeCvCertificate);
  } catch (cause) {
    if (!(cause instanceof CvCertificateError)) throw cause;
    return { kind: 'no-path', fault: 'malformed' };
  }
  const terminals = certificates.filter(({ chat }) => roleOf(chat) === 'terminal');
  let fault: ChainFault = 'no-path';
  for (const reference of question.references) {
    const anchor = certificates.find(
      (certificate) =>
        isSelfIssued(certificate) && equalBytes(certificate.holderReference, reference),
    );
    for (const terminal of terminals) {
      const path = climb(certificates, [terminal], reference);
      if (!path) continue;
      const found = faultOf(path, anchor, question);
      if (!found) return { kind: 'path', certificates: path, terminal };
      // What is wrong with the way from the newest trust point is the most useful to know.
      if (fault === 'no-path') fault = found;
    }
  }
  return { kind: 'no-path', fault };
}

/**
 * From the path's first certificate up to one that the reference's holder issued. A document
 * verifier may have one reference under two trust points, so every way is tried.
 */
function climb(
  certificates: readonly CvCertificate[],
  path: readonly [CvCertificate, ...CvCertificate[]],
  reference: Bytes,
): readonly CvCertificate[] | undefined {
  const { authorityReference } = path[0];
  if (equalBytes(authorityReference, reference)) return path;
  for (const issuer of certificates) {
    if (!equalBytes(issuer.holderReference, authorityReference)) continue;
    if (isSelfIssued(issuer) || path.includes(issuer)) continue;
    const whole = climb(certificates, [issuer, ...path], reference);
    if (whole) return whole;
  }
  return undefined;
}

/** The cheap checks come first: a signature takes as long as all others together. */
function faultOf(
  path: readonly CvCertificate[],
  anchor: CvCertificate | undefined,
  { rights, today }: PathQuestion,
): ChainFault | undefined {
  if (!haveRoles(path)) return 'roles';
  if (path.some(({ effectiveDate }) => effectiveDate > today)) return 'not-yet-valid';
  // Chips take link certificates even after their end, so that old cards learn of new keys.
  if (path.slice(-2).some(({ expirationDate }) => expirationDate < today)) return 'expired';
  const issued = path.map((certificate, index) => ({ certificate, issuer: path[index - 1] }));
  const pairs = issued.flatMap(({ certificate, issuer = anchor }) =>
    issuer ? [{ certificate, issuer }] : [],
  );
  if (pairs.some(({ certificate, issuer }) => issuer.expirationDate < certificate.effectiveDate)) {
    return 'issuer-expired';
  }
  if (!grants(path, rights)) return 'rights';
  const genuine = pairs.every(({ certificate, issuer }) =>
    isSignedBy(certificate, issuer.publicKey),
  );
  return genuine ? undefined : 'signature';
}

function haveRoles(path: readonly CvCertificate[]): boolean {
  const roles = path.map(({ chat }) => roleOf(chat));
  return (
    path.every(({ chat }) => chat.terminalType === 'authentication-terminal') &&
    roles.at(-1) === 'terminal' &&
    (roles.at(-2)?.startsWith('document-verifier') ?? false) &&
    roles.slice(0, -2).every((role) => role === 'cvca')
  );
}

function grants(path: readonly CvCertificate[], rights: readonly RightName[]): boolean {
  const [first, ...others] = path.map(({ chat }) => chat);
  const effective = first && effectiveAuthorization(first, ...others);
  const granted = new Set(effective ? rightsOf(effective) : []);
  return rights.every((right) => granted.has(right));
}

function isSelfIssued({ authorityReference, holderReference }: CvCertificate): boolean {
  return equalBytes(authorityReference, holderReference);
}
