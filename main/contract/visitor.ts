import { z } from 'zod';
import { LANGUAGES } from '../../config/languages.ts';
import { SERVICES } from '../../config/services.ts';
import type { VisitorView } from '../../state-machines/views.ts';

/** A name in the catalogue. */
const catalogueId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64);

/** What a visitor's screen may ask for. A digit travels alone; no message ever holds a PIN. */
export const visitorIntent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin') }),
  z.strictObject({
    kind: z.literal('choose-language'),
    language: z.enum(LANGUAGES),
  }),
  z.strictObject({
    kind: z.literal('choose-service'),
    service: z.enum(SERVICES),
  }),
  z.strictObject({ kind: z.literal('choose-group'), group: catalogueId }),
  z.strictObject({ kind: z.literal('choose-topic'), topic: catalogueId }),
  /** Of everyday words or an appointment's code, which are no secrets. */
  z.strictObject({ kind: z.literal('letter'), letter: z.string().regex(/^[A-ZÄÖÜß0-9 -]$/) }),
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
