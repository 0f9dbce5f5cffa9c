import { randomBytes } from 'node:crypto';
import type { Queries } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { AuthorityKeys } from './authority-keys.ts';
import { readChains } from './chain-table.ts';
import { type Chain, certificatesFrom, standingOf } from './chains.ts';
import { verifies } from './curves.ts';
import type { CvCertificate } from './cv-certificate.ts';

/**
 * The chains that this node can use: those of the database whose key is among its own, which each
 * chain's key proves once by a signature.
 */
export interface ChainBook {
  /** Reads the database anew. Throws an `AuthorityError` where the keys cannot be asked. */
  reload(): Promise<void>;
  /** The newest first. */
  entries(): readonly ChainEntry[];
  /** References newest first; the first that a valid chain leads from wins. */
  chainFor(references: readonly string[], now: number): Choice<readonly CvCertificate[]>;
  signerFor(holderReference: string, now: number): Choice<ChainEntry>;
}

export interface ChainEntry {
  readonly chain: Chain;
  readonly keyName: string;
}

export type Choice<Found> =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'none' }
  /** There was one, and its time is over. */
  | { readonly kind: 'ended' };

export interface ChainBookParts {
  readonly queries: Queries;
  readonly keys: AuthorityKeys;
  /** Told once of each chain that none of the keys belongs to. */
  readonly onForeign: (chain: Chain) => void;
}

export function createChainBook({ queries, keys, onForeign }: ChainBookParts): ChainBook {
  const keyNames = new Map<string, string>();
  const foreign = new Set<string>();
  let entries: readonly ChainEntry[] = [];

  const prove = async (chain: Chain): Promise<void> => {
    if (keyNames.has(chain.digest)) return;
    const name = await findKey(keys, chain.terminal);
    if (name !== undefined) keyNames.set(chain.digest, name);
    else if (!foreign.has(chain.digest)) {
      foreign.add(chain.digest);
      onForeign(chain);
    }
  };

  return {
    async reload() {
      const chains = await readChains(queries);
      for (const chain of chains) await prove(chain);
      entries = chains
        .flatMap((chain) => {
          const keyName = keyNames.get(chain.digest);
          return keyName === undefined ? [] : [{ chain, keyName }];
        })
        // The sort is stable: of two from one day the one imported last stays first.
        .sort((one, other) => compare(other.chain.terminal.firstDay, one.chain.terminal.firstDay));
    },
    entries: () => entries,
    chainFor(references, now) {
      const day = dayInBranch(now);
      const leading = references.flatMap((reference) =>
        entries.flatMap(({ chain }) => {
          const certificates = certificatesFrom(chain, reference);
          return certificates ? [{ chain, found: certificates }] : [];
        }),
      );
      return choose(leading, day);
    },
    signerFor(holderReference, now) {
      const own = entries
        .filter(({ chain }) => chain.terminal.holderReference === holderReference)
        .map((entry) => ({ chain: entry.chain, found: entry }));
      return choose(own, dayInBranch(now));
    },
  };
}

function choose<Found>(
  candidates: readonly { chain: Chain; found: Found }[],
  day: string,
): Choice<Found> {
  const valid = candidates.find(({ chain }) => standingOf(chain, day) === 'valid');
  if (valid) return { kind: 'found', found: valid.found };
  const hasEnded = candidates.some(({ chain }) => standingOf(chain, day) === 'ended');
  return { kind: hasEnded ? 'ended' : 'none' };
}

/** The name of the key that proves, by a signature, that the certificate is its own. */
export async function findKey(
  keys: AuthorityKeys,
  { point, hash }: CvCertificate,
): Promise<string | undefined> {
  const probe = randomBytes(32);
  for (const name of await keys.names()) {
    if (verifies(point, hash, probe, await keys.sign(name, probe, hash))) return name;
  }
  return undefined;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
