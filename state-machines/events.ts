import type { Language } from '../config/languages.ts';
import type { ServiceName } from '../config/services.ts';
import type { CardPresence } from './ports/card.ts';
import type { Approval } from './ports/fast-lane.ts';

/** What a visitor may intend. Digits are not among them: they never enter a machine. */
export type VisitorEvent =
  | { readonly type: 'visitor.began' }
  | { readonly type: 'visitor.language-chosen'; readonly language: Language }
  | { readonly type: 'visitor.service-chosen'; readonly service: ServiceName }
  | { readonly type: 'visitor.group-chosen'; readonly group: string }
  | { readonly type: 'visitor.topic-chosen'; readonly topic: string }
  /** A letter of a search or of an appointment's code: no secret. */
  | { readonly type: 'visitor.letter-typed'; readonly letter: string }
  | { readonly type: 'visitor.letter-erased' }
  | { readonly type: 'visitor.confirmed' }
  | { readonly type: 'visitor.chose-alternative' }
  | { readonly type: 'visitor.cancelled' }
  | { readonly type: 'visitor.stayed' };

/** The secret being typed now has this many digits. */
export type SecretEvent = { readonly type: 'secret.typed'; readonly digits: number };

/** What happened at the card reader. */
export type CardEvent =
  | { readonly type: 'card.placed' }
  | { readonly type: 'card.removed' }
  | { readonly type: 'reader.lost' }
  | { readonly type: 'reader.found' };

/**
 * What became of the fast-lane request that is open now: of the attempt that was opened last, never
 * of an earlier one, whose approval may have been for another card.
 */
export type LaneEvent = { readonly type: 'lane.changed'; readonly approval: Approval };

/** Something was held before the QR code reader. */
export type ScannerEvent = { readonly type: 'scanner.read'; readonly text: string };

/** What reaches a flow and its parts. */
export type FlowEvent = VisitorEvent | SecretEvent | CardEvent | LaneEvent | ScannerEvent;

/** What somebody who types a secret may do, passed on to the machine that takes it. */
export const ENTRY_EVENTS = {
  'visitor.*': { actions: 'passOn' },
  'secret.*': { actions: 'passOn' },
} as const;

/** For a machine whose running part hears everything it hears itself. */
export const PASSED_ON = {
  'visitor.*': { actions: 'passOn' },
  'secret.*': { actions: 'passOn' },
  'lane.*': { actions: 'passOn' },
  'card.*': { actions: ['noteCard', 'passOn'] },
  'reader.*': { actions: ['noteCard', 'passOn'] },
} as const;

/** Where a card is after what happened at the reader, for the action `noteCard`. */
export function presenceAfter(
  event: { readonly type: string },
  before: CardPresence,
): CardPresence {
  return PRESENCE_AFTER[event.type as CardEvent['type']] ?? before;
}

const PRESENCE_AFTER: Readonly<Record<CardEvent['type'], CardPresence>> = {
  'card.placed': 'card',
  'card.removed': 'no-card',
  'reader.found': 'no-card',
  'reader.lost': 'no-reader',
};
