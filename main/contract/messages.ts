import { z } from 'zod';
import { type BenchView, benchIntent } from './bench.ts';
import { type StaffView, staffIntent } from './staff.ts';
import { type VisitorView, visitorIntent } from './visitor.ts';
import type { WaitingRoomView } from './waiting-room.ts';

/**
 * The one contract between a screen and the core, whichever host carries it. A screen is bound to
 * a role when its link opens. It numbers its messages 1, 2, 3 …; the core answers each with
 * exactly one `accepted` or `refused` that carries the same number, and pushes a `view` whenever
 * there is a new one.
 */

const envelope = { version: z.literal(1), sequence: z.int().min(1) };

/**
 * `screen` names the screen the visitor saw when acting. The core refuses an intent for any other
 * screen as `stale`, so that a second tap on a button never presses the button that follows it.
 */
export const visitorMessage = z.strictObject({
  ...envelope,
  screen: z.int().min(1),
  intent: visitorIntent,
});
export const staffMessage = z.strictObject({ ...envelope, intent: staffIntent });
export const benchMessage = z.strictObject({ ...envelope, intent: benchIntent });

const REFUSALS = [
  /** Not JSON, or not of the shape the contract gives this role. */
  'malformed',
  'oversized',
  /** An intent the contract does not know for this role. */
  'unknown-intent',
  /** The message's number is not the one that follows the last. */
  'out-of-order',
  /** Meant for a screen that is no longer shown. */
  'stale',
  /** The screen shown does not offer this. */
  'not-offered',
  /** This screen sends faster than a person can. */
  'too-fast',
] as const;

export type Refusal = (typeof REFUSALS)[number];

export type CoreMessage =
  | {
      readonly kind: 'view';
      readonly role: 'visitor';
      readonly screen: number;
      readonly view: VisitorView;
    }
  | { readonly kind: 'view'; readonly role: 'staff'; readonly view: StaffView }
  | { readonly kind: 'view'; readonly role: 'bench'; readonly view: BenchView }
  | { readonly kind: 'view'; readonly role: 'waiting-room'; readonly view: WaitingRoomView }
  | { readonly kind: 'accepted'; readonly sequence: number }
  | { readonly kind: 'refused'; readonly sequence: number | null; readonly refusal: Refusal };
