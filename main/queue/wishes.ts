import { randomUUID } from 'node:crypto';
import type { TicketTable } from '../ledger/ticket-table.ts';

/**
 * What the visitor of the open transaction wishes from the queue. One wish has one id, stored before
 * anybody is asked, and ends with one ticket, however often it is repeated.
 */
export interface Wishes<Outcome extends { readonly kind: string }> {
  /** Repeats a wish under its id, but not one that was granted or is just being asked for. */
  once(what: WishInput, ask: (wish: Wish) => Promise<Outcome>): Promise<Outcome>;
}

export interface WishInput {
  readonly transactionId: string;
  /** Two wishes of a transaction are the same where this is. Stays in memory. */
  readonly key: string;
  readonly serviceId: string | null;
}

export interface Wish {
  readonly id: string;
  /** Nobody knows whether the queue system has granted it: it must not be asked again. */
  isInDoubt: boolean;
}

export function createWishes<Outcome extends { readonly kind: string }>(
  tickets: Pick<TicketTable, 'wish' | 'end'>,
): Wishes<Outcome> {
  let openTransaction = '';
  let known = new Map<string, Wish & { work: Promise<Outcome> | null }>();

  const wishFor = ({ transactionId, key, serviceId }: WishInput) => {
    if (transactionId !== openTransaction) {
      openTransaction = transactionId;
      known = new Map();
    }
    const before = known.get(key);
    if (before) return before;
    const wish = { id: randomUUID(), isInDoubt: false, work: null };
    tickets.wish({ id: wish.id, transactionId, serviceId });
    known.set(key, wish);
    return wish;
  };
  return {
    async once(what, ask) {
      const wish = wishFor(what);
      if (wish.work) return wish.work;
      const work = ask(wish);
      wish.work = work;
      try {
        const outcome = await work;
        if (outcome.kind === 'given') return outcome;
        wish.work = null;
        tickets.end(wish.id, 'not-given');
        return outcome;
      } catch (error) {
        wish.work = null;
        throw error;
      }
    },
  };
}
