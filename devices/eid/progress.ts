import type { CardStep, CardStepJournal } from '../../state-machines/ports/card.ts';
import { CardLinkError } from '../kit/card-reader.ts';

/** How far an operation has come: what may truthfully be said if the card is pulled right now. */
export class CardProgress {
  /** The PIN's counter as far as it is known. */
  triesLeft: number | undefined;
  newPin: 'not-set' | 'unknown' = 'not-set';
  /** Absent as long as nothing tried to switch it. */
  eidFunction: 'activated' | 'deactivated' | 'unknown' | undefined;
  readonly #journal: CardStepJournal;
  readonly #signal: AbortSignal | undefined;

  constructor(journal: CardStepJournal, signal: AbortSignal | undefined) {
    this.#journal = journal;
    this.#signal = signal;
  }

  /** Whoever wanted the operation may have left, and another card may lie there since. */
  stopIfAbandoned(): void {
    if (this.#signal?.aborted) {
      throw new CardLinkError('card-removed', 'the session of this operation has ended');
    }
  }

  async step<Result>(step: CardStep, work: () => Promise<Result>): Promise<Result> {
    this.stopIfAbandoned();
    this.#journal.begun(step);
    let result: Result;
    try {
      result = await work();
    } catch (cause) {
      this.#journal.ended(step, 'broken');
      throw cause;
    }
    this.#journal.ended(step, 'answered');
    return result;
  }
}
