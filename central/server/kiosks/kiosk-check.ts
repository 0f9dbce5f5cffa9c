import type { Database } from '../database/database.ts';
import type { Identify } from '../http/decorations.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { CREATED_WITHIN_MS, checkSignature } from './signature.ts';

/** Who signed a request, and that it was not sent before. */

export interface KioskCheckParts {
  readonly database: Database;
  readonly now: () => number;
}

/** A signature from a clock that is ahead counts for twice the time after it came first. */
const NONCE_KEPT_MS = 3 * CREATED_WITHIN_MS;
const PRUNE_EVERY_MS = 60_000;
/** How exact the time of the last request is; saves a write on every request. */
const SEEN_STEP_MS = 10_000;

interface StoredKiosk extends KioskIdentity {
  readonly publicKey: Uint8Array;
}

export function createKioskCheck({ database, now }: KioskCheckParts): Identify['kiosk'] {
  let prunedAt = Number.NEGATIVE_INFINITY;
  return async (request) => {
    const at = now();
    const { kiosk, nonce } = await checkSignature(request, {
      now: at,
      findKiosk: (id) => findKiosk(database, id),
    });
    if (at - prunedAt >= PRUNE_EVERY_MS) {
      prunedAt = at;
      await database.query('DELETE FROM kiosk_nonces WHERE seen_at < $1', [
        new Date(at - NONCE_KEPT_MS),
      ]);
    }
    if (!(await isNew(database, kiosk.id, nonce, at))) {
      throw new ProblemError('replayed', 'A request with this nonce was here before.');
    }
    return { id: kiosk.id, name: kiosk.name, branchId: kiosk.branchId };
  };
}

async function findKiosk(database: Database, id: string): Promise<StoredKiosk | undefined> {
  const rows = await database.query<StoredKiosk>(
    `SELECT id, name, branch_id AS "branchId", public_key AS "publicKey"
     FROM kiosks WHERE id = $1`,
    [id],
  );
  return rows[0];
}

async function isNew(
  database: Database,
  kioskId: string,
  nonce: string,
  at: number,
): Promise<boolean> {
  const rows = await database.query(
    `WITH fresh AS (
       INSERT INTO kiosk_nonces (kiosk_id, nonce, seen_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING kiosk_id
     ), seen AS (
       UPDATE kiosks SET last_seen_at = $3
       WHERE id IN (SELECT kiosk_id FROM fresh) AND coalesce(last_seen_at < $4, true)
     )
     SELECT kiosk_id FROM fresh`,
    [kioskId, nonce, new Date(at), new Date(at - SEEN_STEP_MS)],
  );
  return rows.length > 0;
}
