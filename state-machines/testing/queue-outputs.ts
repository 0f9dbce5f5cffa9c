import type { AnyMachineSnapshot } from 'xstate';
import type { Catalogue } from '../../config/catalogue.ts';
import type { FlowEvent } from '../events.ts';
import type { FlowInput } from '../parts/flow-end.ts';
import type {
  CheckInOutcome,
  OfferedService,
  QueueOffer,
  ReadOfferOutcome,
  TakeTicketOutcome,
  Ticket,
} from '../ports/queue.ts';

/** A small branch, and every way what flows ask of its queue can end. */

export const CATALOGUE: Catalogue = {
  groups: [
    { id: 'cards', title: { de: 'Ausweise', en: 'ID cards' } },
    { id: 'empty', title: { de: 'Leer', en: 'Empty' } },
  ],
  topics: [
    topic('lost', 'identity-card', 'Ausweis verloren'),
    { ...topic('pin', 'identity-card', 'PIN vergessen'), here: ['reset-pin', 'change-pin'] },
    topic('parking', 'parking', 'Parkausweis'),
    ...[1, 2, 3, 4].map((number) => topic(`other-${number}`, 'parking', `Anderes ${number}`)),
    topic('unknown', 'not-served', 'Fischereischein'),
  ],
};

export const QUEUE_INPUT: FlowInput = {
  service: 'take-ticket',
  card: 'no-card',
  language: 'de',
  services: ['take-ticket', 'check-in', 'reset-pin'],
  catalogue: CATALOGUE,
  timeZone: 'Europe/Berlin',
  hasScanner: true,
  codeForm: 'typed-or-scanned',
  scanned: null,
};

const OPEN: OfferedService = {
  id: 'identity-card',
  place: 'Wartebereich 1. OG',
  open: { kind: 'open', closesAt: '16:00' },
  ticketsLeft: null,
  waiting: 4,
  wait: { fromMinutes: 10, toMinutes: 20 },
};

export const OFFER: QueueOffer = {
  services: {
    'identity-card': OPEN,
    parking: { ...OPEN, id: 'parking', open: { kind: 'not-yet', opensAt: '13:00' } },
  },
  reading: 'live',
};

export const TICKET: Ticket = {
  number: 'A017',
  serviceId: 'identity-card',
  place: 'Wartebereich 1. OG',
  wait: { fromMinutes: 10, toMinutes: 20 },
  appointmentAt: null,
  followUrl: 'https://termine.musterstadt.example/follow/#Zr3kq0v8T1uWx5yA7bC9dE',
  slipText: 'Bitte halten Sie Ihren Ausweis bereit.',
};

const TAKE_TICKET: readonly TakeTicketOutcome[] = [
  { kind: 'given', ticket: TICKET },
  { kind: 'given', ticket: { ...TICKET, wait: null, followUrl: null, slipText: null } },
  { kind: 'not-open', open: { kind: 'not-yet', opensAt: '13:00' } },
  { kind: 'not-open', open: { kind: 'closed' } },
  { kind: 'not-open', open: { kind: 'closed-day', name: 'Heilige Drei Könige' } },
  { kind: 'not-open', open: { kind: 'switched-off', text: null } },
  { kind: 'no-tickets-left' },
  { kind: 'unreachable' },
  { kind: 'not-admitted' },
];

const CHECK_IN: readonly CheckInOutcome[] = [
  ...TAKE_TICKET,
  { kind: 'given', ticket: { ...TICKET, appointmentAt: '2026-12-01T09:15:00Z' } },
  { kind: 'unknown-code' },
  { kind: 'too-early', opensAt: '2026-12-01T08:45:00Z' },
  { kind: 'over', at: '2026-11-30T09:15:00Z' },
];

const READ_OFFER: readonly ReadOfferOutcome[] = [
  { kind: 'read', offer: OFFER },
  { kind: 'read', offer: { ...OFFER, reading: 'remembered' } },
  { kind: 'unreachable' },
  { kind: 'not-admitted' },
];

export const QUEUE_OUTPUTS = {
  readOffer: READ_OFFER,
  takeTicket: TAKE_TICKET,
  checkIn: CHECK_IN,
  printTicket: [
    { kind: 'printed' },
    { kind: 'probably-printed' },
    { kind: 'failed', fault: 'paper-out' },
    { kind: 'unknown' },
  ],
  showTicket: [undefined],
};

export const CODE = 'AB23CD45';

export const QUEUE_EVENTS: readonly FlowEvent[] = [
  { type: 'visitor.confirmed' },
  { type: 'visitor.chose-alternative' },
  { type: 'visitor.cancelled' },
  { type: 'visitor.group-chosen', group: 'cards' },
  { type: 'visitor.group-chosen', group: 'unknown' },
  { type: 'visitor.topic-chosen', topic: 'lost' },
  { type: 'visitor.topic-chosen', topic: 'pin' },
  { type: 'visitor.topic-chosen', topic: 'parking' },
  { type: 'visitor.topic-chosen', topic: 'unknown' },
  { type: 'visitor.service-chosen', service: 'reset-pin' },
  { type: 'visitor.service-chosen', service: 'change-pin' },
  { type: 'visitor.letter-typed', letter: 'A' },
  { type: 'visitor.letter-erased' },
  { type: 'scanner.read', text: `https://termine.musterstadt.example/${CODE}` },
  { type: 'scanner.read', text: '4006381333931' },
  { type: 'card.placed' },
  { type: 'reader.lost' },
];

/** What the future of a queue flow depends on: of a search only whether there is one. */
export function identifyQueue({ value, context }: AnyMachineSnapshot): unknown {
  const { offer, group, page, typed, topic: chosen, ticket, refusal, slip } = context;
  const code = 'group' in context ? typed !== '' : typed?.length;
  return [
    offer?.reading,
    group,
    page,
    code,
    chosen?.id,
    ticket,
    slip,
    value === 'refused' && refusal,
  ];
}

function topic(id: string, serviceId: string, de: string): Catalogue['topics'][number] {
  return { id, group: 'cards', serviceId, title: { de, en: de }, words: { de: [], en: [] } };
}
