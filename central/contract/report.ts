import { z } from 'zod';
import { queueServiceId } from './queue.ts';

/**
 * What a branch has done in a span of days, for its lead: `GET /staff/report?from=…&to=…`, and as a
 * table for spreadsheets `GET /staff/report.csv`. Roles lead and IT.
 */

export const REPORT_DAYS_MAX = 366;
/** "Two parking permits done by oneself free three passport appointments." */
export const APPOINTMENTS_PER_TRANSACTION = 1.5;

const DAY_MS = 24 * 60 * 60_000;

/** Days of the branch's calendar, the last one included. */
export const reportQuestion = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, 'ends before it begins')
  .refine(
    ({ from, to }) => (Date.parse(to) - Date.parse(from)) / DAY_MS < REPORT_DAYS_MAX,
    `spans more than ${REPORT_DAYS_MAX} days`,
  );
export type ReportQuestion = z.infer<typeof reportQuestion>;

const count = z.int().min(0);
const minutes = z.number().min(0);
/** Minutes; null where nothing was measured. */
const spread = z.strictObject({ count, median: minutes, ninetieth: minutes }).nullable();
export type Spread = z.infer<typeof spread>;

const work = {
  /** Ended at a counter. */
  handled: count,
  /** Called and never served. */
  missed: count,
  /** From taking the ticket to the first call. */
  wait: spread,
  /** From the call to the end. */
  handling: spread,
};

const reportPeriod = z.strictObject({
  /** `2026-11-23` for a day, `2026-W48` for a week by ISO 8601, `whole` for all of it. */
  name: z.string(),
  /** The days of the period that lie in the report. */
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  kiosk: z.strictObject({
    /** Transactions that ended with success. */
    handled: count,
    /** Those among them that would have needed a counter. */
    freeing: count,
    minutesFreed: minutes,
    appointmentsFreed: z.number().min(0),
    services: z.array(z.strictObject({ service: z.string(), handled: count })),
  }),
  counters: z.strictObject(work),
  /** Of the queue, by who gave them, and by whether there was an appointment. */
  tickets: z.strictObject({
    kiosk: count,
    staff: count,
    withAppointment: count,
    withoutAppointment: count,
    /** How many people came in which hour of the day; hours in which nobody came are left out. */
    arrivals: z.array(z.strictObject({ hour: z.int().min(0).max(23), people: count })),
  }),
  services: z.array(z.strictObject({ serviceId: queueServiceId, ...work })),
});
export type ReportPeriod = z.infer<typeof reportPeriod>;

export const capacityReport = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    madeAt: z.iso.datetime(),
    /** Of the queue, as they are called now; one that is gone has its id for a name. */
    services: z.array(z.strictObject({ id: queueServiceId, name: z.string() })),
    /** What a kiosk's transaction is reckoned as. */
    measure: z.strictObject({
      minutes,
      /** Measured in these days, else set up for the service, else assumed. */
      source: z.enum(['measured', 'configured', 'assumed']),
      /** The service of the queue that it replaces; null: none is set up. */
      serviceId: queueServiceId.nullable(),
      appointments: z.number(),
    }),
    /** Those on which something happened. */
    days: z.array(reportPeriod),
    weeks: z.array(reportPeriod),
    whole: reportPeriod,
  })
  .meta({ id: 'CapacityReport' });
export type CapacityReport = z.infer<typeof capacityReport>;
