import type { CardStep, CardStepJournal } from '../../state-machines/ports/card.ts';

/** How far an operation has come: what may truthfully be said if the card is pulled right now. */
export class CardProgress {
  /** The PIN's counter as far as it is known. */
  triesLeft: number | undefined;
  newPin: 'not-set' | 'unknown' = 'not-set';
  readonly #journal: CardStepJournal;

  constructor(journal: CardStepJournal) {
    this.#journal = journal;
  }

  async step<Result>(step: CardStep, work: () => Promise<Result>): Promise<Result> {
    this.#journal.begun(step);
    try {
      const result = await work();
      this.#journal.ended(step, 'answered');
      return result;
    } catch (cause) {
      this.#journal.ended(step, 'broken');
      throw cause;
    }
  }
}
