import { z } from 'zod';
import { branchSeats } from './load-messages.ts';

/** Between the bench and the process that is all kiosks, waiting rooms and counters of a city. */

export const queueLoadOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('connect'),
    /** Of the nodes; kiosks and counters are spread over them. */
    addresses: z.array(z.url()),
    branches: z.array(branchSeats),
  }),
  z.strictObject({
    kind: z.literal('load'),
    ticketsPerSecond: z.number(),
    callsPerSecond: z.number(),
    seconds: z.number(),
  }),
]);

const queueLoadReport = z.strictObject({
  /** From a kiosk's sending to its answer. */
  ticketMs: z.array(z.number()),
  /** From a counter's pressing "next" to the last screen of its branch that shows it. */
  callMs: z.array(z.number()),
  refused: z.int(),
  /** Calls that not every screen of the branch has shown. */
  lost: z.int(),
  tookMs: z.number(),
  /** How much of its time the process of kiosks and counters was busy, from 0 to 1. */
  busyShare: z.number(),
});

export const queueLoadAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('connected') }),
  z.strictObject({ kind: z.literal('loaded'), report: queueLoadReport }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
]);

export type QueueLoadOrder = z.infer<typeof queueLoadOrder>;
export type QueueLoadAnswer = z.infer<typeof queueLoadAnswer>;
export type QueueLoadReport = z.infer<typeof queueLoadReport>;
