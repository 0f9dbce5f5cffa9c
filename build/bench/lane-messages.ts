import { z } from 'zod';

/** Between the bench and the process of a kiosk whose visitors use the fast lane. */

export const laneOrder = z.strictObject({ kind: z.literal('visit') });

/** Times are milliseconds of `monotonicMs`, which all processes of a machine share. */
export const laneAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** All is typed, and the visitor waits for staff. */
  z.strictObject({ kind: z.literal('waiting'), callSign: z.string() }),
  z.strictObject({
    kind: z.literal('done'),
    /** The card has accepted the terminal's signature. */
    unlockedAt: z.number(),
    /** The card has proven the new PIN. */
    provenAt: z.number(),
  }),
]);

export type LaneAnswer = z.infer<typeof laneAnswer>;

export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / NANOSECONDS_PER_MILLISECOND;
}

const NANOSECONDS_PER_MILLISECOND = 1e6;
