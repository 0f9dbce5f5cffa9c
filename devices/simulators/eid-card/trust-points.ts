import { curveByOid } from '../../eid/primitives/ecdsa.ts';
import { type Bytes, fromHex } from '../../kit/bytes.ts';
import { type Day, isDay } from './calendar.ts';
import { type TrustedKey, verifySelfSigned } from './certificate-checks.ts';
import { isHashName, readCertificate } from './certificates.ts';
import { TEMPLATE_BYTES } from './rights.ts';
import { readTlv } from './tlv-or-nothing.ts';

/** What the chip believes for good: one or two country authorities and a day, TR-03110-3 2.5. */
export interface Trust {
  /** The chip has no clock: the latest day that a certificate has told it. */
  readonly date: Day;
  /** Newest first. */
  readonly points: readonly TrustedKey[];
}

const MOST_POINTS = 2;

/** The trust point that a self-signed certificate (`7F21 …`) makes; undefined where it is none. */
export function trustPointOf(certificate: Bytes): TrustedKey | undefined {
  const content = readTlv(certificate, 0x7f21);
  const read = content && readCertificate(content);
  return read && verifySelfSigned(read);
}

export type Learning = { readonly kind: 'learnt'; readonly trust: Trust } | { kind: 'refused' };

/** What the chip keeps of a certificate it has just verified. */
export function learn(trust: Trust, holder: TrustedKey, issuer: TrustedKey): Learning {
  const points = holder.role === 'cvca' ? withLink(trust.points, holder, issuer) : trust.points;
  if (points === undefined) return { kind: 'refused' };
  const date = tellsTheDay(holder, issuer) && holder.effective > trust.date;
  if (points === trust.points && !date) return { kind: 'learnt', trust };
  return { kind: 'learnt', trust: { points, date: date ? holder.effective : trust.date } };
}

/** The newest authority names its successor and becomes the previous one. */
function withLink(
  points: readonly TrustedKey[],
  holder: TrustedKey,
  issuer: TrustedKey,
): readonly TrustedKey[] | undefined {
  const [newest] = points;
  if (points.some(({ reference }) => reference === holder.reference)) return points;
  return newest?.reference === issuer.reference
    ? [holder, ...points].slice(0, MOST_POINTS)
    : undefined;
}

/** Country authorities, official verifiers and their terminals are believed about the date. */
function tellsTheDay(holder: TrustedKey, issuer: TrustedKey): boolean {
  if (holder.role === 'terminal') return issuer.role === 'dv-official';
  return holder.role !== 'dv-other';
}

export function sameTrust(left: Trust | undefined, right: Trust | undefined): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** For what comes from a file. */
export function isTrust(value: unknown): value is Trust {
  if (typeof value !== 'object' || value === null) return false;
  const { date, points }: Partial<Trust> = value;
  return (
    isDayText(date) &&
    Array.isArray(points) &&
    points.length >= 1 &&
    points.length <= MOST_POINTS &&
    points.every(isTrustPoint)
  );
}

function isTrustPoint(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { reference, role, rights, curve, hash, point, ...days }: Partial<TrustedKey> = value;
  return (
    isHex(reference) &&
    role === 'cvca' &&
    isHex(rights) &&
    fromHex(rights).length === TEMPLATE_BYTES &&
    typeof curve === 'string' &&
    curveByOid(curve) !== undefined &&
    typeof hash === 'string' &&
    isHashName(hash) &&
    isHex(point) &&
    isDayText(days.effective) &&
    isDayText(days.expiration)
  );
}

function isDayText(value: unknown): boolean {
  return typeof value === 'string' && isDay(value);
}

function isHex(value: unknown): value is string {
  return typeof value === 'string' && /^([0-9A-F]{2})+$/.test(value);
}
