import { z } from 'zod';

/** Every refusal, as `application/problem+json` (RFC 9457). */
export const PROBLEM_CODES = [
  'malformed',
  'not-found',
  'too-large',
  'too-many-requests',
  'server-fault',
  /** Kiosk: no or a wrong signature, one that is too old, or a nonce seen before. */
  'signature-missing',
  'signature-wrong',
  'signature-stale',
  'replayed',
  'kiosk-unknown',
  /** Enrolment: wrong, used, ended after its time or after five wrong tries. */
  'enrolment-code-wrong',
  /** Staff */
  'not-signed-in',
  'sign-in-wrong',
  'sign-in-locked',
  'csrf',
  'role-missing',
  'counter-missing',
  /** Fast lane: the request is in a state, or at an attempt, that does not allow this. */
  'conflict',
  'taken-by-another',
  'service-not-offered',
  /** Terminal authority */
  'no-approval',
  'approval-ended',
  'approval-used',
  'no-chain',
  'challenge-malformed',
  'challenge-replayed',
  'certificate-ended',
  'key-unavailable',
] as const;
export const problemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof problemCode>;

export const problem = z
  .strictObject({
    type: z.literal('about:blank'),
    status: z.int(),
    code: problemCode,
    /** English, for whoever reads a log; pages have their own sentences. */
    title: z.string(),
    /** `sign-in-locked`, `too-many-requests`: when to try again. */
    retryAfterSeconds: z.int().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
