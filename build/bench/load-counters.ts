import { z } from 'zod';

/** What the counters under load have heard, and what they still have to hear. */
export interface CounterBook {
  /** @param counters how many must hear of the request */
  opened(requestId: string, counters: number): void;
  /** The request was refused: nobody will hear of it. */
  refused(requestId: string): void;
  heard(counter: object, text: string): void;
  /** Whatever was counted up to now counts no more. */
  clear(): void;
  summary(): BookSummary;
}

export interface BookSummary {
  /** Of the requests that every counter of their branch has heard of. */
  readonly latenciesMs: readonly number[];
  /** Pairs of request and counter that heard of nothing, or not of the end. */
  readonly missing: number;
  readonly messages: number;
}

interface Awaited {
  readonly openedAt: number;
  readonly counters: number;
  lastHeardAt: number;
  readonly heardBy: Set<object>;
  readonly heardEndBy: Set<object>;
}

const push = z.object({
  kind: z.string(),
  request: z.object({ id: z.string(), state: z.string() }).optional(),
});

export function createCounterBook(): CounterBook {
  const book = new Map<string, Awaited>();
  let messages = 0;
  return {
    opened(requestId, counters) {
      const openedAt = performance.now();
      const nobody = { heardBy: new Set<object>(), heardEndBy: new Set<object>() };
      book.set(requestId, { openedAt, counters, lastHeardAt: openedAt, ...nobody });
    },
    refused: (requestId) => book.delete(requestId),
    heard(counter, text) {
      const now = performance.now();
      const { kind, request } = push.parse(JSON.parse(text));
      const awaited = kind === 'change' && request ? book.get(request.id) : undefined;
      if (!awaited) return;
      messages += 1;
      if (!awaited.heardBy.has(counter)) {
        awaited.heardBy.add(counter);
        awaited.lastHeardAt = now;
      }
      if (request?.state === 'withdrawn') awaited.heardEndBy.add(counter);
    },
    clear() {
      book.clear();
      messages = 0;
    },
    summary() {
      const all = [...book.values()];
      const whole = all.filter(({ heardBy, counters }) => heardBy.size === counters);
      return {
        latenciesMs: whole.map(({ lastHeardAt, openedAt }) => lastHeardAt - openedAt),
        missing: all.reduce((sum, one) => sum + one.counters - one.heardEndBy.size, 0),
        messages,
      };
    },
  };
}
