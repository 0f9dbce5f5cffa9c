import type { z } from 'zod';
import type { Example } from './examples.ts';
import { followedTicket } from './follow.ts';
import {
  calledTickets,
  checkInAnswer,
  checkInQuestion,
  entryAnswer,
  entryStep,
  issuingQuestion,
  kioskQueue,
  leasesAnswer,
  leasesQuestion,
  nextAnswer,
  offlineTicketsAnswer,
  offlineTicketsQuestion,
  pauseQuestion,
  queueEntry,
  queueList,
  staffCheckInAnswer,
  staffTicketQuestion,
  ticketAnswer,
  ticketQuestion,
} from './queue.ts';
import {
  appointmentList,
  appointmentsAnswer,
  appointmentsQuestion,
  queueConfiguration,
} from './queue-configuration.ts';

const ENTRY_ID = '0193a5c2-6f10-7c3e-9b1d-2f6a8e4c7d31';
const OTHER_ID = '0193a5c2-6f10-7c3e-9b1d-2f6a8e4c7d32';
const COUNTER_ID = '0193a5c2-0000-7a10-8f00-5c1e9d3b2a22';
const SERVICE_ID = 'identity-card';
const PLACE = 'Wartebereich 1. OG';
const CODE = 'K7MR4W2P';
const TOKEN = 'q3v0cX9jT2mB7sWfLr8yNA';

const ENTRY = {
  id: ENTRY_ID,
  kind: 'walk-in',
  ticket: 'A017',
  serviceId: SERVICE_ID,
  state: 'waiting',
  queuedAt: '2026-11-23T09:15:00.000Z',
  appointmentAt: null,
  calls: 0,
  calledAt: null,
  counter: null,
  note: null,
  forwardedFrom: null,
  preferred: false,
  requestId: null,
  changedAt: '2026-11-23T09:15:00.000Z',
} as const satisfies z.input<typeof queueEntry>;
const CALLED = {
  ...ENTRY,
  state: 'called',
  calls: 1,
  calledAt: '2026-11-23T09:31:00.000Z',
  counter: { id: COUNTER_ID, name: 'Schalter 3', clerk: 'A. Berger' },
  changedAt: '2026-11-23T09:31:00.000Z',
} as const;
const GIVEN = {
  kind: 'given',
  entry: ENTRY,
  place: PLACE,
  wait: { fromMinutes: 10, toMinutes: 25 },
  followToken: TOKEN,
} as const;

function example<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>): Example {
  return { schema, value };
}

export const QUEUE_EXAMPLES: readonly Example[] = [
  example(queueEntry, ENTRY),
  example(kioskQueue, {
    day: '2026-11-23',
    services: [
      {
        id: SERVICE_ID,
        name: 'Personalausweis',
        place: PLACE,
        open: { kind: 'open', closesAt: '16:00' },
        ticketsLeft: 42,
        waiting: 3,
        wait: { fromMinutes: 10, toMinutes: 25 },
        hours: [{ day: '2026-11-23', periods: [{ opens: '08:00', closes: '16:00' }] }],
        slipText: 'Bitte halten Sie Ihren Ausweis bereit.',
      },
    ],
  }),
  example(ticketQuestion, { serviceId: SERVICE_ID }),
  example(ticketAnswer, GIVEN),
  example(checkInQuestion, { code: CODE }),
  example(checkInAnswer, { kind: 'too-early', opensAt: '2026-11-23T10:00:00.000Z' }),
  example(leasesQuestion, {
    ledgerId: OTHER_ID,
    wishes: [{ id: ENTRY_ID, serviceId: SERVICE_ID }],
    returned: [],
  }),
  example(leasesAnswer, {
    leases: [
      {
        id: ENTRY_ID,
        serviceId: SERVICE_ID,
        prefix: 'A',
        digits: 3,
        firstNumber: 18,
        lastNumber: 37,
      },
    ],
    returned: [],
    advised: [{ serviceId: SERVICE_ID, numbers: 20 }],
  }),
  example(offlineTicketsQuestion, {
    tickets: [
      {
        ...{ id: ENTRY_ID, leaseId: OTHER_ID, number: 18 },
        ...{ at: '2026-11-23T09:40:00.000Z', followToken: TOKEN },
      },
    ],
  }),
  example(offlineTicketsAnswer, { stored: [ENTRY_ID], refused: [] }),
  example(nextAnswer, { kind: 'called', entry: CALLED }),
  example(calledTickets, {
    called: [
      {
        ticket: 'A017',
        queueId: 'hall',
        counterId: COUNTER_ID,
        counter: 'Schalter 3',
        direction: null,
        arrow: 'left',
        isCalling: true,
        calls: 1,
        calledAt: '2026-11-23T09:31:00.000Z',
      },
    ],
  }),
  example(entryStep, { kind: 'forward', serviceId: 'registration', note: 'Foto fehlt' }),
  example(staffTicketQuestion, { serviceId: SERVICE_ID, preferred: true, note: null }),
  example(issuingQuestion, {
    ...{ serviceId: SERVICE_ID, issues: false },
    text: 'Heute keine Nummern mehr. Bitte vereinbaren Sie einen Termin.',
  }),
  example(followedTicket, {
    ...{ ticket: 'A017', state: 'waiting', branchName: 'Bürgeramt Mitte', place: PLACE },
    ...{ ahead: 2, wait: { fromMinutes: 10, toMinutes: 25 } },
    ...{ counter: null, direction: null, at: '2026-11-23T09:16:00.000Z' },
  }),
  example(entryAnswer, { entry: CALLED }),
  example(pauseQuestion, { pauses: true }),
  example(queueList, {
    version: 218,
    entries: [CALLED],
    isCut: false,
    counters: [{ id: COUNTER_ID, name: 'Schalter 3', serves: 1, pauses: false }],
  }),
  example(queueConfiguration, {
    queues: [
      {
        id: 'hall',
        name: 'Bürgerservice',
        place: PLACE,
        openingHours: [{ weekday: 1, opens: '08:00', closes: '16:00' }],
        slipText: 'Bitte halten Sie Ihren Ausweis bereit.',
      },
    ],
    services: [
      {
        id: SERVICE_ID,
        name: 'Personalausweis',
        queueId: 'hall',
        series: { prefix: 'A', firstNumber: 1, lastNumber: 999 },
        dailyLimit: 120,
        usualMinutes: 12,
      },
    ],
    counters: [
      {
        counterId: COUNTER_ID,
        serviceIds: [SERVICE_ID],
        direction: 'links, 1. Tür',
        arrow: 'left',
      },
    ],
    closedDays: [{ day: '2026-12-25', name: '1. Weihnachtstag' }],
    specialDays: [
      {
        ...{ day: '2026-12-24', name: 'Heiligabend' },
        periods: [{ opens: '08:00', closes: '12:00' }],
      },
    ],
    fastLaneServiceId: SERVICE_ID,
  }),
  example(appointmentsQuestion, {
    appointments: [
      { id: ENTRY_ID, code: CODE, serviceId: SERVICE_ID, at: '2026-11-23T11:00:00.000Z' },
    ],
  }),
  example(appointmentList, {
    appointments: [
      {
        ...{ id: ENTRY_ID, code: CODE, serviceId: SERVICE_ID, at: '2026-11-23T11:00:00.000Z' },
        ...{ entryId: OTHER_ID, ticket: 'A017' },
      },
    ],
  }),
  example(staffCheckInAnswer, { kind: 'unknown-code' }),
  example(appointmentsAnswer, { stored: [ENTRY_ID] }),
];
