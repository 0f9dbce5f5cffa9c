import { z } from 'zod';
import { fastLaneRequest, refusalReason, thingSeen } from './fast-lane.ts';
import { queueEntry, queueServiceId } from './queue.ts';

/**
 * What counters and IT ask of the central system. Signing in gives a cookie (HttpOnly,
 * SameSite=Strict) and a token that every changing request repeats in `X-CSRF-Token`.
 */

export const ROLES = ['clerk', 'lead', 'it'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

const counter = z.strictObject({ id: z.uuid(), name: z.string() });

/** `POST /staff/session` */
export const signInQuestion = z.strictObject({
  name: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});

/** `GET /staff/session`, and the answer to signing in. */
export const session = z
  .strictObject({
    account: z.strictObject({ id: z.uuid(), name: z.string(), displayName: z.string(), role }),
    branch: z.strictObject({ id: z.uuid(), name: z.string() }),
    /** The counters of the branch, to choose from. */
    counters: z.array(counter),
    /** Where this session works; null until chosen. */
    counter: counter.nullable(),
    csrfToken: z.string(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

/** `PUT /staff/session/counter` */
export const chooseCounterQuestion = z.strictObject({ counterId: z.uuid() });

/** `POST /staff/fast-lane/{id}/approval` */
export const approvalQuestion = z.strictObject({
  seen: z.array(thingSeen).length(3),
  /** The attempt that the clerk saw, so that an answer never meets a later one. */
  attempt: z.int().min(1),
});
/** `POST /staff/fast-lane/{id}/refusal` */
export const refusalQuestion = z.strictObject({ reason: refusalReason, attempt: z.int().min(1) });
/** `POST /staff/fast-lane/{id}/taking`, `…/release` */
export const attemptQuestion = z.strictObject({ attempt: z.int().min(1) });
/**
 * `POST /staff/fast-lane/{id}/continues`: the visitor of this request is the one of an earlier entry
 * of the fast lane, today and not over; null: of none after all.
 */
export const continuesQuestion = z.strictObject({ entryId: z.uuid().nullable() });
/** The answer to all of these, and to `POST /staff/fast-lane/{id}/served`. */
export const requestAnswer = z.strictObject({ request: fastLaneRequest });

/** `POST /staff/kiosks/enrolment-codes`, role IT. */
export const enrolmentCodeQuestion = z.strictObject({ kioskName: z.string().min(1).max(40) });
export const enrolmentCodeAnswer = z.strictObject({ code: z.string(), endsAt: z.iso.datetime() });

/** `GET /staff/kiosks`, roles lead and IT. */
export const kiosks = z.strictObject({
  kiosks: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      connected: z.boolean(),
      lastSeenAt: z.iso.datetime().nullable(),
    }),
  ),
});

/** Something that staff must know beside the requests. */
export const alarm = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['chip-not-genuine', 'certificate-ends-soon', 'authority-key-in-file']),
  /** The kiosk's name or the certificate's reference. */
  about: z.string(),
  callSign: z.string().nullable(),
  at: z.iso.datetime(),
});
export type Alarm = z.infer<typeof alarm>;

/** What is switched off in the branch beside the entries. */
const queueSwitches = z.strictObject({
  /** Counters that pause. */
  pausing: z.array(z.uuid()),
  /** Services for which kiosks give no tickets. */
  switchedOff: z.array(queueServiceId),
});

/**
 * Pushed over `GET /staff/link?after=N` (WebSocket). `version` grows by one with every change in
 * the branch. With `after`, a counter that was away gets only what changed since.
 */
export const counterPush = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('snapshot'),
    version: z.int(),
    requests: z.array(fastLaneRequest),
    alarms: z.array(alarm),
    /** Of today, those that are over left out. */
    entries: z.array(queueEntry),
    switches: queueSwitches,
    /** The central system's clock, so that waiting times are right on a wrong one. */
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal('change'),
    version: z.int(),
    request: fastLaneRequest,
    at: z.iso.datetime(),
  }),
  z.strictObject({ kind: z.literal('alarm'), version: z.int(), alarm, at: z.iso.datetime() }),
  z.strictObject({
    kind: z.literal('entry'),
    version: z.int(),
    entry: queueEntry,
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal('switches'),
    version: z.int(),
    switches: queueSwitches,
    at: z.iso.datetime(),
  }),
  /** Every few seconds: without it the page says that it is not live. */
  z.strictObject({ kind: z.literal('beat'), version: z.int(), at: z.iso.datetime() }),
  /** Signed out, locked or expired: the page shows the sign-in. */
  z.strictObject({ kind: z.literal('signed-out') }),
]);
export type CounterPush = z.infer<typeof counterPush>;

export const BEAT_SECONDS = 5;
