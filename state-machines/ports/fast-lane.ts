import type { RefusalReason } from '../../central/contract/fast-lane.ts';

/**
 * What flows need from the central system for a service that staff must approve: a request that
 * counters see, and what becomes of it. It tells by events (`lane.changed`) and never by waiting.
 */

export type Approval = Standing & {
  /** Staff go on with what the visitor began under this number, so it is the one they will call. */
  readonly continuedNumber?: string;
};

type Standing =
  /** Nobody has looked yet. `escalated`: for so long that more of the staff have been told. */
  | { readonly kind: 'waiting'; readonly escalated: boolean }
  /** A member of staff has taken the request and is about to answer. */
  | { readonly kind: 'taken' }
  /** The right may be used once, from now on for some minutes. */
  | { readonly kind: 'approved' }
  /** The right has been lent: the authority has signed for this approval. */
  | { readonly kind: 'used' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** Nobody answered in time: the visitor waits for a counter with the call sign. */
  | { readonly kind: 'unanswered' }
  /** Approved, but not used in time. */
  | { readonly kind: 'expired' };

export type OpenRequestOutcome =
  | { readonly kind: 'opened'; readonly callSign: string; readonly approval: Approval }
  /** No answer from the central system. */
  | { readonly kind: 'unreachable' }
  /** The central system does not know this terminal, or does not offer it the service. */
  | { readonly kind: 'not-admitted' };
