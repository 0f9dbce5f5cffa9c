import { type Bytes, bytesToUint, equalBytes } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, type Tlv, TlvError } from '../kit/tlv.ts';
import {
  ID_CA,
  ID_CI,
  ID_EID_SECURITY,
  ID_PACE,
  ID_PK,
  ID_PT,
  ID_RI,
  ID_TA,
  STANDARDIZED_DOMAIN_PARAMETERS,
} from './object-identifiers.ts';
import { startsWithOid } from './primitives/oid.ts';

/**
 * SecurityInfos of EF.CardAccess and EF.CardSecurity, TR-03110 part 3, A.1.1. Unknown ones are kept
 * as they are.
 */

/** AlgorithmIdentifier: standardized parameters by number, anything else as DER. */
export type DomainParameters =
  | { readonly kind: 'standardized'; readonly parameterId: number }
  | { readonly kind: 'explicit'; readonly algorithm: Bytes; readonly parameters: Bytes };

interface Info<Kind extends string> {
  readonly kind: Kind;
  /** Value of the protocol's OBJECT IDENTIFIER. */
  readonly protocol: Bytes;
}

export type PaceInfo = Info<'pace'> & { readonly version: number; readonly parameterId?: number };

export type SecurityInfo =
  | PaceInfo
  | (Info<'pace-domain-parameters'> & { domainParameters: DomainParameters; parameterId?: number })
  | (Info<'chip-authentication'> & { version: number; keyId?: number })
  | (Info<'chip-authentication-domain-parameters'> & {
      domainParameters: DomainParameters;
      keyId?: number;
    })
  | (Info<'chip-authentication-public-key'> & {
      domainParameters: DomainParameters;
      /** The point as the BIT STRING holds it. */
      publicKey: Bytes;
      keyId?: number;
    })
  | (Info<'terminal-authentication'> & { version: number })
  | (Info<'restricted-identification'> & {
      version: number;
      keyId: number;
      authorizedOnly: boolean;
      maxKeyLength?: number;
    })
  | (Info<'restricted-identification-domain-parameters'> & { domainParameters: DomainParameters })
  | (Info<'card-info-locator'> & { url: string })
  | (Info<'eid-security'> & {
      /** Value of the hash function's OBJECT IDENTIFIER. */
      hashAlgorithm: Bytes;
      dataGroupHashes: readonly { readonly dataGroup: number; readonly hash: Bytes }[];
    })
  | (Info<'privileged-terminal'> & { securityInfos: readonly SecurityInfo[] })
  | (Info<'unknown'> & { content: Bytes });

const SET = 0x31;
const SEQUENCE = 0x30;
const OBJECT_IDENTIFIER = 0x06;
const INTEGER = 0x02;
const BOOLEAN = 0x01;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const IA5_STRING = 0x16;

/** Decodes `SecurityInfos ::= SET OF SecurityInfo`. Throws a `TlvError` on anything else. */
export function decodeSecurityInfos(der: Uint8Array): SecurityInfo[] {
  return decodeTlvs(expectTag(decodeTlv(der), SET)).map(decodeSecurityInfo);
}

const COMPARED: ReadonlySet<SecurityInfo['kind']> = new Set([
  'pace',
  'pace-domain-parameters',
  'chip-authentication',
  'chip-authentication-domain-parameters',
  'terminal-authentication',
]);

/**
 * Whether the unsigned EF.CardAccess offers just what the signed EF.CardSecurity does. Else somebody
 * took the better offers away before the channel was agreed on (TR-03110 part 2, 3.4, note on A.1.2).
 */
export function offerTheSame(
  cardAccess: readonly SecurityInfo[],
  cardSecurity: readonly SecurityInfo[],
): boolean {
  const offers = (infos: readonly SecurityInfo[]): Set<string> =>
    new Set(infos.filter(({ kind }) => COMPARED.has(kind)).map((info) => JSON.stringify(info)));
  return offers(cardAccess).symmetricDifference(offers(cardSecurity)).size === 0;
}

function decodeSecurityInfo(object: Tlv): SecurityInfo {
  const [oid, required, optional] = decodeTlvs(expectTag(object, SEQUENCE));
  const protocol = expectTag(oid, OBJECT_IDENTIFIER);
  const shape = SHAPES.find(({ prefix }) => startsWithOid(protocol, prefix));
  if (!shape || required === undefined) {
    return { kind: 'unknown', protocol, content: encodeTlv(object.tag, object.value) };
  }
  // Infos with an algorithm after the protocol's base OID carry domain parameters instead.
  return shape.decode({ protocol, required, optional });
}

interface Parts {
  readonly protocol: Bytes;
  readonly required: Tlv;
  readonly optional: Tlv | undefined;
}

const SHAPES: readonly { prefix: Bytes; decode: (parts: Parts) => SecurityInfo }[] = [
  { prefix: ID_PACE, decode: decodePace },
  { prefix: ID_CA, decode: decodeChipAuthentication },
  { prefix: ID_PK, decode: decodePublicKey },
  { prefix: ID_TA, decode: decodeTerminalAuthentication },
  { prefix: ID_RI, decode: decodeRestrictedIdentification },
  { prefix: ID_CI, decode: decodeCardInfoLocator },
  { prefix: ID_EID_SECURITY, decode: decodeEidSecurity },
  { prefix: ID_PT, decode: decodePrivilegedTerminal },
];

