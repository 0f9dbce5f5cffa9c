import { randomUUID } from 'node:crypto';
import type {
  KioskQueue,
  NumberLease,
  OfflineTicket,
  QueueEntry,
} from '../../central/contract/queue.ts';
import type {
  Asked,
  CheckInAnswer,
  LeasesQuestion,
  QueueSystem,
  TicketAnswer,
} from '../sync/adapters/queue-system.ts';

/** A queue system that answers as it is told to, and remembers what it was asked. */
export class ScriptedQueue implements QueueSystem {
  readonly asked: { ticket: string[]; checkIn: string[]; leases: LeasesQuestion[] } = {
    ticket: [],
    checkIn: [],
    leases: [],
  };
  readonly reported: OfflineTicket[][] = [];
  offer: Asked<KioskQueue> = { kind: 'answered', body: OFFER };
  ticket: () => Asked<TicketAnswer> = () => ({ kind: 'answered', body: given('A017') });
  checkedIn: () => Asked<CheckInAnswer> = () => ({ kind: 'answered', body: given('A018') });
  leases: QueueSystem['keepLeases'] = async () => ({ kind: 'unreachable' });
  report: QueueSystem['enterOfflineTickets'] = async () => ({ kind: 'unreachable' });

  async readOffer() {
    return this.offer;
  }
  async giveTicket({ id }: { id: string }) {
    this.asked.ticket.push(id);
    return this.ticket();
  }
  async checkIn({ id }: { id: string }) {
    this.asked.checkIn.push(id);
    return this.checkedIn();
  }
  async readCalled() {
    return { kind: 'unreachable' } as const;
  }
  async keepLeases(question: LeasesQuestion) {
    this.asked.leases.push(question);
    return this.leases(question);
  }
  async enterOfflineTickets(tickets: readonly OfflineTicket[]) {
    this.reported.push([...tickets]);
    return this.report(tickets);
  }
}

/** Monday; open from 8 to 12. */
export const OFFER: KioskQueue = {
  day: '2026-11-23',
  services: [
    {
      id: 'identity-card',
      name: 'Personalausweis',
      place: 'Wartebereich 1',
      open: { kind: 'open', closesAt: '12:00' },
      ticketsLeft: 3,
      waiting: 4,
      wait: { fromMinutes: 10, toMinutes: 20 },
      hours: [
        { day: '2026-11-23', periods: [{ opens: '08:00', closes: '12:00' }] },
        { day: '2026-11-24', periods: [] },
        { day: '2026-11-25', periods: [{ opens: '14:00', closes: '18:00' }] },
      ],
      slipText: 'Bitte Lichtbild bereithalten.',
    },
  ],
};

export const LEASE: NumberLease = {
  id: '0193a5c2-0000-4a10-8f00-5c1e9d3b2a11',
  serviceId: 'identity-card',
  prefix: 'A',
  digits: 3,
  firstNumber: 41,
  lastNumber: 42,
};

export const TOKEN = 'abcdefghijklmnopqrstuv';

export function given(ticket: string): Extract<TicketAnswer, { kind: 'given' }> {
  const at = '2026-11-23T09:00:00.000Z';
  const entry: QueueEntry = {
    ...{ id: randomUUID(), kind: 'walk-in', ticket, serviceId: 'identity-card', state: 'waiting' },
    ...{ queuedAt: at, appointmentAt: null, calls: 0, calledAt: null, counter: null, note: null },
    ...{ forwardedFrom: null, preferred: false, requestId: null, changedAt: at },
  };
  const wait = { fromMinutes: 10, toMinutes: 20 };
  return { kind: 'given', entry, place: 'Wartebereich 1', wait, followToken: TOKEN };
}
