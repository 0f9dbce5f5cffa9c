import type { ZmsExceptionName } from './zms-exceptions.ts';

/** What goes wrong with the next requests to one route. */
export type ZmsFault =
  /** It is done, and nobody hears of it: the number is used. */
  | { readonly kind: 'lost-after' }
  | { readonly kind: 'lost-before' }
  /** It is done, and the answer breaks off. */
  | { readonly kind: 'torn' }
  /** Done, and said so late that nobody listens any more. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Rolled back. */
  | { readonly kind: 'exception'; readonly name: ZmsExceptionName; readonly data?: unknown }
  /** A proxy in between speaks for ZMS. */
  | { readonly kind: 'html'; readonly status: number }
  /** Trimmed, as for somebody without a login. */
  | { readonly kind: 'reduced' };

export interface SetFault {
  /** Name of the route. */
  readonly route: string;
  readonly fault: ZmsFault;
  /** How many requests it spares before. */
  passes: number;
  times: number;
}

/** @returns what happens to this request, and counts it */
export function takeFault(faults: readonly SetFault[], route: string): ZmsFault | null {
  const set = faults.find((each) => each.route === route && each.times > 0);
  if (!set) return null;
  if (set.passes > 0) {
    set.passes -= 1;
    return null;
  }
  set.times -= 1;
  return set.fault;
}
