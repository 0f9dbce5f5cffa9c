import { z } from 'zod';

/** What the terminal needs from the people who look after it, and what they may do about it. */
export const staffIntent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('acknowledge'), notice: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal('reset') }),
]);

export type StaffIntent = z.infer<typeof staffIntent>;

export interface StaffView {
  readonly terminal: 'free' | 'in-session' | 'out-of-service';
  readonly notices: readonly StaffNotice[];
}

export interface StaffNotice {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly need:
    | {
        readonly kind: 'interrupted-transaction';
        readonly transactionId: string;
        readonly service: string;
        readonly lastStep: string | null;
        readonly cardMayHaveChanged: boolean;
      }
    /** A copied or altered chip; the visitor is told in neutral words. */
    | { readonly kind: 'chip-not-genuine'; readonly transactionId: string }
    /** A ticket that was under way when the power failed: perhaps not given, perhaps not printed. */
    | {
        readonly kind: 'ticket-in-doubt';
        readonly transactionId: string;
        readonly number: string | null;
      }
    /** Given without a network, and refused by the queue system: no counter will call it. */
    | { readonly kind: 'ticket-not-entered'; readonly number: string | null }
    | { readonly kind: 'paper-low' }
    | { readonly kind: 'printer'; readonly fault: string }
    | { readonly kind: 'reader-lost' }
    | { readonly kind: 'card-forgotten' };
}
