import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Database } from '../database/database.ts';
import type { StaffIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { changeRequest, findRequest, inBranch } from './branch-changes.ts';
import type { Clerk, Step } from './request-states.ts';

/** Staff take, release and answer a request of their branch, and mark its ticket as served. */

export interface Answering {
  readonly staff: StaffIdentity;
  readonly requestId: string;
  readonly stepBy: (by: Clerk) => Step;
  readonly now: number;
}

/** Throws a `ProblemError`: counter-missing, not-found, conflict, taken-by-another. */
export async function answerRequest(
  database: Database,
  { staff, requestId, stepBy, now }: Answering,
): Promise<FastLaneRequest> {
  const { branchId, accountId, sessionId, displayName: name, counter } = staff;
  if (counter === null) throw new ProblemError('counter-missing', 'choose a counter first');
  const step = stepBy({ accountId, sessionId, name, counter: counter.name });
  return inBranch(database, branchId, async (queries) => {
    const stored = await findRequest(queries, requestId);
    if (stored?.branchId !== branchId) throw new ProblemError('not-found', 'no such request');
    const actor = { kind: 'staff', id: accountId, name } as const;
    const outcome = await changeRequest(queries, { stored, step, actor, now });
    switch (outcome.kind) {
      case 'changed':
      case 'unchanged':
        return outcome.stored.request;
      case 'conflict':
        throw new ProblemError('conflict', 'the request no longer allows this');
      case 'taken-by-another':
        throw new ProblemError('taken-by-another', 'somebody else has taken the request');
    }
  });
}
