import type { Language } from '../config/languages.ts';
import type { ServiceName } from '../config/services.ts';
import type { PinState } from './ports/card.ts';
import type { OfferedService, Ticket } from './ports/queue.ts';
import type { SecretName } from './ports/secrets.ts';

/**
 * The little a visitor's screen may know. A screen draws exactly one `Screen` and offers exactly
 * the actions it lists; everything else about the session stays in the core.
 */

export interface VisitorView {
  readonly centreName: string;
  readonly language: Language;
  readonly screen: Screen;
  /** Seconds until the session ends unless somebody touches anything; absent while not idle. */
  readonly idleSecondsLeft?: number;
}

/** `confirm` is the one next step; `alternative` the other way where there is one. */
export type ScreenAction = 'confirm' | 'alternative' | 'cancel';

export type Screen =
  | { readonly name: 'attract' }
  | { readonly name: 'language' }
  | { readonly name: 'menu'; readonly services: readonly ServiceName[] }
  | {
      readonly name: 'present-card';
      readonly service: ServiceName;
      readonly actions: readonly ScreenAction[];
    }
  | { readonly name: 'working'; readonly task: Task; readonly lane?: LaneProgress }
  /** What will happen in the fast lane, why somebody must look, and what to do with the hands. */
  | {
      readonly name: 'fast-lane-intro';
      readonly service: ServiceName;
      readonly actions: readonly ScreenAction[];
    }
  /** All is typed; staff have not answered yet. */
  | {
      readonly name: 'lane-waiting';
      readonly lane: LaneProgress;
      readonly actions: readonly ScreenAction[];
    }
  | {
      readonly name: 'enter-secret';
      readonly secret: SecretName;
      readonly digits: number;
      readonly minimum: number;
      readonly maximum: number;
      /** Tries the PIN has left, told before the last ones. */
      readonly triesLeft?: number;
      readonly lane?: LaneProgress;
      /** `confirm` is listed only once enough digits are there. */
      readonly actions: readonly ScreenAction[];
    }
  | {
      readonly name: 'notice';
      readonly notice: Notice;
      readonly triesLeft?: number;
      readonly lane?: LaneProgress;
      readonly actions: readonly ScreenAction[];
    }
  | {
      readonly name: 'card-state';
      readonly state: PinState;
      readonly actions: readonly ScreenAction[];
    }
  | {
      readonly name: 'outcome';
      readonly service: ServiceName;
      readonly result: ServiceResult;
      readonly receipt: ReceiptResult;
      readonly transactionId: string;
      /** The visitor waits for a counter under this call sign. */
      readonly callSign?: string;
      readonly actions: readonly ScreenAction[];
    }
  | {
      readonly name: 'topic-groups';
      readonly groups: readonly Named[];
      readonly actions: readonly ScreenAction[];
    }
  | {
      readonly name: 'topics';
      readonly group: Named;
      readonly topics: readonly Named[];
      /** From 1. */
      readonly page: number;
      readonly pages: number;
      readonly actions: readonly ScreenAction[];
    }
  /** Everyday words; the best topics for what is typed so far. */
  | {
      readonly name: 'find-topic';
      readonly typed: string;
      readonly found: readonly Named[];
      readonly actions: readonly ScreenAction[];
    }
  | {
      readonly name: 'topic';
      readonly topic: Named;
      /** What the visitor can do at once, here. */
      readonly here: readonly ServiceName[];
      /** Null where this branch does not serve it. */
      readonly offered: OfferedService | null;
      /** `remembered`: nobody knows how many wait. */
      readonly reading: 'live' | 'remembered';
      /** `confirm`, the ticket, is listed only where there is one. */
      readonly actions: readonly ScreenAction[];
    }
  | {
      readonly name: 'enter-code';
      readonly typed: string;
      readonly length: number;
      /** The letters and digits a code is made of. */
      readonly keys: string;
      /** Whether it may be held before a QR code reader instead. */
      readonly scans: boolean;
      readonly actions: readonly ScreenAction[];
    }
  /** Asks for a code that nobody types. */
  | { readonly name: 'scan-code'; readonly actions: readonly ScreenAction[] }
  | {
      readonly name: 'ticket';
      readonly ticket: Ticket;
      /** Null where only the appointment knows. */
      readonly topic: Named | null;
      /** Time of the appointment in the branch, in words. */
      readonly appointment: string | null;
      readonly slip: 'printing' | PrintResult;
      readonly actions: readonly ScreenAction[];
    }
  /** There is no ticket, and why. */
  | {
      readonly name: 'queue-notice';
      readonly notice: QueueNotice;
      /** The time or the holiday it is about, or the branch's own words for it. */
      readonly about: string | null;
      readonly actions: readonly ScreenAction[];
    }
  /** Waits for the card to be taken away. `forgotten`: nobody took it, staff have been told. */
  | { readonly name: 'take-card'; readonly forgotten: boolean }
  /** `expired`: the session ended because nobody touched anything. */
  | { readonly name: 'goodbye'; readonly expired: boolean }
  /** `not-ready`: what IT has to mend, such as a wrong configuration. */
  | { readonly name: 'out-of-service'; readonly reason: 'no-reader' | 'starting' | 'not-ready' };

