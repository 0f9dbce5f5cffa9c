import { ECPrivateKey } from '@peculiar/asn1-ecc';
import { AsnConvert } from '@peculiar/asn1-schema';
import { type Bytes, concat, equalBytes } from '../kit/bytes.ts';
import { decodeTlv, decodeTlvs, encodeTlv, type Tlv, TlvError } from '../kit/tlv.ts';
import {
  type CvCertificate,
  CvCertificateError,
  decodeCvCertificate,
  isSignedBy,
} from './cv-certificate.ts';
import { curveOf, decodeEcParameters } from './ec-parameters.ts';
import { type EcdsaCurve, signEcdsa } from './primitives/ecdsa.ts';
import type { TerminalAuthority } from './terminal-authority.ts';

/**
 * A terminal authority whose certificates and key lie in a folder, as `cvc-create` of OpenPACE
 * makes them: for a desk and for tests. A terminal in the field has no such key.
 */

export interface AuthorityFiles {
  readonly documentVerifier: Bytes;
  readonly terminal: Bytes;
  readonly privateKey: Bytes;
  /** From an older trust point to a newer one, in any order. */
  readonly links: readonly Bytes[];
  /** Only checked against, never sent: the chip has its own. */
  readonly cvca?: Bytes;
}

export interface FolderAuthority extends TerminalAuthority {
  /** Wipes the key. */
  close(): void;
}

/** Says which file is wrong, and how. */
export class AuthorityFolderError extends Error {
  readonly code = 'authority-folder';
}

const SEQUENCE = 0x30;
const OCTET_STRING = 0x04;

/** A certificate, and the bytes it came in, which are what the chip is to get. */
interface Read {
  readonly bytes: Bytes;
  readonly certificate: CvCertificate;
}

export function createFolderAuthority(files: AuthorityFiles): FolderAuthority {
  const documentVerifier = read('dv.cvcert', files.documentVerifier);
  const terminal = read('terminal.cvcert', files.terminal);
  const links = files.links.map((link) => read('link*.cvcert', link));
  const cvca = files.cvca ? [read('cvca.cvcert', files.cvca)] : [];
  // Whoever issued the document verifier's certificate need not lie in the folder.
  const known = [...cvca, ...links].filter((issuer) => isNamedBy(documentVerifier, issuer));
  if (known.length > 0) checkIssued('dv.cvcert', documentVerifier, known);
  checkIssued('terminal.cvcert', terminal, [documentVerifier]);
  const { holderReference, publicKey } = terminal.certificate;
  const { curve, key } = decodePrivateKey(files.privateKey);
  if (!equalBytes(curve.ecdsa.getPublicKey(key, false), publicKey.point)) {
    key.fill(0);
    throw new AuthorityFolderError('terminal.pkcs8 is not the key of terminal.cvcert');
  }
  let isOpen = true;
  return {
    async chainFor(references) {
      for (const reference of references) {
        const way = wayDown(reference, documentVerifier.certificate.authorityReference, links);
        if (!way) continue;
        const certificates = [...way, documentVerifier, terminal].map(({ bytes }) => bytes);
        return { kind: 'chain', certificates };
      }
      return { kind: 'refused', reason: 'no-chain' };
    },
    async sign(challenge) {
      if (!isOpen) return { kind: 'unreachable' };
      if (!equalBytes(challenge.holderReference, holderReference)) {
        return { kind: 'refused', reason: 'no-chain' };
      }
      const { idPicc, challenge: nonce, ephemeralKey, auxiliaryData } = challenge;
      const message = concat(idPicc, nonce, ephemeralKey, auxiliaryData);
      return { kind: 'signature', signature: signEcdsa(curve, publicKey.hash, message, key) };
    },
    close() {
      isOpen = false;
      key.fill(0);
    },
  };
}

/** The links that lead from a trust point to the one that issued the document verifier's. */
function wayDown(from: Bytes, to: Bytes, links: readonly Read[]): readonly Read[] | undefined {
  if (equalBytes(from, to)) return [];
  for (const link of links) {
    if (!equalBytes(link.certificate.authorityReference, from)) continue;
    // A link that was taken is out of the race, so that links in a circle end.
    const others = links.filter((other) => other !== link);
    const rest = wayDown(link.certificate.holderReference, to, others);
    if (rest) return [link, ...rest];
  }
  return undefined;
}

function read(name: string, bytes: Bytes): Read {
  try {
    return { bytes, certificate: decodeCvCertificate(bytes) };
  } catch (cause) {
    if (!(cause instanceof CvCertificateError)) throw cause;
    throw new AuthorityFolderError(`${name} is not a certificate: ${cause.fault}`, { cause });
  }
}

function isNamedBy({ certificate }: Read, issuer: Read): boolean {
  return equalBytes(certificate.authorityReference, issuer.certificate.holderReference);
}

function checkIssued(name: string, issued: Read, issuers: readonly Read[]): void {
  const isIssued = issuers.some(
    (issuer) =>
      isNamedBy(issued, issuer) && isSignedBy(issued.certificate, issuer.certificate.publicKey),
  );
  if (!isIssued) {
    throw new AuthorityFolderError(`${name} was not issued by the certificate above it`);
  }
}

/**
 * An ECPrivateKey (RFC 5915), as `cvc-create` writes it into its `.pkcs8` files, or the same
 * inside a PrivateKeyInfo (RFC 5208), as the name says and `openssl pkcs8` writes it.
 */
function decodePrivateKey(file: Bytes): { curve: EcdsaCurve; key: Bytes } {
  try {
    const [, second, third] = decodeTlvs(expect(decodeTlv(file), SEQUENCE));
    if (second?.tag !== SEQUENCE) return readEcPrivateKey(file, undefined);
    const [, parameters] = decodeTlvs(second.value);
    const inner = expect(third, OCTET_STRING);
    try {
      return readEcPrivateKey(inner, parameters);
    } finally {
      inner.fill(0);
    }
  } catch (cause) {
    if (cause instanceof AuthorityFolderError) throw cause;
    // The cause is left out: a parser's complaint may quote the key.
    throw new AuthorityFolderError('terminal.pkcs8 is not the private key of an elliptic curve');
  }
}

function readEcPrivateKey(der: Bytes, outer: Tlv | undefined): { curve: EcdsaCurve; key: Bytes } {
  const { parameters, privateKey } = AsnConvert.parse(der, ECPrivateKey);
  const named = outer && decodeEcParameters(encodeTlv(outer.tag, outer.value).buffer);
  const curve = named ?? (parameters && curveOf(parameters));
  if (!curve) throw new AuthorityFolderError('terminal.pkcs8 is on a curve that is not known');
  const parsed = new Uint8Array(privateKey.buffer);
  // RFC 5915, 3: as wide as the order; some writers drop leading zeros.
  const key = new Uint8Array(curve.ecdsa.lengths.secretKey ?? 0);
  key.set(parsed, key.length - parsed.length);
  parsed.fill(0);
  if (!curve.ecdsa.utils.isValidSecretKey(key)) throw new RangeError('out of range');
  return { curve, key };
}

function expect(object: Tlv | undefined, tag: number): Bytes {
  if (object?.tag !== tag) throw new TlvError(`expected tag ${tag.toString(16)}`);
  return object.value;
}
