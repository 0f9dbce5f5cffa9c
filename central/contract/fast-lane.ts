import { z } from 'zod';
import { note, ticketNumber } from './queue.ts';

/**
 * A fast-lane request as kiosks and counters see it.
 *
 * open → taken → approved → used → closed is the good way. A request also ends as refused or
 * unanswered (both leave a counter ticket under its call sign), expired (approved and not used in
 * time) or withdrawn (by the visitor). Reopened by the kiosk it is open again, one attempt later.
 */

export const FAST_LANE_SERVICES = ['activate-eid', 'reset-pin'] as const;
export const fastLaneService = z.enum(FAST_LANE_SERVICES);

const PIN_STATES = ['operational', 'suspended', 'blocked', 'deactivated'] as const;
export const pinState = z.enum(PIN_STATES);

export const REFUSAL_REASONS = [
  'person-differs',
  'card-not-valid',
  'card-of-another',
  'not-possible-now',
] as const;
export const refusalReason = z.enum(REFUSAL_REASONS);

export const REQUEST_STATES = [
  'open',
  'taken',
  'approved',
  'used',
  'refused',
  'unanswered',
  'expired',
  'withdrawn',
  'closed',
] as const;
export const requestState = z.enum(REQUEST_STATES);

/** What the clerk has seen; an approval needs all three. */
export const THINGS_SEEN = [
  'person-matches-photo',
  'card-valid',
  'card-belongs-to-person',
] as const;
export const thingSeen = z.enum(THINGS_SEEN);

/** An approval may be used once, for this long. */
export const APPROVAL_SECONDS = 300;
/** Untouched for this long, a request is escalated. */
export const ESCALATION_SECONDS = 60;
/** Unanswered for this long, the visitor gets a counter ticket. */
export const FALLBACK_SECONDS = 300;

export const fastLaneRequest = z
  .strictObject({
    id: z.uuid(),
    transactionId: z.string().min(1).max(64),
    /** A letter and two digits, e.g. `F12`: said aloud, shown on screen and receipt. */
    callSign: z.string().regex(/^F\d{2}$/),
    kiosk: z.strictObject({ id: z.uuid(), name: z.string() }),
    service: fastLaneService,
    pinState,
    /** Two letters of the card's data group 1; null until the card has told it. */
    documentType: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable(),
    /** 1, and one more each time the kiosk reopened it. */
    attempt: z.int().min(1),
    /** An earlier attempt has already switched the function on. */
    activated: z.boolean(),
    state: requestState,
    escalated: z.boolean(),
    /** Who answers or has answered. */
    takenBy: z.strictObject({ name: z.string(), counter: z.string() }).nullable(),
    refusal: refusalReason.nullable(),
    openedAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    approvalEndsAt: z.iso.datetime().nullable(),
    /** Whether the visitor waits for a counter under this call sign. */
    ticket: z.enum(['none', 'waiting', 'served']),
    /** How the kiosk's transaction ended, once it has told. */
    result: z.string().max(64).nullable(),
    /**
     * The earlier ticket of a visitor who was sent back to the terminal: they keep its number, and
     * what was done already is in its note. Only staff get the note.
     */
    continues: z.strictObject({ ticket: ticketNumber, note: note.nullable() }).nullable(),
  })
  .meta({ id: 'FastLaneRequest' });

export type FastLaneRequest = z.infer<typeof fastLaneRequest>;
export type FastLaneService = z.infer<typeof fastLaneService>;
export type RequestState = z.infer<typeof requestState>;
export type RefusalReason = z.infer<typeof refusalReason>;
