import type { Language } from '../config/languages.ts';
import type { ServiceName } from '../config/services.ts';
import type { PinState } from './ports/card.ts';
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
  /** Waits for the card to be taken away. `forgotten`: nobody took it, staff have been told. */
  | { readonly name: 'take-card'; readonly forgotten: boolean }
  /** `expired`: the session ended because nobody touched anything. */
  | { readonly name: 'goodbye'; readonly expired: boolean }
  | { readonly name: 'out-of-service'; readonly reason: 'no-reader' | 'starting' };

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
  | 'printing';

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

/** `none`: the service ended before there was anything to put on paper. */
export type ReceiptResult = 'printed' | 'probably-printed' | 'not-printed' | 'unknown' | 'none';
