import { z } from 'zod';

/** Between the bench and a process that gives tickets as a node of the central system does. */

export const ticketOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), url: z.string() }),
  /** Each loop gives one ticket after the other. */
  z.strictObject({ kind: z.literal('give'), loops: z.int(), seconds: z.number() }),
]);

export const ticketAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened') }),
  z.strictObject({ kind: z.literal('gave'), tickets: z.int(), tookMs: z.number() }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
]);

export type TicketOrder = z.infer<typeof ticketOrder>;
export type TicketAnswer = z.infer<typeof ticketAnswer>;
