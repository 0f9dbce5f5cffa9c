import { z } from 'zod';

/** The bench puts simulated devices into any condition; it exists only where they do. */
export const CARD_PROFILES = [
  'ready',
  'transport-pin',
  'two-tries-left',
  'one-try-left',
  'blocked',
  'puk-spent',
  'function-off',
  'function-off-blocked',
  'expired',
  'too-young',
  'residence-permit',
  'eu-citizen',
  'clone',
  'broken-card-security',
  'wrong-trust-anchor',
  'certificate-expired',
  'bank-card',
  'garbage',
] as const;

export const PRINTER_CONDITIONS = [
  'ready',
  'paper-low',
  'paper-out',
  'cover-open',
  'cutter-fault',
  'offline',
] as const;

export const benchIntent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('insert-card'), profile: z.enum(CARD_PROFILES) }),
  z.strictObject({ kind: z.literal('remove-card') }),
  /** The card inserted next, or the one in the reader, loses contact at its n-th command. */
  z.strictObject({ kind: z.literal('pull-card-at'), command: z.int().min(1).max(99) }),
  z.strictObject({ kind: z.literal('set-printer'), condition: z.enum(PRINTER_CONDITIONS) }),
  z.strictObject({ kind: z.literal('unplug-reader') }),
  z.strictObject({ kind: z.literal('plug-reader') }),
  z.strictObject({ kind: z.literal('advance-clock'), seconds: z.int().min(1).max(86_400) }),
  z.strictObject({ kind: z.literal('tear-off-paper') }),
  /** Somebody holds a QR code before the reader. */
  z.strictObject({ kind: z.literal('show-code'), text: z.string().min(1).max(200) }),
]);

export type BenchIntent = z.infer<typeof benchIntent>;
export type CardProfileName = (typeof CARD_PROFILES)[number];
export type PrinterCondition = (typeof PRINTER_CONDITIONS)[number];

export interface BenchView {
  /** The card in the reader, by profile; its secrets are those its profile documents. */
  readonly card: CardProfileName | 'none';
  readonly cardCommands: number;
  readonly pullAtCommand: number | null;
  readonly reader: 'plugged' | 'unplugged';
  readonly printer: PrinterCondition;
  readonly clock: string;
  /** The paper that hangs out of the printer, as an SVG picture, newest slip last. */
  readonly paper: readonly string[];
  /** The ticket displays, each with its glass as an SVG picture. */
  readonly displays: readonly { readonly model: string; readonly glass: string }[];
}
