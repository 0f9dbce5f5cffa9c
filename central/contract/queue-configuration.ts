import { z } from 'zod';
import {
  appointmentCode,
  arrow,
  clockTime,
  queueServiceId,
  slipText,
  ticketNumber,
} from './queue.ts';
import { contradictionsIn, issueOf } from './queue-contradictions.ts';

/**
 * How the queue of a branch is set up: queues with their opening hours, services with their number
 * series, and which counter serves what. `PUT /staff/queue/configuration`, roles lead and IT.
 */

const name = z.string().trim().min(1).max(60);
/** Fast-lane requests are called by F and two digits. */
const CALL_SIGN_PREFIX = 'F';

const period = { opens: clockTime, closes: clockTime };
const opensFirst = ({ opens, closes }: { opens: string; closes: string }): boolean =>
  opens < closes;
const CLOSES_FIRST = { ...issueOf({ kind: 'closes-first' }), path: ['closes'] };

const openPeriod = z.strictObject(period).refine(opensFirst, CLOSES_FIRST);
const openingHours = z
  /** ISO 8601: 1 is Monday. */
  .strictObject({ weekday: z.int().min(1).max(7), ...period })
  .refine(opensFirst, CLOSES_FIRST);

const queue = z.strictObject({
  id: queueServiceId,
  name,
  /** Where to wait, e.g. `Wartebereich 1. OG`. */
  place: name,
  openingHours: z.array(openingHours).max(28),
  /** Printed on every slip, e.g. what to have at hand. */
  slipText: slipText.nullable(),
});

const series = z
  .strictObject({
    prefix: z
      .string()
      .regex(/^[A-Z]{1,2}$/)
      .refine((prefix) => prefix !== CALL_SIGN_PREFIX, issueOf({ kind: 'prefix-of-fast-lane' })),
    firstNumber: z.int().min(1).max(9_999),
    lastNumber: z.int().min(1).max(9_999),
  })
  .refine(({ firstNumber, lastNumber }) => firstNumber <= lastNumber, {
    ...issueOf({ kind: 'series-ends-first' }),
    path: ['lastNumber'],
  });

const service = z.strictObject({
  id: queueServiceId,
  name,
  queueId: queueServiceId,
  /** Begins anew every day. */
  series,
  /** Tickets without an appointment; null: no limit. */
  dailyLimit: z.int().min(0).max(9_999).nullable(),
  /** Until enough was measured. */
  usualMinutes: z.int().min(1).max(240),
});

const servingCounter = z.strictObject({
  counterId: z.uuid(),
  serviceIds: z.array(queueServiceId),
  /** Told on the display, e.g. `links, 1. Tür`. */
  direction: name.nullable(),
  arrow: arrow.nullable(),
});

export const queueConfiguration = z
  .strictObject({
    queues: z.array(queue).max(20),
    services: z.array(service).max(100),
    counters: z.array(servingCounter).max(200),
    /** Holidays and whatever else closes the whole branch. */
    closedDays: z.array(z.strictObject({ day: z.iso.date(), name })).max(200),
    /** Other hours than the weekday's, for every queue. */
    specialDays: z
      .array(
        z.strictObject({
          day: z.iso.date(),
          name,
          periods: z.array(openPeriod).min(1).max(4),
        }),
      )
      .max(200),
    /** Where visitors wait whom the fast lane sends to a counter; null: they are not queued. */
    fastLaneServiceId: queueServiceId.nullable(),
  })
  .superRefine((configuration, context) => {
    for (const { path, contradiction } of contradictionsIn(configuration)) {
      context.addIssue({ code: 'custom', path, ...issueOf(contradiction) });
    }
  })
  .meta({ id: 'QueueConfiguration' });
export type QueueConfiguration = z.infer<typeof queueConfiguration>;
export type QueueService = z.infer<typeof service>;

/** `PUT /staff/queue/appointments`: today's and later ones, each under an id of its own. */
export const appointment = z.strictObject({
  id: z.uuid(),
  /** What the visitor types or shows as a QR code. */
  code: appointmentCode,
  serviceId: queueServiceId,
  at: z.iso.datetime(),
});
export const appointmentsQuestion = z.strictObject({
  appointments: z.array(appointment).min(1).max(200),
});
export const appointmentsAnswer = z.strictObject({ stored: z.array(z.uuid()) });
export type Appointment = z.infer<typeof appointment>;

/** `GET /staff/queue/appointments`: today's, in the order of their times. */
export const appointmentList = z.strictObject({
  appointments: z.array(
    z.strictObject({
      ...appointment.shape,
      /** The entry of whoever has come; null: nobody yet. */
      entryId: z.uuid().nullable(),
      ticket: ticketNumber.nullable(),
    }),
  ),
});
export type AppointmentList = z.infer<typeof appointmentList>;
