import { z } from 'zod';
import { type QueueConfiguration, queueConfiguration } from '../../contract/queue-configuration.ts';
import type { Database, Queries } from '../database/database.ts';
import { BRANCH_CHANNEL, inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { StaffIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';

/**
 * How the queue of a branch is set up: one document, so that a change is whole and checked as a
 * whole. Without one a branch has no queue.
 */

/** Of `branch_events`. */
export const CONFIGURED_KIND = 'queue-configure';

export const NO_QUEUE: QueueConfiguration = {
  queues: [],
  services: [],
  counters: [],
  closedDays: [],
  specialDays: [],
  fastLaneServiceId: null,
};

/** What documents lack that were stored before it came into being. */
const storedBefore = z.looseObject({
  queues: z.array(z.looseObject({ slipText: z.unknown().default(null) })),
  counters: z.array(z.looseObject({ arrow: z.unknown().default(null) })),
  specialDays: z.unknown().default([]),
});

export async function readConfiguration(
  queries: Queries,
  branchId: string,
): Promise<QueueConfiguration> {
  const [row] = await queries.query<{ body: unknown }>(
    'SELECT body FROM queue_configurations WHERE branch_id = $1',
    [branchId],
  );
  return row === undefined ? NO_QUEUE : parseConfiguration(row.body);
}

export function parseConfiguration(body: unknown): QueueConfiguration {
  return queueConfiguration.parse(storedBefore.parse(body));
}

/** In whose name something is changed; whoever works at a shell has no account. */
export type Author = Pick<StaffIdentity, 'branchId' | 'displayName'> & {
  readonly accountId: string | null;
};

export interface ConfigurationChange {
  readonly staff: Author;
  readonly configuration: QueueConfiguration;
  readonly now: number;
}

/** Throws a `ProblemError`: malformed, where it names counters that the branch does not have. */
export async function writeConfiguration(
  database: Database,
  { staff, configuration, now }: ConfigurationChange,
): Promise<void> {
  const { branchId } = staff;
  const counterIds = configuration.counters.map(({ counterId }) => counterId);
  await inBranch(database, branchId, async (queries) => {
    const known = await queries.query(
      'SELECT 1 FROM counters WHERE branch_id = $1 AND id = ANY($2::uuid[])',
      [branchId, counterIds],
    );
    if (known.length < counterIds.length) {
      throw new ProblemError('malformed', 'The branch does not have all of these counters.');
    }
    await queries.query(
      `INSERT INTO queue_configurations (branch_id, body, changed_at)
       VALUES ($1, $2::jsonb, $3) ON CONFLICT (branch_id)
       DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at`,
      [branchId, JSON.stringify(configuration), new Date(now).toISOString()],
    );
    await noteChange(queries, { staff, kind: CONFIGURED_KIND, detail: {}, now });
  });
}

/** A change with a version that is no entry's. The branch must be locked. */
export async function noteChange(
  queries: Queries,
  change: { staff: Author; kind: string; detail: object; now: number },
): Promise<void> {
  const { staff, kind, detail, now } = change;
  await queries.query(NOTE_CHANGE, [
    staff.branchId,
    new Date(now).toISOString(),
    dayInBranch(now),
    kind,
    staff.accountId,
    staff.displayName,
    JSON.stringify(detail),
  ]);
}

const NOTE_CHANGE = `
  WITH branch AS (
    UPDATE branches SET version = version + 1 WHERE id = $1::uuid RETURNING version
  ),
  event AS (
    INSERT INTO branch_events (branch_id, version, at, day, kind, actor_kind, actor_id, actor_name,
      detail)
    SELECT $1::uuid, version, $2::timestamptz, $3::date, $4::text, 'staff', $5::uuid, $6::text,
      $7::jsonb
    FROM branch
  )
  SELECT pg_notify('${BRANCH_CHANNEL}', $1::uuid::text) FROM branch`;
