import type { CardPresence } from '../../state-machines/ports/card.ts';
import type { CardConnection } from './card-link.ts';

/** One place for a card, real or simulated. */
export interface CardReader {
  /** Tells the presence at once and at every change, until the returned function is called. */
  watch(listener: (presence: CardPresence) => void): () => void;
  /** Takes the card for one operation. Rejects with a `CardLinkError`. */
  connect(): Promise<CardConnection>;
  /** Ends all watching. */
  close(): void;
}
