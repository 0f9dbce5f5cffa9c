import { z } from 'zod';
import { CODE_ALPHABET } from './codes.ts';

/**
 * The queue of a branch as kiosks, counters and waiting rooms see it.
 *
 * waiting → called → serving → done is the good way. An entry is also missed or parked, and comes
 * back from both; a recall is another call, and one forwarded waits again for another service under
 * the same number.
 */

const ENTRY_KINDS = ['walk-in', 'appointment', 'fast-lane'] as const;
export const entryKind = z.enum(ENTRY_KINDS);

export const ENTRY_STATES = [
  'waiting',
  'called',
  'serving',
  'parked',
  'missed',
  'done',
  'cancelled',
] as const;
export const entryState = z.enum(ENTRY_STATES);

/** A name in the configuration, e.g. `identity-card`. */
export const queueServiceId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** A letter or two and digits, e.g. `A007`: shown, printed and said aloud. */
export const ticketNumber = z.string().regex(/^[A-Z]{1,2}\d{1,4}$/);
/** What staff wrote, and what was noted of itself: newest first. */
export const note = z.string().trim().min(1).max(200);
export const shortName = z.string().trim().min(1).max(60);
/** The clock in the branch, to the minute. */
export const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
export const slipText = z.string().trim().min(1).max(240);
/** Which way the counter lies, seen from where people wait. */
export const arrow = z.enum(['left', 'right', 'ahead']);

export const queueEntry = z
  .strictObject({
    id: z.uuid(),
    kind: entryKind,
    ticket: ticketNumber,
    serviceId: queueServiceId,
    state: entryState,
    /** Since when the person waits; kept when forwarded, so that the place stays fair. */
    queuedAt: z.iso.datetime(),
    appointmentAt: z.iso.datetime().nullable(),
    /** How often called; more than once is a recall. */
    calls: z.int().min(0),
    calledAt: z.iso.datetime().nullable(),
    /** Who calls, serves, has parked or missed the person. */
    counter: z.strictObject({ id: z.uuid(), name: z.string(), clerk: z.string() }).nullable(),
    /** What the next counter must know, so that nobody explains twice. */
    note: note.nullable(),
    forwardedFrom: queueServiceId.nullable(),
    /** Set by staff: due at once, e.g. somebody who cannot stand for long. */
    preferred: z.boolean(),
    /** The fast-lane request it comes from. */
    requestId: z.uuid().nullable(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'QueueEntry' });
export type QueueEntry = z.infer<typeof queueEntry>;
export type EntryKind = z.infer<typeof entryKind>;
export type EntryState = z.infer<typeof entryState>;

/** In whole minutes; null where no open counter serves the service. */
export const waitRange = z
  .strictObject({ fromMinutes: z.int().min(0), toMinutes: z.int().min(0) })
  .nullable();
export type WaitRange = z.infer<typeof waitRange>;

export const openState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), closesAt: z.string() }),
  z.strictObject({ kind: z.literal('not-yet'), opensAt: z.string() }),
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({ kind: z.literal('closed-day'), name: z.string() }),
  /** Staff give no more tickets for it until they switch it on again. */
  z.strictObject({
    kind: z.literal('switched-off'),
    /** Why, or where to go, in the words of the branch. */
    text: slipText.nullable(),
  }),
]);
export type OpenState = z.infer<typeof openState>;

/** `GET /kiosk/queue`: what a kiosk may offer now. */
export const kioskQueue = z.strictObject({
  /** The calendar day in the branch. */
  day: z.iso.date(),
  services: z.array(
    z.strictObject({
      id: queueServiceId,
      name: shortName,
      /** Where to wait. */
      place: shortName,
      open: openState,
      /** Today; null: as many as there are numbers. */
      ticketsLeft: z.int().min(0).nullable(),
      /** Who would be called before somebody who came now; as `ahead` of whoever follows a slip. */
      waiting: z.int().min(0),
      wait: waitRange,
      /** Today's and the next days' hours, for a kiosk that is cut off. */
      hours: z.array(
        z.strictObject({
          day: z.iso.date(),
          periods: z.array(z.strictObject({ opens: clockTime, closes: clockTime })),
        }),
      ),
      /** What the slip says besides, in the words of the branch. */
      slipText: slipText.nullable(),
    }),
  ),
});
export type KioskQueue = z.infer<typeof kioskQueue>;

