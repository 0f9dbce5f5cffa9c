import { z } from 'zod';

/**
 * What is read of ZMS's answers. Numbers come as digits, lists as objects, flags as `"0"`, and what
 * has its default may be missing: zms-api.md, 1.2. Fields that are not named here stay as they
 * came, because ZMS takes a whole entity back.
 */

export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value)));

export const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');

const digits = z
  .union([z.number(), z.string().regex(/^-?\d*(?:\.\d+)?$/)])
  .nullish()
  .transform((value) => Number(value ?? 0));

/** 1 to 3; null: by whether there is an appointment. */
const priority = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => Number(value ?? 0) || null);

function list<Item extends z.ZodType>(item: Item) {
  return z
    .union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
    .nullish()
    .transform((value) => (Array.isArray(value) ? value : numbered(value ?? {})))
    .pipe(z.array(item));
}

function numbered(value: Record<string, unknown>): unknown[] {
  return Object.entries(value)
    .filter(([key]) => /^\d+$/.test(key))
    .map(([, item]) => item);
}

const queueEntry = z.looseObject({
  number: text,
  displayNumber: text,
  status: text,
  arrivalTime: digits,
  callTime: digits,
  callCount: digits,
  destination: text,
  destinationHint: text,
  waitingTimeEstimate: digits,
  waitingTimeOptimistic: digits,
});
export type ZmsQueueEntry = z.infer<typeof queueEntry>;
export const queue = list(queueEntry);

export const scope = z.looseObject({
  id: text,
  hint: text,
  contact: z.looseObject({ name: text }).optional(),
  preferences: z
    .looseObject({
      queue: z.looseObject({ maxNumberContingent: digits }).optional(),
      ticketprinter: z.looseObject({ deactivatedText: text }).optional(),
    })
    .optional(),
  status: z
    .looseObject({
      queue: z
        .looseObject({
          givenNumberCount: digits,
          lastGivenNumberTimestamp: digits,
          workstationCount: digits,
          ghostWorkstationCount: digits,
        })
        .optional(),
      ticketprinter: z.looseObject({ deactivated: flag }).optional(),
      availability: z.looseObject({ isOpened: flag }).optional(),
    })
    .optional(),
  dayoff: list(z.looseObject({ date: digits, name: text })),
});
export type ZmsScope = z.infer<typeof scope>;

export const ticket = z.looseObject({
  id: text.pipe(z.string().min(1)),
  authKey: text,
  displayNumber: text,
  status: text,
  priority,
  amendment: text,
  queue: queueEntry,
  scope: z.looseObject({ id: text, contact: z.looseObject({ name: text }).optional() }),
  appointments: list(z.looseObject({ date: digits })),
  requests: list(z.looseObject({ id: text })),
});
export type ZmsTicket = z.infer<typeof ticket>;
export const tickets = list(ticket);
/** A `process` of ZMS; `{}` where nobody waits. */
export const ticketOrNone = z.union([ticket, z.looseObject({}).transform(() => null)]);

export const workstation = z.looseObject({
  name: text,
  scope: z.looseObject({ id: text }).nullish(),
  process: ticketOrNone.nullish(),
});
export const login = z.looseObject({ authkey: z.string().min(1) });
/** What comes with `UserAlreadyLoggedIn`. */
export const otherSession = z.looseObject({ authkey: z.string().min(1) });

export const organisation = z.looseObject({
  id: text,
  preferences: z.looseObject({ ticketPrinterActivation: flag }).optional(),
});
export const ticketprinter = z.looseObject({
  hash: z.string().regex(/^[a-z0-9]{20,40}$/),
  enabled: flag,
  buttons: list(z.looseObject({ enabled: flag, name: text })),
});
export type ZmsPrinter = z.infer<typeof ticketprinter>;

export const availabilities = list(
  z.looseObject({
    type: text,
    startDate: digits,
    endDate: digits,
    startTime: text,
    endTime: text,
    repeat: z.looseObject({ afterWeeks: digits, weekOfMonth: digits }).optional(),
    weekday: z.record(z.string(), z.unknown()).optional(),
  }),
);
export type ZmsAvailability = z.infer<typeof availabilities>[number];
