import { randomUUID } from 'node:crypto';
import type { Database, Queries } from '../database/database.ts';
import { findRequest, inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { readConfiguration } from './configuration.ts';
import { addEntry, changeEntry, findEntry } from './entry-changes.ts';
import { rejoin } from './lane-entries.ts';
import { laneNote } from './lane-note.ts';
import { newEntry } from './new-entry.ts';

/**
 * Brings the queue in step with what happened elsewhere: visitors whom the fast lane sends to a
 * counter come in under their call sign, those it served leave, and yesterday's entries end. Done
 * before anybody is called or listed, and by the sweep; costs one reading where there is nothing to
 * do.
 */

const CENTRAL = { kind: 'central' } as const;

export async function tidyQueue(database: Database, branchId: string, now: number): Promise<void> {
  if ((await untidy(database, branchId, now)).length === 0) return;
  await inBranch(database, branchId, async (queries) => {
    await tidyLocked(queries, branchId, now);
  });
}

/** As `tidyQueue`, in a transaction that holds the lock of the branch. */
export async function tidyLocked(queries: Queries, branchId: string, now: number): Promise<void> {
  for (const { kind, id } of await untidy(queries, branchId, now)) {
    if (kind === 'enter') await enterFromFastLane(queries, id, { branchId, now });
    else await endEntry(queries, id, kind, now);
  }
}

interface Untidy {
  readonly kind: 'enter' | 'settle' | 'lapse';
  readonly id: string;
}

function untidy(queries: Queries, branchId: string, now: number): Promise<Untidy[]> {
  return queries.query<Untidy>(UNTIDY, [branchId, dayInBranch(now)]);
}

const UNTIDY = `
  SELECT * FROM (
    SELECT 'enter' AS kind, r.id, r.opened_at AS at
    FROM fast_lane_requests r
    WHERE r.branch_id = $1 AND r.day = $2 AND r.ticket = 'waiting'
      AND NOT EXISTS (SELECT 1 FROM queue_entries e WHERE e.request_id = r.id)
      AND EXISTS (SELECT 1 FROM queue_configurations c
        WHERE c.branch_id = $1 AND c.body ->> 'fastLaneServiceId' IS NOT NULL)
    UNION ALL
    SELECT 'settle', e.id, e.queued_at
    FROM queue_entries e JOIN fast_lane_requests r ON r.id = e.request_id
    WHERE e.branch_id = $1 AND e.state IN ('waiting', 'parked', 'missed') AND r.ticket = 'served'
    UNION ALL
    SELECT 'lapse', id, queued_at FROM queue_entries
    WHERE branch_id = $1 AND day < $2
      AND state IN ('waiting', 'called', 'serving', 'parked', 'missed')
  ) untidy ORDER BY at, id`;

async function enterFromFastLane(
  queries: Queries,
  requestId: string,
  { branchId, now }: { branchId: string; now: number },
): Promise<void> {
  const { fastLaneServiceId: serviceId } = await readConfiguration(queries, branchId);
  const stored = await findRequest(queries, requestId);
  if (serviceId === null || stored === null) return;
  if (await rejoin(queries, stored, now)) return;
  const { day, request } = stored;
  const entry = newEntry({
    ...{ branchId, day, id: randomUUID(), ticket: request.callSign, serviceId, now },
    ...{ kioskId: request.kiosk.id, requestId: request.id },
    // They have waited at the kiosk since.
    queuedAt: Date.parse(request.openedAt),
    note: laneNote(request),
  });
  await addEntry(queries, { stored: entry, actor: CENTRAL, now });
}

async function endEntry(
  queries: Queries,
  entryId: string,
  kind: 'settle' | 'lapse',
  now: number,
): Promise<void> {
  const stored = await findEntry(queries, entryId);
  if (stored) await changeEntry(queries, { stored, step: { kind }, actor: CENTRAL, now });
}
