import { z } from 'zod';
import type { Language } from '../../config/languages.ts';
import type { ServiceName } from '../../config/services.ts';
import type { VisitorView } from '../../state-machines/views.ts';

/** What a visitor's screen may ask for. A digit travels alone; no message ever holds a PIN. */
export const visitorIntent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin') }),
  z.strictObject({
    kind: z.literal('choose-language'),
    language: z.enum(['de', 'en'] as const satisfies readonly Language[]),
  }),
  z.strictObject({
    kind: z.literal('choose-service'),
    service: z.enum([
      'change-pin',
      'unblock-pin',
      'check-card',
    ] as const satisfies readonly ServiceName[]),
  }),
  z.strictObject({ kind: z.literal('digit'), digit: z.int().min(0).max(9) }),
  z.strictObject({ kind: z.literal('erase') }),
  z.strictObject({ kind: z.literal('confirm') }),
  z.strictObject({ kind: z.literal('alternative') }),
  z.strictObject({ kind: z.literal('cancel') }),
  /** Somebody is still there: ends the idle countdown and does nothing else. */
  z.strictObject({ kind: z.literal('stay') }),
]);

export type VisitorIntent = z.infer<typeof visitorIntent>;

export type { VisitorView };
