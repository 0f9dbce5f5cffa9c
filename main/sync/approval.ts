import type { FastLaneRequest } from '../../central/contract/fast-lane.ts';
import type { Approval } from '../../state-machines/ports/fast-lane.ts';

/** What a request's state means to the visitor who waits for it. */
export function approvalOf(request: FastLaneRequest): Approval {
  const { continues } = request;
  const standing = standingOf(request);
  return continues === null ? standing : { ...standing, continuedNumber: continues.ticket };
}

function standingOf({ state, escalated, refusal }: FastLaneRequest): Approval {
  switch (state) {
    case 'open':
      return { kind: 'waiting', escalated };
    case 'refused':
      return { kind: 'refused', reason: refusal ?? 'not-possible-now' };
    case 'taken':
    case 'approved':
    case 'used':
    case 'unanswered':
    case 'expired':
      return { kind: state };
    // Only this terminal withdraws or closes; should it have, it can open the request anew.
    case 'withdrawn':
    case 'closed':
      return { kind: 'expired' };
  }
}

/** A member of staff may still answer, or has answered and the answer may still be used. */
export function isAlive({ state }: FastLaneRequest): boolean {
  return state === 'open' || state === 'taken' || state === 'approved';
}
