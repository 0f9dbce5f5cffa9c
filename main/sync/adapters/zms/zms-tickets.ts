import { createHash } from 'node:crypto';
import type { EntryState, QueueEntry, WaitRange } from '../../../../central/contract/queue.ts';
import type { ZmsConfig, ZmsScopeConfig } from '../../../../config/queue-system.ts';
import type { ZmsQueueEntry, ZmsTicket } from './zms-shapes.ts';

/** ZMS's tickets and appointments as entries of a queue, and its scopes as ours. Pure. */

const STATES: Readonly<Record<string, EntryState>> = {
  called: 'called',
  processing: 'serving',
  parked: 'parked',
  missed: 'missed',
  finished: 'done',
  pending: 'done',
  archived: 'done',
  deleted: 'cancelled',
  blocked: 'cancelled',
};

const NOTE_LENGTH_MAX = 200;
const FIRST = 1;

export function entryOf(ticket: ZmsTicket, { scopes }: Pick<ZmsConfig, 'scopes'>): QueueEntry {
  const { queue, status, amendment, priority } = ticket;
  const appointmentAt = appointmentOf(ticket);
  const state = STATES[status] ?? 'waiting';
  const calledAt = queue.callTime === 0 ? null : timeOf(queue.callTime);
  const counter = queue.destination;
  return {
    id: entryIdOf(ticket.id),
    kind: appointmentAt === null ? 'walk-in' : 'appointment',
    ticket: shownNumberOf(ticket),
    serviceId: serviceOf(ticket, scopes),
    state,
    queuedAt: timeOf(queue.arrivalTime),
    appointmentAt: appointmentAt === null ? null : timeOf(appointmentAt),
    calls: queue.callCount,
    calledAt,
    counter:
      counter === ''
        ? null
        : { id: counterIdOf(ticket.scope.id, counter), name: counter, clerk: '' },
    note: amendment.trim().slice(0, NOTE_LENGTH_MAX) || null,
    forwardedFrom: null,
    preferred: priority === FIRST,
    requestId: null,
    changedAt: calledAt ?? timeOf(queue.arrivalTime),
  };
}

/** What displays show. */
function shownNumberOf({
  displayNumber,
  queue,
}: Pick<ZmsTicket, 'displayNumber' | 'queue'>): string {
  return displayNumber || queue.displayNumber || queue.number;
}

/** A UUID of version 8 that holds ZMS's own number, so that nothing has to be remembered. */
function entryIdOf(id: string): string {
  return `00000000-0000-8000-8000-${Number(id).toString(16).padStart(12, '0')}`;
}

export function zmsIdOf(entryId: string): string {
  return String(Number.parseInt(entryId.slice(-12), 16));
}

/** ZMS names counters and does not number them. */
export function counterIdOf(scopeId: string, name: string): string {
  const hex = createHash('sha256').update(`${scopeId}/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Seconds since the epoch; null: a walk-in, which ZMS stores at midnight without a slot. */
export function appointmentOf({ appointments }: ZmsTicket): number | null {
  const [first] = appointments;
  return first && Number(first['slotCount'] ?? 0) > 0 ? first.date : null;
}

export function scopeConfigOf(scopes: readonly ZmsScopeConfig[], id: string) {
  return scopes.find((scope) => String(scope.id) === id);
}

/** The first service of its scope, where ZMS does not say which. */
function serviceOf({ scope, requests }: ZmsTicket, scopes: readonly ZmsScopeConfig[]): string {
  const services = scopeConfigOf(scopes, scope.id)?.services ?? [];
  const asked = services.find(({ requestId }) => requests.some(({ id }) => id === requestId));
  return (asked ?? services[0])?.serviceId ?? '';
}

/** Who takes the next ticket has this number in ZMS's list. */
const NEXT_NUMBER = '-1';
const WAITING: readonly string[] = ['confirmed', 'queued', 'reserved'];

export interface ZmsWaits {
  readonly waiting: number;
  readonly wait: WaitRange;
}

/** How many wait before a ticket, and how long. Left out: before the next ticket. */
export function waitsOf(queue: readonly ZmsQueueEntry[], number = NEXT_NUMBER): ZmsWaits {
  const rest = queue.filter(
    (entry) => WAITING.includes(entry.status) || entry.number === NEXT_NUMBER,
  );
  const index = rest.findIndex((entry) => entry.number === number);
  const entry = rest[index];
  const waiting = rest.slice(0, Math.max(0, index)).filter((each) => each.number !== NEXT_NUMBER);
  if (!entry) return { waiting: waiting.length, wait: null };
  const toMinutes = Math.max(0, entry.waitingTimeEstimate);
  const fromMinutes = Math.min(toMinutes, Math.max(0, entry.waitingTimeOptimistic));
  return { waiting: waiting.length, wait: { fromMinutes, toMinutes } };
}

export const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
