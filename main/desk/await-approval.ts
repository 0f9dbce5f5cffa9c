import { FALLBACK_SECONDS } from '../../central/contract/fast-lane.ts';
import type { Clock } from '../../devices/kit/clock.ts';
import type { CardPresence } from '../../state-machines/ports/card.ts';
import type { Approval } from '../../state-machines/ports/fast-lane.ts';

/** Waits for staff to answer a request, as long as the card lies there and nobody gives up. */

export type Answer =
  | Exclude<Approval, { kind: 'waiting' | 'taken' }>
  /** Ctrl-C. */
  | { readonly kind: 'withdrawn' }
  /** Whatever lies there next may be another card than staff were asked about. */
  | { readonly kind: 'card-away'; readonly presence: Exclude<CardPresence, 'card'> }
  /** The central system has said nothing, not even that nobody answered. */
  | { readonly kind: 'silence' };

export interface Waiting {
  readonly approval: Approval;
  readonly watchApproval: (listener: (approval: Approval) => void) => () => void;
  readonly watchCard: (listener: (presence: CardPresence) => void) => () => void;
  readonly onTaken: () => void;
  /** Aborted: whoever waits has given up. */
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
}

/** Longer than the central system waits, whose word counts. */
export const ANSWER_DEADLINE_MS = (FALLBACK_SECONDS + 10) * 1_000;

export async function awaitApproval(waiting: Waiting): Promise<Answer> {
  const { signal, clock } = waiting;
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const giveUp = (): void => resolve({ kind: 'withdrawn' });
  const hear = (approval: Approval): void => {
    if (approval.kind === 'taken') waiting.onTaken();
    else if (approval.kind !== 'waiting') resolve(approval);
  };
  const stopApproval = waiting.watchApproval(hear);
  const stopCard = waiting.watchCard((presence) => {
    if (presence !== 'card') resolve({ kind: 'card-away', presence });
  });
  const timer = clock.setTimeout(() => resolve({ kind: 'silence' }), ANSWER_DEADLINE_MS);
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  hear(waiting.approval);
  try {
    return await promise;
  } finally {
    stopApproval();
    stopCard();
    clock.clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
