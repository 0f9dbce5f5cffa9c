import { z } from 'zod';
import type { Queries } from '../database/database.ts';
import { type Chain, readChain } from './chains.ts';

/** Chains in the database, shared by all nodes; what was imported is never changed. */

export const CHAINS_CHANNEL = 'authority_chains';

/** @returns whether it was not there yet. All nodes are told. */
export async function importChain(queries: Queries, chain: Chain, now: number): Promise<boolean> {
  const certificates = [...chain.links, chain.documentVerifier, chain.terminal];
  const imported = await queries.query(
    `INSERT INTO authority_chains (digest, certificates, imported_at) VALUES ($1, $2, $3)
     ON CONFLICT (digest) DO NOTHING RETURNING digest`,
    [
      chain.digest,
      JSON.stringify(certificates.map(({ bytes }) => Buffer.from(bytes).toString('hex'))),
      new Date(now).toISOString(),
    ],
  );
  await queries.query('SELECT pg_notify($1, $2)', [CHAINS_CHANNEL, chain.digest]);
  return imported.length > 0;
}

/** The latest import first. */
export async function readChains(queries: Queries): Promise<readonly Chain[]> {
  const rows = await queries.query<{ certificates: string }>(
    'SELECT certificates FROM authority_chains ORDER BY imported_at DESC, digest',
  );
  return rows.map(({ certificates }) =>
    readChain(storedCertificates.parse(JSON.parse(certificates))),
  );
}

const storedCertificates = z.array(z.hex().transform((digits) => Buffer.from(digits, 'hex')));
