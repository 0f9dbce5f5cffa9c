import type { ProblemCode } from '../../contract/problem.ts';

/** A refusal that the one who asked is told. Anything else thrown is a fault of the server. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, title: string, retryAfterSeconds?: number) {
    super(title);
    this.name = 'ProblemError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