/** `PUT /kiosk/queue/tickets/{id}`: one id is one ticket, however often it is asked for. */
export const ticketQuestion = z.strictObject({ serviceId: queueServiceId });
/** `PUT /kiosk/queue/check-ins/{id}` */
export const appointmentCode = z.string().regex(new RegExp(`^[${CODE_ALPHABET}]{8}$`));
export const checkInQuestion = z.strictObject({ code: appointmentCode });

export const followToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

const ticketGiven = z.strictObject({
  kind: z.literal('given'),
  entry: queueEntry,
  place: shortName,
  wait: waitRange,
  /** In the address of the page that shows a phone how long it will be: `/follow/#TOKEN`. */
  followToken,
});
const notGiven = [
  z.strictObject({ kind: z.literal('not-open'), open: openState }),
  z.strictObject({ kind: z.literal('no-tickets-left') }),
] as const;
export const ticketAnswer = z.discriminatedUnion('kind', [ticketGiven, ...notGiven]);

export const checkInAnswer = z.discriminatedUnion('kind', [
  ticketGiven,
  z.strictObject({ kind: z.literal('no-tickets-left') }),
  z.strictObject({ kind: z.literal('unknown-code') }),
  z.strictObject({ kind: z.literal('too-early'), opensAt: z.iso.datetime() }),
  /** Of another day, or over: the visitor takes a ticket. */
  z.strictObject({ kind: z.literal('over'), at: z.iso.datetime() }),
]);

/** A block of numbers that nobody else gives as long as the lease is not returned. */
export const numberLease = z.strictObject({
  id: z.uuid(),
  serviceId: queueServiceId,
  prefix: z.string().regex(/^[A-Z]{1,2}$/),
  /** Digits of a number on paper: 3 makes 7 `007`. */
  digits: z.int().min(1).max(4),
  firstNumber: z.int().min(1),
  lastNumber: z.int().min(1),
});
export type NumberLease = z.infer<typeof numberLease>;

/**
 * `POST /kiosk/queue/leases`. The kiosk makes and keeps the id of a wish before it asks, so a lost
 * answer is asked for again. `ledgerId` is made with the kiosk's ledger: a kiosk that lost its
 * ledger has another, and what it held before is never given again that day.
 */
export const leasesQuestion = z.strictObject({
  ledgerId: z.uuid(),
  wishes: z.array(z.strictObject({ id: z.uuid(), serviceId: queueServiceId })).max(50),
  /** Leases whose numbers the kiosk gives no more. */
  returned: z.array(z.uuid()).max(50),
});
export const leasesAnswer = z.strictObject({
  /** Wishes that are not among them cannot be granted today. */
  leases: z.array(numberLease),
  returned: z.array(z.uuid()),
  /** How many numbers this kiosk should hold of each service. */
  advised: z.array(z.strictObject({ serviceId: queueServiceId, numbers: z.int().min(0) })),
});
export type LeasesAnswer = z.infer<typeof leasesAnswer>;

/** A ticket that a kiosk gave by itself. Its id is the one a lost question had, if there was one. */
export const offlineTicket = z.strictObject({
  id: z.uuid(),
  leaseId: z.uuid(),
  number: z.int().min(1),
  /** By the kiosk's clock, which may be wrong. */
  at: z.iso.datetime(),
  /** Made by the kiosk, because it stands on the slip. */
  followToken,
});
export type OfflineTicket = z.infer<typeof offlineTicket>;

