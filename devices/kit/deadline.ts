import type { Clock } from './clock.ts';

class DeadlineExceeded extends Error {
  readonly code = 'deadline-exceeded';
  constructor(deadlineMs: number) {
    super(`no answer within ${deadlineMs} ms`);
    this.name = 'DeadlineExceeded';
  }
}

/** Rejects with `DeadlineExceeded` if `work` takes longer. The work itself is not interrupted. */
export async function withDeadline<Result>(
  clock: Clock,
  deadlineMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = clock.setTimeout(() => reject(new DeadlineExceeded(deadlineMs)), deadlineMs);
  try {
    return await Promise.race([work(), late]);
  } finally {
    clock.clearTimeout(timer);
  }
}
