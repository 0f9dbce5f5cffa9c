import type { FastLaneRequest, FastLaneService } from '../../contract/fast-lane.ts';
import type { Queries } from '../database/database.ts';
import { changeRequest, findRequest, lockBranch } from './branch-changes.ts';

/** Live approvals, for the terminal authority: each lends the right once, to one kiosk. */

export type ApprovalUse =
  /** Now used, once the caller's transaction is committed. */
  | { readonly kind: 'live'; readonly transactionId: string; readonly service: FastLaneService }
  /** It was used for this very challenge: the answer got lost. */
  | { readonly kind: 'again'; readonly transactionId: string; readonly service: FastLaneService }
  /** No such request of this kiosk, or not approved. */
  | { readonly kind: 'none' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'used' };

export interface ApprovalQuestion {
  readonly requestId: string;
  readonly kioskId: string;
  readonly digestOfChallenge: string;
  readonly now: number;
}

/** Runs inside the caller's transaction, and locks the branch until its end. */
export async function useApproval(
  queries: Queries,
  { requestId, kioskId, digestOfChallenge, now }: ApprovalQuestion,
): Promise<ApprovalUse> {
  const found = await findRequest(queries, requestId);
  if (found?.request.kiosk.id !== kioskId) return { kind: 'none' };
  await lockBranch(queries, found.branchId);
  const stored = await findRequest(queries, requestId);
  if (stored === null) return { kind: 'none' };
  const { state, approvalEndsAt, transactionId, service, kiosk } = stored.request;
  switch (state) {
    case 'approved': {
      if (approvalEndsAt === null || now >= Date.parse(approvalEndsAt)) return { kind: 'ended' };
      const step = { kind: 'use', challenge: digestOfChallenge } as const;
      const actor = { kind: 'kiosk', id: kiosk.id, name: kiosk.name } as const;
      await changeRequest(queries, { stored, step, actor, now });
      return { kind: 'live', transactionId, service };
    }
    case 'used':
      return stored.usedChallenge === digestOfChallenge
        ? { kind: 'again', transactionId, service }
        : { kind: 'used' };
    case 'expired':
      return { kind: 'ended' };
    case 'closed':
      return stored.usedChallenge === null ? { kind: 'none' } : { kind: 'used' };
    default:
      return { kind: 'none' };
  }
}

/** The request as it is, where it is one of this kiosk. */
export async function requestOfKiosk(
  queries: Queries,
  { requestId, kioskId }: { requestId: string; kioskId: string },
): Promise<FastLaneRequest | null> {
  const stored = await findRequest(queries, requestId);
  return stored?.request.kiosk.id === kioskId ? stored.request : null;
}
