import { z } from 'zod';
import { entryKind, entryState, type QueueEntry } from '../../contract/queue.ts';

/** A queue entry as the database keeps it: what the contract shows, and what only the server needs. */
export interface StoredEntry {
  readonly branchId: string;
  /** The calendar day in the branch on which the number was given. */
  readonly day: string;
  readonly entry: QueueEntry;
  readonly appointmentId: string | null;
  readonly kioskId: string | null;
  readonly leaseId: string | null;
  /** Since when a counter has the person; null where none has. */
  readonly heldSince: string | null;
  /** Whoever knows it may see how long the person still waits; null once the day is over. */
  readonly followToken: string | null;
}

const instant = z.string().transform((text) => new Date(text).toISOString());

const row = z.object({
  id: z.uuid(),
  branch_id: z.uuid(),
  day: z.string(),
  kind: entryKind,
  ticket: z.string(),
  service_id: z.string(),
  state: entryState,
  queued_at: instant,
  appointment_id: z.uuid().nullable(),
  appointment_at: instant.nullable(),
  kiosk_id: z.uuid().nullable(),
  lease_id: z.uuid().nullable(),
  request_id: z.uuid().nullable(),
  calls: z.int(),
  called_at: instant.nullable(),
  held_since: instant.nullable(),
  counter_id: z.uuid().nullable(),
  counter_name: z.string().nullable(),
  clerk_name: z.string().nullable(),
  note: z.string().nullable(),
  forwarded_from: z.string().nullable(),
  preferred: z.boolean(),
  follow_token: z.string().nullable(),
  changed_at: instant,
});

/** The columns of a row, but for its version, which comes into being when it is saved. */
export const ENTRY_COLUMNS = Object.keys(row.shape);

/** Reads a row as `to_jsonb` gives it. Throws where the table is not the one of the migrations. */
export function entryFromRow(json: unknown): StoredEntry {
  const read = row.parse(json);
  const { counter_id: counterId, counter_name: name, clerk_name: clerk } = read;
  return {
    branchId: read.branch_id,
    day: read.day,
    entry: {
      id: read.id,
      kind: read.kind,
      ticket: read.ticket,
      serviceId: read.service_id,
      state: read.state,
      queuedAt: read.queued_at,
      appointmentAt: read.appointment_at,
      calls: read.calls,
      calledAt: read.called_at,
      counter:
        counterId === null || name === null || clerk === null
          ? null
          : { id: counterId, name, clerk },
      note: read.note,
      forwardedFrom: read.forwarded_from,
      preferred: read.preferred,
      requestId: read.request_id,
      changedAt: read.changed_at,
    },
    appointmentId: read.appointment_id,
    kioskId: read.kiosk_id,
    leaseId: read.lease_id,
    heldSince: read.held_since,
    followToken: read.follow_token,
  };
}

/** The row for `jsonb_populate_record`, without its version. */
export function rowOfEntry(stored: StoredEntry): z.infer<typeof row> {
  const { entry } = stored;
  return {
    id: entry.id,
    branch_id: stored.branchId,
    day: stored.day,
    kind: entry.kind,
    ticket: entry.ticket,
    service_id: entry.serviceId,
    state: entry.state,
    queued_at: entry.queuedAt,
    appointment_id: stored.appointmentId,
    appointment_at: entry.appointmentAt,
    kiosk_id: stored.kioskId,
    lease_id: stored.leaseId,
    request_id: entry.requestId,
    calls: entry.calls,
    called_at: entry.calledAt,
    held_since: stored.heldSince,
    counter_id: entry.counter?.id ?? null,
    counter_name: entry.counter?.name ?? null,
    clerk_name: entry.counter?.clerk ?? null,
    note: entry.note,
    forwarded_from: entry.forwardedFrom,
    preferred: entry.preferred,
    follow_token: stored.followToken,
    changed_at: entry.changedAt,
  };
}
