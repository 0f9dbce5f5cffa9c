import type { Log } from './log.ts';

interface OutcomeDetails {
  readonly kind: string;
  readonly step?: string;
  readonly statusWord?: number;
  readonly reason?: string;
}

export function noteOutcome(
  log: Log,
  operation: string,
  { kind, step, statusWord, reason }: OutcomeDetails,
): void {
  log('operation.outcome', {
    operation,
    outcome: kind,
    ...(step === undefined ? {} : { step }),
    ...(statusWord === undefined ? {} : { statusWord: statusWord.toString(16).toUpperCase() }),
    ...(reason === undefined ? {} : { reason }),
  });
}
