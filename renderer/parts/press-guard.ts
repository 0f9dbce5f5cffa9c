import type { VisitorIntent } from '../../main/contract/visitor.ts';

/** A trembling finger presses twice within this time, a deliberate one takes longer. */
export const SECOND_PRESS_MS = 300;

const TYPING: ReadonlySet<VisitorIntent['kind']> = new Set(['digit', 'letter', 'erase'] as const);

/**
 * Lets a second press of the same button through only after a while. Typing passes always: a PIN
 * may hold the same digit twice, and what is pressed after it is no second press of anything.
 */
export function createPressGuard(now: () => number): (intent: VisitorIntent) => boolean {
  let last = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  return (intent) => {
    if (TYPING.has(intent.kind)) {
      last = '';
      return true;
    }
    const name = JSON.stringify(intent);
    const isSecond = name === last && now() - lastMs < SECOND_PRESS_MS;
    last = name;
    lastMs = now();
    return !isSecond;
  };
}
