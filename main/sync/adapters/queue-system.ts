import type { z } from 'zod';
import type {
  CalledTicket,
  checkInAnswer,
  EntryStep,
  KioskQueue,
  LeasesAnswer,
  leasesQuestion,
  NextAnswer,
  OfflineTicket,
  OfflineTicketsAnswer,
  QueueEntry,
  ticketAnswer,
} from '../../../central/contract/queue.ts';

/**
 * The queue system of a branch as a terminal and its counters work with it: ours, or another's
 * behind the same questions. `conformance-suite.ts` says what every adapter keeps.
 */
export interface QueueSystem {
  /** Opening state, how many wait, and how long. */
  readOffer(): Promise<Asked<KioskQueue>>;
  /** One id is one ticket, however often it is asked for. */
  giveTicket(question: {
    readonly id: string;
    readonly serviceId: string;
  }): Promise<Asked<TicketAnswer>>;
  checkIn(question: { readonly id: string; readonly code: string }): Promise<Asked<CheckInAnswer>>;
  /** The last calls, latest first. */
  readCalled(): Promise<Asked<readonly CalledTicket[]>>;
  /** Numbers to give without a network. */
  keepLeases(question: LeasesQuestion): Promise<Asked<LeasesAnswer>>;
  /** Tickets given without a network: sent until acknowledged, in effect once. */
  enterOfflineTickets(tickets: readonly OfflineTicket[]): Promise<Asked<OfflineTicketsAnswer>>;
}

/** A counter that calls; it has one person in hand at a time. */
export interface CallingStation {
  next(): Promise<Asked<NextAnswer>>;
  step(entryId: string, step: EntryStep): Promise<Asked<QueueEntry>>;
}

export type Asked<Answer> =
  | { readonly kind: 'answered'; readonly body: Answer }
  /** It will not answer otherwise until somebody has acted. */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly mendedBy: 'it' | 'staff' | 'nobody';
    }
  /** It did not do what was asked. */
  | { readonly kind: 'unreachable' }
  /** Nobody knows whether it did. Never asked again blindly. */
  | { readonly kind: 'unknown' };

export type TicketAnswer = z.infer<typeof ticketAnswer>;
export type CheckInAnswer = z.infer<typeof checkInAnswer>;
export type LeasesQuestion = z.infer<typeof leasesQuestion>;
