import { curveByParameters, type EcdsaCurve, type HashName } from '../../eid/primitives/ecdsa.ts';
import { type Bytes, equalBytes, fromHex, toHex } from '../../kit/bytes.ts';
import { decodeTlvAt, findTlv, type Tlv } from '../../kit/tlv.ts';
import { type Day, isDay } from './calendar.ts';
import { roleBits, TEMPLATE_BYTES } from './rights.ts';
import { orUndefined, readTlvs } from './tlv-or-nothing.ts';

/**
 * Card-verifiable certificates of authentication terminals as the chip reads them, TR-03110-3
 * sections C.1 and D.3.3. Reading is total and knows one form only: all objects in their order.
 */

export type Role = 'cvca' | 'dv-official' | 'dv-other' | 'terminal';

export interface Certificate {
  /** References as hexadecimal digits. */
  readonly issuer: string;
  readonly holder: string;
  readonly role: Role;
  /** The template with its role bits, as hexadecimal digits. */
  readonly rights: string;
  readonly effective: Day;
  readonly expiration: Day;
  readonly publicKey: PublicKey;
  readonly signedBody: Bytes;
  readonly signature: Bytes;
}

export interface PublicKey {
  readonly hash: HashName;
  /** Undefined: the curve is that of the issuer. */
  readonly curve: EcdsaCurve | undefined;
  readonly point: Bytes;
}

const TAG = { body: 0x7f4e, signature: 0x5f37, key: 0x7f49, template: 0x7f4c, extensions: 0x65 };
const BODY_TAGS = [0x5f29, 0x42, TAG.key, 0x5f20, TAG.template, 0x5f25, 0x5f24];
const PROFILE = 0x00;
const REFERENCE_BYTES = { least: 7, most: 16 };
const ROLES: readonly Role[] = ['terminal', 'dv-other', 'dv-official', 'cvca'];
const AUTHENTICATION_TERMINAL = fromHex('04007F000703010202');

/** id-TA-ECDSA; the byte that follows says which hash. SHA-1 is not accepted any more. */
const TERMINAL_AUTHENTICATION_ECDSA = fromHex('04007F000702020202');
const HASHES: ReadonlyMap<number, HashName> = new Map([
  [2, 'SHA-224'],
  [3, 'SHA-256'],
  [4, 'SHA-384'],
  [5, 'SHA-512'],
]);

/** Body and signature as PSO: Verify Certificate carries them, without `7F21` around them. */
export function readCertificate(data: Bytes): Certificate | undefined {
  const body = orUndefined(() => decodeTlvAt(data, 0));
  const rest = body && orUndefined(() => decodeTlvAt(data, body.end));
  if (body?.object.tag !== TAG.body || rest?.object.tag !== TAG.signature) return undefined;
  if (rest.end !== data.length) return undefined;
  const content = readBody(body.object.value);
  return (
    content && { ...content, signedBody: data.slice(0, body.end), signature: rest.object.value }
  );
}

/** The hash that a terminal authentication mechanism names, e.g. id-TA-ECDSA-SHA-256. */
export function hashOf(mechanism: Bytes): HashName | undefined {
  const prefix = mechanism.slice(0, -1);
  if (!equalBytes(prefix, TERMINAL_AUTHENTICATION_ECDSA)) return undefined;
  return HASHES.get(mechanism.at(-1) ?? 0);
}

export function isHashName(text: string): text is HashName {
  return [...HASHES.values()].some((name) => name === text);
}

function readBody(body: Bytes): Omit<Certificate, 'signedBody' | 'signature'> | undefined {
  const objects = readTlvs(body);
  if (objects === undefined || !hasTags(objects, BODY_TAGS, TAG.extensions)) return undefined;
  const [profile, issuer, key, holder, template, from, to] = objects.map(({ value }) => value);
  if (!profile || !issuer || !key || !holder || !template || !from || !to) return undefined;
  const publicKey = readPublicKey(key);
  const rights = readTemplate(template);
  const effective = readDay(from);
  const expiration = readDay(to);
  const role = rights && ROLES[roleBits(rights)];
  if (!publicKey || !rights || !role || !effective || !expiration) return undefined;
  if (profile.length !== 1 || profile[0] !== PROFILE) return undefined;
  if (!isReference(issuer) || !isReference(holder)) return undefined;
  return {
    issuer: toHex(issuer),
    holder: toHex(holder),
    role,
    rights: toHex(rights),
    effective,
    expiration,
    publicKey,
  };
}

/** Only the last object may be missing. */
function hasTags(objects: readonly Tlv[], tags: readonly number[], last: number): boolean {
  const expected = objects.length > tags.length ? [...tags, last] : tags;
  return (
    objects.length === expected.length &&
    objects.every((object, index) => object.tag === expected[index])
  );
}

function isReference(reference: Bytes): boolean {
  const { least, most } = REFERENCE_BYTES;
  return reference.length >= least && reference.length <= most;
}

function readTemplate(template: Bytes): Bytes | undefined {
  const objects = readTlvs(template);
  if (objects === undefined || !hasTags(objects, [0x06], 0x53)) return undefined;
  const [role, rights] = objects.map(({ value }) => value);
  if (!role || !equalBytes(role, AUTHENTICATION_TERMINAL)) return undefined;
  return rights?.length === TEMPLATE_BYTES ? rights : undefined;
}

/** Domain parameters all or none, the cofactor aside; the curve is looked up, never built. */
function readPublicKey(key: Bytes): PublicKey | undefined {
  const objects = readTlvs(key) ?? [];
  const hash = hashOf(findTlv(objects, 0x06) ?? new Uint8Array(0));
  const point = findTlv(objects, 0x86);
  if (hash === undefined || point === undefined) return undefined;
  if (hasTags(objects, [0x06], 0x86)) return { hash, curve: undefined, point };
  const [, p, a, b, generator, order, , cofactor] = objects.map(({ value }) => value);
  if (!hasTags(objects, [0x06, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86], 0x87)) return undefined;
  if (!p || !a || !b || !generator || !order) return undefined;
  // Every curve that is looked up has the cofactor 1.
  if (cofactor !== undefined && !equalBytes(cofactor, Uint8Array.of(1))) return undefined;
  const curve = curveByParameters({ p, a, b, generator, order });
  return curve && { hash, curve, point };
}

/** YYMMDD of this century, one digit a byte, TR-03110-3 section D.2.1.3. */
function readDay(digits: Bytes): Day | undefined {
  if (digits.length !== 6 || digits.some((digit) => digit > 9)) return undefined;
  const [year, month, day] = [0, 2, 4].map((start) => digits.slice(start, start + 2).join(''));
  const text = `20${year}-${month}-${day}`;
  return isDay(text) ? text : undefined;
}
