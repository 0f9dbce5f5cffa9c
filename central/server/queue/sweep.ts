import type { Database } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { forgetPast } from './retention.ts';
import { tidyQueue } from './tidy.ts';

/**
 * Takes over whom the fast lane sends to a counter although nobody calls or lists, so that the
 * counters are told of them. Once a day it ends yesterday's entries and deletes what nobody needs any
 * more. Every node sweeps; `tidyQueue` looks again under the lock of the branch, so two nodes together
 * do each thing once.
 */
export function createQueueSweep(database: Database): (now: number) => Promise<void> {
  let endedDay: string | null = null;
  return async (now) => {
    const today = dayInBranch(now);
    const branches = await database.query<{ id: string }>(
      endedDay === today ? BRANCHES : `${BRANCHES} UNION ${WITH_YESTERDAYS}`,
      [today],
    );
    for (const { id } of branches) await tidyQueue(database, id, now);
    if (endedDay !== today) await forgetPast(database, today);
    endedDay = today;
  };
}

const BRANCHES = `
  SELECT r.branch_id AS id FROM fast_lane_requests r
  WHERE r.day = $1::date AND r.ticket = 'waiting'
    AND NOT EXISTS (SELECT 1 FROM queue_entries e WHERE e.request_id = r.id)
    AND EXISTS (SELECT 1 FROM queue_configurations c
      WHERE c.branch_id = r.branch_id AND c.body ->> 'fastLaneServiceId' IS NOT NULL)
  UNION
  SELECT e.branch_id FROM queue_entries e JOIN fast_lane_requests r ON r.id = e.request_id
  WHERE e.request_id IS NOT NULL AND e.state IN ('waiting', 'parked', 'missed')
    AND r.ticket = 'served'`;

const WITH_YESTERDAYS = `
  SELECT branch_id FROM queue_entries
  WHERE day < $1::date AND state IN ('waiting', 'called', 'serving', 'parked', 'missed')`;
