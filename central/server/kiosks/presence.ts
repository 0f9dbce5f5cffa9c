import type { Queries } from '../database/database.ts';

/** Which kiosks there are, and which of them hold a link to some node. */

/** A node that dies takes its kiosks' presence with it after this. */
export const PRESENCE_MS = 30_000;

export interface PresentKiosk {
  readonly id: string;
  readonly name: string;
  readonly connected: boolean;
  readonly lastSeenAt: Date | null;
}

/** For the node that holds these kiosks' links; to be repeated well within `PRESENCE_MS`. */
export async function markConnected(
  queries: Queries,
  kioskIds: readonly string[],
  now: number,
): Promise<void> {
  await queries.query(
    `UPDATE kiosks SET last_seen_at = $2, connected_until = $3 WHERE id = ANY($1::uuid[])`,
    [kioskIds, new Date(now), new Date(now + PRESENCE_MS)],
  );
}

export async function listKiosks(
  queries: Queries,
  branchId: string,
  now: number,
): Promise<PresentKiosk[]> {
  return queries.query<PresentKiosk>(
    `SELECT id, name, coalesce(connected_until > $2, false) AS connected,
       last_seen_at AS "lastSeenAt"
     FROM kiosks WHERE branch_id = $1 ORDER BY length(name), name`,
    [branchId, new Date(now)],
  );
}
