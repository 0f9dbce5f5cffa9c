import type { QueueEntry } from '../../../contract/queue.ts';
import type { AppointmentList, QueueConfiguration } from '../../../contract/queue-configuration.ts';
import { at, SESSION } from '../../lane/testing/requests.ts';
import type { QueuePush } from '../queue.ts';

type Appointment = AppointmentList['appointments'][number];

/** Queue entries, a set-up and pushes for tests, each with what a test says of it. */

const idOf = (number: number): string =>
  `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

/** @param number makes the id and the ticket */
export function entryNo(number: number, said: Partial<QueueEntry> = {}): QueueEntry {
  return {
    id: idOf(number),
    kind: 'walk-in',
    ticket: `A${String(number).padStart(3, '0')}`,
    serviceId: 'identity-card',
    state: 'waiting',
    queuedAt: at(number),
    appointmentAt: null,
    calls: 0,
    calledAt: null,
    counter: null,
    note: null,
    forwardedFrom: null,
    preferred: false,
    requestId: null,
    changedAt: at(number),
    ...said,
  };
}

/** @param number makes the id, the code and, in minutes after noon, the time */
export function appointmentNo(number: number, said: Partial<Appointment> = {}): Appointment {
  return {
    id: idOf(500 + number),
    code: `K7MR4W2${'23456789'.charAt(number)}`,
    serviceId: 'identity-card',
    at: at(number * 60),
    entryId: null,
    ticket: null,
    ...said,
  };
}

const [own, other] = SESSION.counters;
if (!own || !other) throw new Error('the test session has two counters');
export const HERE = { ...own, clerk: 'A. Berger' };
export const THERE = { ...other, clerk: 'D. Yılmaz' };

const queue = { name: 'Bürgerservice', place: 'Wartebereich 1', openingHours: [], slipText: null };
const service = { queueId: 'hall', dailyLimit: null, usualMinutes: 10 };
const series = (prefix: string) => ({ prefix, firstNumber: 1, lastNumber: 999 });

/** This counter serves identity cards, the other one registrations too. */
export const SET_UP: QueueConfiguration = {
  queues: [{ id: 'hall', ...queue }],
  services: [
    { ...service, id: 'identity-card', name: 'Personalausweis', series: series('A') },
    { ...service, id: 'registration', name: 'An- und Abmeldung', series: series('B') },
  ],
  counters: [
    { counterId: own.id, serviceIds: ['identity-card'], direction: null, arrow: null },
    {
      counterId: other.id,
      serviceIds: ['identity-card', 'registration'],
      ...{ direction: null, arrow: null },
    },
  ],
  closedDays: [],
  specialDays: [],
  fastLaneServiceId: 'identity-card',
};

export const NO_SWITCHES = { pausing: [], switchedOff: [] };

export function queueSnapshot(version: number, ...entries: QueueEntry[]): QueuePush {
  const lane = { requests: [], alarms: [] };
  return { kind: 'snapshot', version, ...lane, entries, switches: NO_SWITCHES, at: at(0) };
}

export function entryPush(version: number, entry: QueueEntry): QueuePush {
  return { kind: 'entry', version, entry, at: at(0) };
}
