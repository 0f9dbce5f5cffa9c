import { z } from 'zod';

/** Between the bench and the process our terminal runs in. The secrets are those of a simulated card. */

export const terminalService = z.enum(['change-pin', 'set-pin-by-right']);

export const terminalOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read-state') }),
  z.strictObject({ kind: z.literal('change-pin'), pin: z.string(), newPin: z.string() }),
  z.strictObject({ kind: z.literal('set-pin-by-right'), can: z.string(), newPin: z.string() }),
]);

export const terminalAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('presence'),
    presence: z.enum(['card', 'no-card', 'no-reader']),
  }),
  z.strictObject({ kind: z.literal('outcome'), outcome: z.string() }),
]);

export type TerminalService = z.infer<typeof terminalService>;
export type TerminalOrder = z.infer<typeof terminalOrder>;
export type TerminalAnswer = z.infer<typeof terminalAnswer>;
