import {
  curveByOid,
  type EcdsaCurve,
  type HashName,
  verifyEcdsa,
} from '../../eid/primitives/ecdsa.ts';
import { fromHex, toHex } from '../../kit/bytes.ts';
import type { Day } from './calendar.ts';
import type { Certificate, Role } from './certificates.ts';
import { readPoint } from './curve-points.ts';
import { commonRights } from './rights.ts';

/** Which certificates the chip believes, TR-03110-3 section 2.5 with PersoSim's rules on dates. */

/**
 * A key that the chip trusts: that of a trust point, or of a certificate it has verified. In plain
 * texts, so that trust points can be stored as they are; bytes are hexadecimal digits.
 */
export interface TrustedKey {
  readonly reference: string;
  readonly role: Role;
  /** What the whole chain down to this key grants. */
  readonly rights: string;
  /** The curve's object identifier, dotted. */
  readonly curve: string;
  readonly hash: HashName;
  readonly point: string;
  readonly effective: Day;
  readonly expiration: Day;
}

const MAY_ISSUE: Readonly<Record<Role, readonly Role[]>> = {
  cvca: ['cvca', 'dv-official', 'dv-other'],
  'dv-official': ['terminal'],
  'dv-other': ['terminal'],
  terminal: [],
};

/** The holder's key, to be trusted from now on; undefined where any check fails. */
export function verifyCertificate(
  certificate: Certificate,
  issuer: TrustedKey,
  today: Day,
): TrustedKey | undefined {
  const { role, publicKey, effective, expiration } = certificate;
  if (!MAY_ISSUE[issuer.role].includes(role)) return undefined;
  if (!areDatesRight(certificate, issuer, today)) return undefined;
  const curve = curveOfHolder(certificate, issuer);
  if (curve === undefined || !isPoint(curve, publicKey.point)) return undefined;
  if (!isSignedBy(certificate, issuer)) return undefined;
  return {
    reference: certificate.holder,
    role,
    rights: commonRights(issuer.rights, certificate.rights),
    curve: curve.oid,
    hash: publicKey.hash,
    point: toHex(publicKey.point),
    effective,
    expiration,
  };
}

/** A certificate that vouches for itself, as a trust point begins; undefined where it does not. */
export function verifySelfSigned(certificate: Certificate): TrustedKey | undefined {
  const { curve, hash, point } = certificate.publicKey;
  if (certificate.role !== 'cvca' || certificate.issuer !== certificate.holder) return undefined;
  if (curve === undefined) return undefined;
  const claimed: TrustedKey = {
    reference: certificate.holder,
    role: 'cvca',
    rights: certificate.rights,
    curve: curve.oid,
    hash,
    point: toHex(point),
    effective: certificate.effective,
    expiration: certificate.expiration,
  };
  return verifyCertificate(certificate, claimed, certificate.effective);
}

export function verifySignature(
  key: TrustedKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const curve = curveByOid(key.curve);
  if (curve === undefined) return false;
  const publicKey = fromHex(key.point);
  return verifyEcdsa(curve, key.hash, { message, signature, format: 'plain', publicKey });
}

function isSignedBy({ signedBody, signature }: Certificate, issuer: TrustedKey): boolean {
  return verifySignature(issuer, signedBody, signature);
}

/** Only authorities of countries bring their curve along; a link may leave it as it was. */
function curveOfHolder({ role, publicKey }: Certificate, issuer: TrustedKey) {
  if (role !== 'cvca' && publicKey.curve !== undefined) return undefined;
  return publicKey.curve ?? curveByOid(issuer.curve);
}

function isPoint({ ecdsa }: EcdsaCurve, point: Uint8Array): boolean {
  return readPoint(ecdsa.Point, point) !== undefined;
}

/** A link may have expired: otherwise a card that lay in a drawer would be lost. */
function areDatesRight(
  { role, effective, expiration }: Certificate,
  issuer: TrustedKey,
  today: Day,
): boolean {
  if (expiration < effective || issuer.expiration < effective) return false;
  if (role === 'cvca') return true;
  const issuerCounts = role !== 'terminal';
  return expiration >= today && (!issuerCounts || issuer.expiration >= today);
}