/** `POST /kiosk/queue/tickets`: sent again until acknowledged, in effect once. */
export const offlineTicketsQuestion = z.strictObject({
  tickets: z.array(offlineTicket).min(1).max(100),
});
export const offlineTicketsAnswer = z.strictObject({
  stored: z.array(z.uuid()),
  /** Never accepted, however often they are sent; IT sees them in the kiosk's log. */
  refused: z.array(
    z.strictObject({
      id: z.uuid(),
      reason: z.enum(['lease-unknown', 'number-not-leased', 'number-given']),
    }),
  ),
});
export type OfflineTicketsAnswer = z.infer<typeof offlineTicketsAnswer>;

/** `POST /staff/queue/next` */
export const nextAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('called'), entry: queueEntry }),
  /** This counter has not ended what it called before: nobody else is called. */
  z.strictObject({ kind: z.literal('in-hand'), entry: queueEntry }),
  z.strictObject({ kind: z.literal('nobody') }),
]);
export type NextAnswer = z.infer<typeof nextAnswer>;

/** `POST /staff/queue/entries/{id}/steps` */
export const entryStep = z.discriminatedUnion('kind', [
  /** Out of turn, also from the list of the missed and parked. */
  z.strictObject({ kind: z.literal('call') }),
  z.strictObject({ kind: z.literal('recall') }),
  z.strictObject({ kind: z.literal('serve') }),
  z.strictObject({ kind: z.literal('finish') }),
  z.strictObject({ kind: z.literal('miss') }),
  z.strictObject({ kind: z.literal('park'), note: note.nullable() }),
  /** Back among the waiting. */
  z.strictObject({ kind: z.literal('return') }),
  z.strictObject({
    kind: z.literal('forward'),
    serviceId: queueServiceId,
    note: note.nullable(),
  }),
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({ kind: z.literal('prefer'), preferred: z.boolean() }),
]);
export type EntryStep = z.infer<typeof entryStep>;
export const entryAnswer = z.strictObject({ entry: queueEntry });

/** `PUT /staff/queue/pause`: a pausing counter calls nobody, and no estimate counts on it. */
export const pauseQuestion = z.strictObject({ pauses: z.boolean() });

/**
 * `PUT /staff/queue/tickets/{id}`: staff give a ticket themselves, also outside opening hours and
 * above the limit. The answer is a `ticketAnswer`.
 */
export const staffTicketQuestion = z.strictObject({
  serviceId: queueServiceId,
  preferred: z.boolean(),
  note: note.nullable(),
});

/** `PUT /staff/queue/issuing`: whether kiosks give tickets for a service. */
export const issuingQuestion = z.strictObject({
  serviceId: queueServiceId,
  issues: z.boolean(),
  /** What kiosks say as long as they give none; null: what they always say. */
  text: slipText.nullable().default(null),
});

/** `PUT /staff/queue/check-ins/{id}`: as at a kiosk, but staff decide about who is early or late. */
export const staffCheckInAnswer = z.discriminatedUnion('kind', [
  ticketGiven,
  z.strictObject({ kind: z.literal('no-tickets-left') }),
  z.strictObject({ kind: z.literal('unknown-code') }),
]);

/** `GET /staff/queue/entries?search=A00`: today's, those waiting first and in the order of calls. */
export const queueList = z.strictObject({
  version: z.int(),
  entries: z.array(queueEntry),
  /** More were found than are shown. */
  isCut: z.boolean(),
  counters: z.array(
    z.strictObject({ id: z.uuid(), name: z.string(), serves: z.int(), pauses: z.boolean() }),
  ),
});
export type QueueList = z.infer<typeof queueList>;

/** What a waiting room shows: nothing about who or why. */
export const calledTicket = z.strictObject({
  ticket: ticketNumber,
  /** Which waiting rooms show it. */
  queueId: queueServiceId,
  counterId: z.uuid(),
  counter: z.string(),
  direction: z.string().nullable(),
  arrow: arrow.nullable(),
  /** Whether the person is still awaited at the counter. */
  isCalling: z.boolean(),
  /** Grows with every call, so that a repeated one is seen and heard. */
  calls: z.int().min(1),
  calledAt: z.iso.datetime(),
});
export type CalledTicket = z.infer<typeof calledTicket>;

/** `GET /staff/queue/called` */
export const calledTickets = z.strictObject({ called: z.array(calledTicket) });
