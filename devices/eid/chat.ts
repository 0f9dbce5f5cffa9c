import { type Bytes, concat, equalBytes } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, TlvError } from '../kit/tlv.ts';
import { ID_AT, ID_IS, ID_ST } from './object-identifiers.ts';

/**
 * Certificate holder authorization template, TR-03110 part 3, C.1.5, and the rights of an
 * authentication terminal by name, part 4, 2.2.3.
 */

export type TerminalType = 'inspection-system' | 'authentication-terminal' | 'signature-terminal';
export type Role = 'cvca' | 'document-verifier-official' | 'document-verifier-foreign' | 'terminal';

export interface Chat {
  readonly terminalType: TerminalType;
  /** The role in the two highest bits, then the rights. */
  readonly authorization: Bytes;
}

/** In the order of the bits, lowest first; the two bits above are the role. */
export const RIGHT_NAMES = [
  'age-verification',
  'community-id-verification',
  'restricted-identification',
  'privileged-terminal',
  'can-allowed',
  'pin-management',
  'install-certificate',
  'install-qualified-certificate',
  'read-dg1',
  'read-dg2',
  'read-dg3',
  'read-dg4',
  'read-dg5',
  'read-dg6',
  'read-dg7',
  'read-dg8',
  'read-dg9',
  'read-dg10',
  'read-dg11',
  'read-dg12',
  'read-dg13',
  'read-dg14',
  'read-dg15',
  'read-dg16',
  'read-dg17',
  'read-dg18',
  'read-dg19',
  'read-dg20',
  'read-dg21',
  'read-dg22',
  'pseudonymous-signature',
  'reserved-31',
  'write-dg22',
  'write-dg21',
  'write-dg20',
  'write-dg19',
  'write-dg18',
  'write-dg17',
] as const;

export type RightName = (typeof RIGHT_NAMES)[number];

const CHAT = 0x7f4c;
const OBJECT_IDENTIFIER = 0x06;
const DISCRETIONARY_DATA = 0x53;
const ROLE_MASK = 0xc0;
const ROLES: readonly Role[] = [
  'terminal',
  'document-verifier-foreign',
  'document-verifier-official',
  'cvca',
];
const TERMINAL_TYPES: readonly { type: TerminalType; oid: Bytes; length: number }[] = [
  { type: 'inspection-system', oid: ID_IS, length: 1 },
  { type: 'authentication-terminal', oid: ID_AT, length: 5 },
  { type: 'signature-terminal', oid: ID_ST, length: 1 },
];

/** The template of an authentication terminal that asks for these rights and no more. */
export function chatAskingFor(rights: readonly RightName[]): Chat {
  const authorization = new Uint8Array(5);
  for (const right of rights) {
    const bit = RIGHT_NAMES.indexOf(right);
    const at = 4 - Math.floor(bit / 8);
    authorization[at] = (authorization[at] ?? 0) | (1 << (bit % 8));
  }
  return { terminalType: 'authentication-terminal', authorization };
}

/** Encodes the whole `7F4C` object. */
export function encodeChat({ terminalType, authorization }: Chat): Bytes {
  const shape = TERMINAL_TYPES.find(({ type }) => type === terminalType);
  if (shape?.length !== authorization.length) throw new TlvError('a CHAT of another length');
  const oid = encodeTlv(OBJECT_IDENTIFIER, shape.oid);
  return encodeTlv(CHAT, concat(oid, encodeTlv(DISCRETIONARY_DATA, authorization)));
}

/** Decodes the whole `7F4C` object. Throws a `TlvError` on anything else. */
export function decodeChat(bytes: Uint8Array): Chat {
  const { tag, value } = decodeTlv(bytes);
  const [oid, template, ...rest] = decodeTlvs(value);
  if (tag !== CHAT || oid?.tag !== OBJECT_IDENTIFIER || template?.tag !== DISCRETIONARY_DATA) {
    throw new TlvError('not a CHAT');
  }
  const shape = TERMINAL_TYPES.find((known) => equalBytes(known.oid, oid.value));
  if (!shape) throw new TlvError('a CHAT of an unknown terminal type');
  if (rest.length > 0 || template.value.length !== shape.length) {
    throw new TlvError('a CHAT of another length');
  }
  return { terminalType: shape.type, authorization: template.value };
}

export function roleOf({ authorization }: Chat): Role {
  return ROLES[(authorization[0] ?? 0) >> 6] ?? 'terminal';
}

/** The rights of an authentication terminal; those of other terminal types have no names here. */
export function rightsOf({ terminalType, authorization }: Chat): RightName[] {
  if (terminalType !== 'authentication-terminal') return [];
  return RIGHT_NAMES.filter(
    (_, bit) => ((authorization[4 - Math.floor(bit / 8)] ?? 0) & (1 << (bit % 8))) !== 0,
  );
}

/**
 * What the chip grants: the intersection of all templates of the chain with the one of PACE
 * (TR-03110 part 3, 2.7).
 *
 * @returns `undefined` where the templates are not all of one terminal type
 */
export function effectiveAuthorization(first: Chat, ...others: readonly Chat[]): Chat | undefined {
  const { terminalType } = first;
  if (others.some((other) => other.terminalType !== terminalType)) return undefined;
  const authorization = first.authorization.map((byte, at) =>
    others.reduce((common, other) => common & (other.authorization[at] ?? 0), byte),
  );
  authorization[0] = (authorization[0] ?? 0) & ~ROLE_MASK;
  return { terminalType, authorization };
}
