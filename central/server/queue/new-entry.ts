import { randomBytes } from 'node:crypto';
import type { StoredEntry } from './stored-entry.ts';

/** An entry as it begins: somebody waits. */

const FOLLOW_TOKEN_BYTES = 16;

export interface EntryParts {
  readonly branchId: string;
  readonly id: string;
  readonly day: string;
  readonly ticket: string;
  readonly serviceId: string;
  readonly now: number;
  /** Left out: staff gave the ticket. */
  readonly kioskId?: string;
  /** Left out: now. */
  readonly queuedAt?: number;
  readonly leaseId?: string;
  readonly appointment?: { readonly id: string; readonly at: number };
  readonly requestId?: string;
  readonly note?: string | null;
  readonly preferred?: boolean;
  /** On the slip of a kiosk without a network; left out: a new one. */
  readonly followToken?: string;
}

export function newEntry(parts: EntryParts): StoredEntry {
  const { branchId, id, day, ticket, serviceId, now, appointment, requestId } = parts;
  return {
    branchId,
    day,
    entry: {
      id,
      kind: appointment ? 'appointment' : requestId === undefined ? 'walk-in' : 'fast-lane',
      ticket,
      serviceId,
      state: 'waiting',
      queuedAt: new Date(parts.queuedAt ?? now).toISOString(),
      appointmentAt: appointment === undefined ? null : new Date(appointment.at).toISOString(),
      calls: 0,
      calledAt: null,
      counter: null,
      note: parts.note ?? null,
      forwardedFrom: null,
      preferred: parts.preferred ?? false,
      requestId: requestId ?? null,
      changedAt: new Date(now).toISOString(),
    },
    appointmentId: appointment?.id ?? null,
    kioskId: parts.kioskId ?? null,
    leaseId: parts.leaseId ?? null,
    heldSince: null,
    followToken: parts.followToken ?? newFollowToken(),
  };
}

/** As hard to guess as a session's token, and short enough for a QR code on a slip. */
export function newFollowToken(): string {
  return randomBytes(FOLLOW_TOKEN_BYTES).toString('base64url');
}
