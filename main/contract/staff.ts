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
    | { readonly kind: 'paper-low' }
    | { readonly kind: 'printer'; readonly fault: string }
    | { readonly kind: 'reader-lost' }
    | { readonly kind: 'card-forgotten' };
}
