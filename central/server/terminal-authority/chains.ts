import { createHash } from 'node:crypto';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { AuthorityError } from './authority-error.ts';
import { verifies } from './curves.ts';
import { type CvCertificate, readCvCertificate } from './cv-certificate.ts';

/**
 * A terminal's certificate with what leads to it: the document verifier's, and link certificates
 * from older trust points of cards to the one that issued the document verifier's.
 */
export interface Chain {
  /** Names the chain by its contents. */
  readonly digest: string;
  readonly links: readonly CvCertificate[];
  readonly documentVerifier: CvCertificate;
  readonly terminal: CvCertificate;
}

export type ChainStanding = 'not-yet' | 'valid' | 'ended';

/** So many certificates an answer to the kiosk holds. */
const LINKS_MAX = 6;

/** Reads certificates in any order. Throws an `AuthorityError` where they are no chain. */
export function readChain(certificates: readonly Uint8Array[]): Chain {
  const read = certificates.map((bytes) => readCvCertificate(bytes));
  const only = (role: CvCertificate['role'], name: string): CvCertificate => {
    const [certificate, ...more] = read.filter((candidate) => candidate.role === role);
    if (certificate && more.length === 0) return certificate;
    return broken(`there must be one certificate of ${name}, and there are ${more.length + 1}`);
  };
  const documentVerifier = only('document-verifier', 'a document verifier');
  const terminal = only('terminal', 'a terminal');
  const links = read.filter(({ role }) => role === 'country').filter(isLink);
  if (links.length > LINKS_MAX) broken(`there are more than ${LINKS_MAX} link certificates`);
  if (terminal.authorityReference !== documentVerifier.holderReference) {
    broken(`${terminal.holderReference} was not issued by ${documentVerifier.holderReference}`);
  }
  const { point, hash } = documentVerifier;
  if (!verifies(point, hash, terminal.body, terminal.signature)) {
    broken(`the signature of ${terminal.holderReference} is wrong`);
  }
  const digest = createHash('sha256');
  for (const { bytes } of [...links, documentVerifier, terminal]) digest.update(bytes);
  return { digest: digest.digest('hex'), links, documentVerifier, terminal };
}

/** The certificates that a card with this trust point needs, links first; undefined: none do. */
export function certificatesFrom(
  { links, documentVerifier, terminal }: Chain,
  trustPoint: string,
): readonly CvCertificate[] | undefined {
  const path: CvCertificate[] = [];
  let reference = trustPoint;
  while (reference !== documentVerifier.authorityReference) {
    const next = links.find((link) => link.authorityReference === reference);
    if (!next || path.includes(next)) return undefined;
    path.push(next);
    reference = next.holderReference;
  }
  return [...path, documentVerifier, terminal];
}

/** Cards accept ended link certificates, and no others: TR-03110 part 3, 2.5. */
export function standingOf(chain: Chain, day: string): ChainStanding {
  const { documentVerifier, terminal } = chain;
  if (lastDayOf(chain) < day) return 'ended';
  // A card takes over the date of a certificate from the future, and would refuse all older ones.
  return [documentVerifier, terminal].some(({ firstDay }) => firstDay > day) ? 'not-yet' : 'valid';
}

export function lastDayOf({ documentVerifier, terminal }: Chain): string {
  return [documentVerifier.lastDay, terminal.lastDay].sort()[0] ?? '';
}

/** Throws an `AuthorityError`. */
export function refuseEnded(chain: Chain, now: number): void {
  if (standingOf(chain, dayInBranch(now)) !== 'ended') return;
  const { holderReference } = chain.terminal;
  throw new AuthorityError(
    'certificate-ended',
    `The certificate ${holderReference}, or its issuer's, ended on ${lastDayOf(chain)}.`,
  );
}

/** A self-signed one is a card's trust point and of no use to it. */
function isLink({ authorityReference, holderReference }: CvCertificate): boolean {
  return authorityReference !== holderReference;
}

function broken(reason: string): never {
  throw new AuthorityError('chain-malformed', `The certificates are no chain: ${reason}.`);
}
