import { AuthorityError } from './authority-error.ts';
import type { HashName } from './authority-keys.ts';
import { readTagged, readTlvs, type Tlv } from './tlv.ts';

/**
 * Card-verifiable certificates of authentication terminals, as far as the authority must read them:
 * TR-03110 part 3, C.1 and D.2. The card checks them in full.
 */
export interface CvCertificate {
  /** `7F21 …`, as the card gets it. */
  readonly bytes: Uint8Array;
  /** `7F4E …`, which the signature covers. */
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
  /** Latin-1 text: country, mnemonic, sequence number. */
  readonly authorityReference: string;
  readonly holderReference: string;
  readonly role: CertificateRole;
  readonly point: Uint8Array;
  /** What the holder's key signs with. */
  readonly hash: HashName;
  /** `YYYY-MM-DD`; the last day is still good. */
  readonly firstDay: string;
  readonly lastDay: string;
}

export type CertificateRole = 'country' | 'document-verifier' | 'terminal';

/** id-TA-ECDSA-SHA-*: 0.4.0.127.0.7.2.2.2.2.n, TR-03110 part 3, A.7.1. */
const SIGNATURE_OIDS: ReadonlyMap<string, HashName> = new Map([
  ['04007f00070202020203', 'sha256'],
  ['04007f00070202020204', 'sha384'],
  ['04007f00070202020205', 'sha512'],
]);
/** id-AT: TR-03110 part 4, 2.2.3.2. */
const AUTHENTICATION_TERMINAL_OID = '04007f000703010202';
const AUTHORISATION_BYTES = 5;
/** Bits 39 and 38; both kinds of document verifier are one to us. */
const ROLES: readonly CertificateRole[] = [
  'terminal',
  'document-verifier',
  'document-verifier',
  'country',
];
const BODY_TAGS = [0x5f29, 0x42, 0x7f49, 0x5f20, 0x7f4c, 0x5f25, 0x5f24];
const EXTENSIONS_TAG = 0x65;
const REFERENCE_LENGTHS = { min: 8, max: 16 };

/** Throws an `AuthorityError` that says which part is wrong. */
export function readCvCertificate(bytes: Uint8Array): CvCertificate {
  const [certificate] = readTagged(bytes, [0x7f21]) ?? malformed('it is not one object 7F21');
  const [body, signature] =
    readTagged(certificate?.value ?? bytes, [0x7f4e, 0x5f37]) ??
    malformed('it does not hold a body and a signature');
  if (!body || !signature) malformed('it does not hold a body and a signature');
  const [profile, authority, key, holder, authorisation, effective, expiration] = readBody(body);
  if (profile?.value.length !== 1 || profile.value[0] !== 0) malformed('its profile is not 0');
  return {
    bytes,
    body: body.whole,
    signature: signature.value,
    authorityReference: readReference(authority),
    holderReference: readReference(holder),
    role: readRole(authorisation),
    ...readKey(key),
    firstDay: readDay(effective),
    lastDay: readDay(expiration),
  };
}

function readBody({ value }: Tlv): readonly Tlv[] {
  return (
    readTagged(value, BODY_TAGS) ??
    readTagged(value, [...BODY_TAGS, EXTENSIONS_TAG]) ??
    malformed('its body does not hold the fields of a certificate in their order')
  );
}

function readReference(field: Tlv | undefined): string {
  const { min, max } = REFERENCE_LENGTHS;
  const { length } = field?.value ?? '';
  if (!field || length < min || length > max) malformed('a reference has a wrong length');
  return latin1(field.value);
}

function readRole(field: Tlv | undefined): CertificateRole {
  const [oid, template] = readTagged(field?.value ?? new Uint8Array(), [0x06, 0x53]) ?? [];
  if (!oid || hex(oid.value) !== AUTHENTICATION_TERMINAL_OID) {
    malformed('it is not for an authentication terminal');
  }
  const role = ROLES[(template?.value[0] ?? 0) >> 6];
  if (template?.value.length !== AUTHORISATION_BYTES || !role)
    malformed('its rights are malformed');
  return role;
}

function readKey(field: Tlv | undefined): { hash: HashName; point: Uint8Array } {
  const parts = readTlvs(field?.value ?? new Uint8Array()) ?? [];
  const [oid] = parts;
  const hash = oid?.tag === 0x06 ? SIGNATURE_OIDS.get(hex(oid.value)) : undefined;
  if (!hash) malformed('its key is not for ECDSA with SHA-256, SHA-384 or SHA-512');
  const points = parts.filter(({ tag }) => tag === 0x86);
  const [point] = points;
  if (!point || points.length !== 1) malformed('its key holds no public point');
  return { hash, point: point.value };
}

/** Six bytes, one digit each: YYMMDD. */
function readDay(field: Tlv | undefined): string {
  const digits = [...(field?.value ?? [])];
  if (digits.length !== 6 || digits.some((digit) => digit > 9)) malformed('a date is malformed');
  const [year, month, day] = [0, 2, 4].map((at) => digits.slice(at, at + 2).join(''));
  const text = `20${year}-${month}-${day}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    malformed('a date is not a day of the calendar');
  }
  return text;
}

function malformed(reason: string): never {
  throw new AuthorityError('certificate-malformed', `a certificate cannot be read: ${reason}`);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