function decodePace({ protocol, required, optional }: Parts): SecurityInfo {
  const parameterId = optionalInteger('parameterId', optional);
  if (required.tag === SEQUENCE) {
    const domainParameters = decodeDomainParameters(required);
    return { kind: 'pace-domain-parameters', protocol, domainParameters, ...parameterId };
  }
  return { kind: 'pace', protocol, version: integer(required), ...parameterId };
}

function decodeChipAuthentication({ protocol, required, optional }: Parts): SecurityInfo {
  const keyId = optionalInteger('keyId', optional);
  if (required.tag === SEQUENCE) {
    const domainParameters = decodeDomainParameters(required);
    return { kind: 'chip-authentication-domain-parameters', protocol, domainParameters, ...keyId };
  }
  return { kind: 'chip-authentication', protocol, version: integer(required), ...keyId };
}

function decodePublicKey({ protocol, required, optional }: Parts): SecurityInfo {
  const [algorithm, subjectPublicKey] = decodeTlvs(expectTag(required, SEQUENCE));
  if (!algorithm) throw new TlvError('a public key without its algorithm');
  const domainParameters = decodeDomainParameters(algorithm);
  const [unusedBits, ...publicKey] = expectTag(subjectPublicKey, BIT_STRING);
  if (unusedBits !== 0) throw new TlvError('a public key that is not made of whole bytes');
  return {
    kind: 'chip-authentication-public-key',
    protocol,
    domainParameters,
    publicKey: Uint8Array.from(publicKey),
    ...optionalInteger('keyId', optional),
  };
}

function decodeTerminalAuthentication({ protocol, required }: Parts): SecurityInfo {
  return { kind: 'terminal-authentication', protocol, version: integer(required) };
}

function decodeRestrictedIdentification({ protocol, required, optional }: Parts): SecurityInfo {
  const [first, keyId, authorizedOnly] = decodeTlvs(expectTag(required, SEQUENCE));
  if (first?.tag === OBJECT_IDENTIFIER) {
    const domainParameters = decodeDomainParameters(required);
    return { kind: 'restricted-identification-domain-parameters', protocol, domainParameters };
  }
  return {
    kind: 'restricted-identification',
    protocol,
    version: integer(first),
    keyId: integer(keyId),
    authorizedOnly: expectTag(authorizedOnly, BOOLEAN).some((byte) => byte !== 0),
    ...optionalInteger('maxKeyLength', optional),
  };
}

function decodeCardInfoLocator({ protocol, required }: Parts): SecurityInfo {
  const url = String.fromCharCode(...expectTag(required, IA5_STRING));
  return { kind: 'card-info-locator', protocol, url };
}

function decodeEidSecurity({ protocol, required }: Parts): SecurityInfo {
  const [algorithm, hashes] = decodeTlvs(expectTag(required, SEQUENCE));
  const [oid] = decodeTlvs(expectTag(algorithm, SEQUENCE));
  const dataGroupHashes = decodeTlvs(expectTag(hashes, SEQUENCE)).map((object) => {
    const [dataGroup, hash] = decodeTlvs(expectTag(object, SEQUENCE));
    return { dataGroup: integer(dataGroup), hash: expectTag(hash, OCTET_STRING) };
  });
  const hashAlgorithm = expectTag(oid, OBJECT_IDENTIFIER);
  return { kind: 'eid-security', protocol, hashAlgorithm, dataGroupHashes };
}

function decodePrivilegedTerminal({ protocol, required }: Parts): SecurityInfo {
  const securityInfos = decodeTlvs(expectTag(required, SET)).map(decodeSecurityInfo);
  return { kind: 'privileged-terminal', protocol, securityInfos };
}

function decodeDomainParameters(algorithmIdentifier: Tlv): DomainParameters {
  const [algorithm, parameters] = decodeTlvs(expectTag(algorithmIdentifier, SEQUENCE));
  const oid = expectTag(algorithm, OBJECT_IDENTIFIER);
  if (equalBytes(oid, STANDARDIZED_DOMAIN_PARAMETERS)) {
    return { kind: 'standardized', parameterId: integer(parameters) };
  }
  if (!parameters) throw new TlvError('domain parameters without parameters');
  return {
    kind: 'explicit',
    algorithm: oid,
    parameters: encodeTlv(parameters.tag, parameters.value),
  };
}

function optionalInteger<Name extends string>(
  name: Name,
  object: Tlv | undefined,
): Partial<Record<Name, number>> {
  if (!object) return {};
  return { [name]: integer(object) } as Partial<Record<Name, number>>;
}

/** An unsigned INTEGER; the numbers of SecurityInfos are small. */
function integer(object: Tlv | undefined): number {
  const value = expectTag(object, INTEGER);
  const first = value[0];
  if (first === undefined || first >= 0x80 || value.length > 4) {
    throw new TlvError('not a small unsigned INTEGER');
  }
  return bytesToUint(value);
}

function expectTag(object: Tlv | undefined, tag: number): Bytes {
  if (object?.tag !== tag) {
    throw new TlvError(`expected tag ${tag.toString(16)}, found ${object?.tag.toString(16)}`);
  }
  return object.value;
}
