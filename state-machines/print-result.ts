import type { PrintOutcome } from './ports/printer.ts';
import type { PrintResult } from './views.ts';

export function printResult(outcome: PrintOutcome): PrintResult {
  return outcome.kind === 'failed' ? 'not-printed' : outcome.kind;
}
