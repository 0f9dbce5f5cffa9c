import { z } from 'zod';

/** Between the bench and the process that is all kiosks and counters of a city at once. */

const kioskSeat = z.strictObject({
  id: z.string(),
  /** PKCS#8, DER, Base64. */
  privateKey: z.string(),
});
const counterSeat = z.strictObject({ cookie: z.string() });
export const branchSeats = z.strictObject({
  kiosks: z.array(kioskSeat),
  counters: z.array(counterSeat),
});

export const loadOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('connect'),
    address: z.url(),
    branches: z.array(branchSeats),
  }),
  z.strictObject({ kind: z.literal('load'), perSecond: z.number(), seconds: z.number() }),
]);

const loadReport = z.strictObject({
  /** From the moment a kiosk sends a request to its arrival at the last counter of the branch. */
  latenciesMs: z.array(z.number()),
  /** Questions that were not answered with 200. */
  refused: z.number(),
  /** Changes that did not arrive at a counter that should have heard of them. */
  lost: z.number(),
  /** Changes that arrived at counters. */
  messages: z.number(),
  /** How much of its time the process of kiosks and counters was busy, from 0 to 1. */
  busyShare: z.number(),
});

export const loadAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('connected') }),
  z.strictObject({ kind: z.literal('loaded'), report: loadReport }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
]);

export type KioskSeat = z.infer<typeof kioskSeat>;
export type BranchSeats = z.infer<typeof branchSeats>;
export type LoadOrder = z.infer<typeof loadOrder>;
export type LoadReport = z.infer<typeof loadReport>;
export type LoadAnswer = z.infer<typeof loadAnswer>;
