import type { CardStep } from '../../state-machines/ports/card.ts';
import type { LedgerFact } from './fact-table.ts';
import type { InterruptedTransaction } from './ledger.ts';

/** What the steps written down say about the card: where they ended, and whether nobody knows. */
type CardDoubt = Pick<InterruptedTransaction, 'lastStep' | 'cardMayHaveChanged'>;

interface StepFact {
  readonly step: CardStep;
  /** Absent where the step has begun. */
  readonly ending?: 'answered' | 'broken';
}

/** Spends a right and leaves the card as it was, and so settles no doubt that was there before. */
const CHANGES_NOTHING: ReadonlySet<CardStep> = new Set<CardStep>(['authenticate-terminal']);
/** Tries a PIN, which settles what became of an earlier step. */
const SETTLES: ReadonlySet<CardStep> = new Set<CardStep>(['use-pin']);

/**
 * @param how `ended`: a result tells what was done, and only an unanswered step is in doubt;
 * `interrupted`: nobody was told anything, so every change that was begun may have been made
 */
export function cardAfter(facts: readonly LedgerFact[], how: 'ended' | 'interrupted'): CardDoubt {
  const steps = facts
    .filter(({ kind }) => kind === 'step-begun' || kind === 'step-ended')
    .map(({ detail }) => detail as StepFact);
  const telling = steps.filter(({ step }) => !CHANGES_NOTHING.has(step));
  const last = telling.at(-1);
  const isInDoubt = last !== undefined && last.ending !== 'answered' && !SETTLES.has(last.step);
  return {
    lastStep: steps.at(-1)?.step ?? null,
    cardMayHaveChanged:
      how === 'ended' ? isInDoubt : telling.some(({ step }) => !SETTLES.has(step)),
  };
}