/** Where a fast-lane request stands while the visitor does something else. */
export interface LaneProgress {
  /** E.g. `F12`; counters see the same. */
  readonly callSign: string;
  readonly approval: 'waiting' | 'escalated' | 'taken' | 'approved';
}

/** What the terminal is busy with while the card must stay where it is. */
export type Task =
  | 'reading-card'
  | 'changing-pin'
  | 'unblocking-pin'
  | 'verifying-pin'
  | 'opening-request'
  | 'unlocking-card'
  | 'printing'
  | QueueTask;

/** The same, where no card is needed. */
export type QueueTask = 'asking-queue' | 'taking-ticket' | 'checking-in';

/** A name to choose by, and its words in the visitor's language. */
export interface Named {
  readonly id: string;
  readonly title: string;
}

/** Interruptions, each with its own sentence and its own next step. */
export const NOTICES = [
  'wrong-card',
  'card-removed',
  'card-removed-while-setting-pin',
  'reader-lost',
  'card-fault',
  'wrong-pin',
  'wrong-can',
  'wrong-puk',
  'suspended',
  'blocked',
  'not-blocked',
  'deactivated',
  'puk-spent',
  'weak-pin',
  'pins-differ',
  'already-active',
  'central-unreachable',
  'authority-unreachable',
  'approval-ended',
  'lane-interrupted',
  'lane-interrupted-activated',
] as const;

export type Notice = (typeof NOTICES)[number];

/** How a service ended, as screen, receipt and ledger name it. */
export const SERVICE_RESULTS = [
  'pin-changed',
  'pin-unblocked',
  'pin-verified',
  'transport-pin-verified',
  'card-checked',
  'cancelled',
  'pin-blocked',
  'pin-suspended',
  'puk-spent',
  'function-off',
  'card-removed',
  'card-removed-while-setting-pin',
  'card-fault',
  'reader-lost',
  'terminal-fault',
  'eid-activated',
  'pin-set',
  'refused-person-differs',
  'refused-card-not-valid',
  'refused-card-of-another',
  'refused-not-possible-now',
  'unanswered',
  'central-unreachable',
  'not-admitted',
  'document-expired',
  'holder-too-young',
  'wrong-can-repeatedly',
  'chip-not-genuine',
  'terminal-not-accepted',
  'activated-without-pin',
  'pin-not-proven',
  'expired',
] as const;

export type ServiceResult = (typeof SERVICE_RESULTS)[number];

/** How a visit to the queue ended; its flows show it themselves. */
export type QueueResult =
  | 'ticket-given'
  | 'checked-in'
  | 'no-ticket'
  /** The visitor does it at the terminal instead. */
  | 'done-here'
  | 'cancelled';

/** How a transaction ended, as the ledger keeps it. */
export type TransactionResult = ServiceResult | QueueResult;

/** Why there is no ticket, each with its own words. */
export const QUEUE_NOTICES = [
  'not-yet-open',
  'closed',
  'closed-day',
  'switched-off',
  'no-tickets-left',
  'queue-unreachable',
  'queue-not-admitted',
  'unknown-code',
  'unknown-scan',
  'too-early',
  'appointment-over',
  'check-in-unreachable',
] as const;

export type QueueNotice = (typeof QUEUE_NOTICES)[number];

export type PrintResult = 'printed' | 'probably-printed' | 'not-printed' | 'unknown';

/** `none`: the service ended before there was anything to put on paper. */
export type ReceiptResult = PrintResult | 'none';
