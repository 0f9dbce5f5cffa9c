import type { EntryKind, QueueEntry } from './queue.ts';

/**
 * Who is called next: whoever is due first. Pure; a total order at every moment.
 *
 * - Somebody without an appointment is due 40 minutes after they came.
 * - Somebody whom staff prefer is due when they came.
 * - Somebody with an appointment is due when its window opens, 5 minutes before its time. Before
 *   that, or where they checked in more than 15 minutes late, they count as without one.
 * - Whoever comes from the fast lane came when their request was opened, and whoever is forwarded
 *   when they first came: both have waited already.
 *
 * So an appointment inside its window goes first, except before those who have waited for 40 minutes
 * when the window opens. Nobody starves: of those who come later than 20 minutes after somebody was
 * due, none goes before them.
 */

const MINUTE_MS = 60_000;
/** Whoever has waited for so long is no longer overtaken by an appointment. */
export const PATIENCE_MS = 40 * MINUTE_MS;
/** How long before its time an appointment goes first. */
export const EARLY_MS = 5 * MINUTE_MS;
/** How late somebody may check in and keep the appointment. */
export const LATE_MS = 15 * MINUTE_MS;

export interface Waiting {
  readonly id: string;
  readonly kind: EntryKind;
  /** Milliseconds since the epoch, as the others. */
  readonly queuedAt: number;
  readonly appointmentAt: number | null;
  readonly preferred: boolean;
}

export function dueAt(
  { queuedAt, appointmentAt, preferred }: Omit<Waiting, 'id' | 'kind'>,
  now: number,
): number {
  if (preferred) return queuedAt;
  const withoutAppointment = queuedAt + PATIENCE_MS;
  if (appointmentAt === null || queuedAt > appointmentAt + LATE_MS) return withoutAppointment;
  const opens = appointmentAt - EARLY_MS;
  return now < opens ? withoutAppointment : Math.min(opens, withoutAppointment);
}

/** For `sort`: whom to call first. Those due at once go by when they came, then by their ids. */
export function compareWaiting(now: number): (a: Waiting, b: Waiting) => number {
  return (a, b) =>
    dueAt(a, now) - dueAt(b, now) ||
    a.queuedAt - b.queuedAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export function waitingOf(entry: QueueEntry): Waiting {
  const { id, kind, queuedAt, appointmentAt, preferred } = entry;
  return {
    ...{ id, kind, preferred },
    queuedAt: Date.parse(queuedAt),
    appointmentAt: appointmentAt === null ? null : Date.parse(appointmentAt),
  };
}
