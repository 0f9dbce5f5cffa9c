/** How long to wait before the next try: longer after each failure, and never all at once. */
export interface BackOff {
  /** @returns milliseconds until the next try */
  failed(): number;
  succeeded(): void;
}

export function createBackOff({
  firstMs,
  longestMs,
}: {
  readonly firstMs: number;
  readonly longestMs: number;
}): BackOff {
  let failures = 0;
  return {
    failed() {
      const ceilingMs = Math.min(longestMs, firstMs * 2 ** failures);
      failures = Math.min(failures + 1, 30);
      // Half of it by chance, so that a hundred terminals do not come back in the same instant.
      return ceilingMs / 2 + Math.random() * (ceilingMs / 2);
    },
    succeeded() {
      failures = 0;
    },
  };
}
