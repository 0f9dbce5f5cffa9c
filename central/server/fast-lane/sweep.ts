import { ESCALATION_SECONDS, FALLBACK_SECONDS } from '../../contract/fast-lane.ts';
import type { Database } from '../database/database.ts';
import { liveSessions } from '../staff/sessions.ts';
import { changeRequest, findRequest, inBranch } from './branch-changes.ts';
import { dueStep } from './request-states.ts';

/**
 * What time does to requests: escalation, fallback to a ticket, the end of an approval, and the
 * release of what a clerk held who is signed out. Every node sweeps; each request is looked at
 * again under the branch's lock, so two nodes together do each thing once.
 */

const SWEEP_MS = 1_000;
const REQUESTS_PER_SWEEP_MAX = 500;

export async function sweep(database: Database, now: number): Promise<void> {
  const candidates = await database.query<Candidate>(CANDIDATES, [
    before(now, ESCALATION_SECONDS),
    before(now, FALLBACK_SECONDS),
    before(now, 0),
    REQUESTS_PER_SWEEP_MAX,
  ]);
  const sessionIds = candidates.flatMap(({ session }) => (session === null ? [] : [session]));
  const live =
    sessionIds.length === 0
      ? new Set<string>()
      : await liveSessions(database, [...new Set(sessionIds)], now);
  for (const { id, branch_id: branchId, session, is_late: isLate } of candidates) {
    if (!isLate && session !== null && live.has(session)) continue;
    await inBranch(database, branchId, async (queries) => {
      const stored = await findRequest(queries, id);
      if (stored === null) return;
      // Taken anew since: whoever holds it now is signed in.
      const isLive = (sessionId: string) => sessionId !== session || live.has(sessionId);
      const step = dueStep(stored, now, isLive);
      if (step === null) return;
      await changeRequest(queries, { stored, step, actor: { kind: 'central' }, now });
    });
  }
}

/** Sweeps every second until it is stopped; `onFault` hears of a sweep that failed. */
export function startSweeping(
  sweepOnce: () => Promise<void>,
  onFault: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= sweepOnce()
      .catch(onFault)
      .finally(() => {
        running = undefined;
      });
  }, SWEEP_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

interface Candidate {
  readonly id: string;
  readonly branch_id: string;
  /** Of the clerk who has taken it. */
  readonly session: string | null;
  readonly is_late: boolean;
}

const before = (now: number, seconds: number): string =>
  new Date(now - seconds * 1_000).toISOString();

const CANDIDATES = `
  SELECT * FROM (
    SELECT id, branch_id, opened_at,
      CASE WHEN state = 'taken' THEN taken_by_session END AS session,
      CASE state
        WHEN 'approved' THEN approval_ends_at <= $3::timestamptz
        WHEN 'taken' THEN opened_at <= $2::timestamptz
        ELSE opened_at <= (CASE WHEN escalated THEN $2 ELSE $1 END)::timestamptz
      END AS is_late
    FROM fast_lane_requests WHERE state IN ('open', 'taken', 'approved')
  ) waiting
  WHERE is_late OR session IS NOT NULL
  ORDER BY is_late DESC, opened_at
  LIMIT $4`;
