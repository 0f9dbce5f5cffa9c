import { z } from 'zod';

/**
 * The documents that ZMS answers with, as strictly as its schemas say (`zmsentities/schema`, fields
 * an adapter needs; zms-api.md, section 2). The fake checks what it sends, so it cannot drift.
 */

const seconds = z.int().min(0);
const count = z.int();
const status = z.enum([
  ...(['free', 'reserved', 'preconfirmed', 'confirmed', 'queued', 'called', 'processing'] as const),
  ...(['pending', 'finished', 'missed', 'parked', 'deleted', 'blocked', 'fake'] as const),
]);

export const queueEntryDocument = z.strictObject({
  number: z.union([z.int(), z.string()]),
  /** Only where entries are made from processes. */
  displayNumber: z.string().optional(),
  status,
  arrivalTime: seconds,
  callTime: seconds,
  lastCallTime: seconds,
  callCount: count,
  destination: z.string().nullable(),
  destinationHint: z.string().nullable(),
  withAppointment: z.boolean(),
  waitingTime: count,
  waitingTimeEstimate: count.optional(),
  waitingTimeOptimistic: count.optional(),
  priority: z.int().min(1).max(3).nullable(),
});
export type QueueEntryDocument = z.infer<typeof queueEntryDocument>;
export const queueDocument = z.array(queueEntryDocument);

export const scopeDocument = z.strictObject({
  id: z.int(),
  shortName: z.string(),
  hint: z.string(),
  contact: z.strictObject({ name: z.string(), street: z.string() }),
  provider: z.strictObject({ id: z.int(), source: z.literal('dldb') }),
  preferences: z
    .strictObject({
      queue: z.strictObject({
        ...{ firstNumber: count, lastNumber: count, maxNumberContingent: count },
        ...{ processingTimeAverage: count, callCountMax: count, callDisplayText: z.string() },
      }),
      ticketprinter: z.strictObject({ buttonName: z.string(), deactivatedText: z.string() }),
    })
    .optional(),
  status: z
    .strictObject({
      queue: z.strictObject({
        ...{ lastGivenNumber: count, lastGivenNumberTimestamp: seconds, givenNumberCount: count },
        ...{ ghostWorkstationCount: count, workstationCount: count },
      }),
      ticketprinter: z.strictObject({ deactivated: z.boolean() }),
      availability: z.strictObject({ isOpened: z.boolean() }).optional(),
    })
    .optional(),
  dayoff: z.array(z.strictObject({ date: seconds, name: z.string() })).optional(),
});
export type ScopeDocument = z.infer<typeof scopeDocument>;

const requestDocument = z.strictObject({
  ...{ id: z.string(), source: z.literal('dldb'), name: z.string() },
});
export const requestsDocument = z.array(requestDocument);

export const processDocument = z.strictObject({
  id: z.union([z.int().min(1000), z.literal(0)]),
  authKey: z.string(),
  displayNumber: z.string(),
  createTimestamp: seconds,
  status,
  priority: z.int().min(1).max(3).nullable(),
  amendment: z.string(),
  externalUserId: z.string().nullable(),
  parkedBy: z.string().nullable(),
  queue: queueEntryDocument.optional(),
  scope: scopeDocument.optional(),
  appointments: z.array(
    z.strictObject({ date: seconds, slotCount: count, scope: z.strictObject({ id: z.int() }) }),
  ),
  requests: z.array(z.strictObject({ id: z.string(), source: z.literal('dldb') })),
  clients: z.array(z.strictObject({ familyName: z.string() })),
});
export type ProcessDocument = z.infer<typeof processDocument>;
export const processesDocument = z.array(processDocument);
/** `GET …/queue/next/` answers an empty process where nobody waits. */
export const nextProcessDocument = z.union([processDocument, z.strictObject({})]);

export const ticketprinterDocument = z.strictObject({
  hash: z.string().regex(/^[a-z0-9]{20,40}$/),
  id: z.int(),
  enabled: z.boolean(),
  name: z.string(),
  lastUpdate: seconds,
  reload: z.int(),
  buttonlist: z.string().optional(),
  buttons: z
    .array(
      z.strictObject({
        ...{ type: z.enum(['scope', 'request']), url: z.string(), enabled: z.boolean() },
        ...{ name: z.string(), requestId: z.string().optional(), scope: scopeDocument },
      }),
    )
    .max(6)
    .optional(),
});
export type TicketprinterDocument = z.infer<typeof ticketprinterDocument>;

export const organisationDocument = z.strictObject({
  id: z.int(),
  name: z.string(),
  preferences: z.strictObject({ ticketPrinterActivation: z.boolean() }),
});
export const departmentDocument = z.strictObject({ id: z.int(), name: z.string() });

export const workstationDocument = z.strictObject({
  id: z.int(),
  name: z.string(),
  hint: z.string(),
  /** Only in the answer to a login. */
  authkey: z.string().optional(),
  scope: z.union([scopeDocument, z.strictObject({ id: z.literal(0) })]),
  process: processDocument.nullable(),
  queue: z.strictObject({ clusterEnabled: z.boolean(), appointmentsOnly: z.boolean() }),
  useraccount: z.strictObject({ id: z.string() }),
});

export const imageDocument = z.strictObject({
  ...{ name: z.string(), data: z.base64(), mime: z.string() },
});
export const calldisplayDocument = z.strictObject({
  serverTime: seconds,
  scopes: z.array(scopeDocument),
  clusters: z.array(z.strictObject({ id: z.int(), name: z.string() })),
  organisation: organisationDocument,
  contact: z.strictObject({ name: z.string() }),
  image: imageDocument,
});

const time = z.string().regex(/^\d\d:\d\d:\d\d$/);
export const availabilitiesDocument = z.array(
  z.strictObject({
    ...{ id: z.int(), type: z.enum(['appointment', 'openinghours']) },
    ...{ startDate: seconds, endDate: seconds, startTime: time, endTime: time },
    repeat: z.strictObject({ afterWeeks: count, weekOfMonth: count }),
    weekday: z.record(z.string(), count),
    scope: z.strictObject({ id: z.int() }),
  }),
);
