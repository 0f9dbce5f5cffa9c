import type { CardPresence } from '../../state-machines/ports/card.ts';

/** The seam between card drivers and whatever moves bytes to a card, real or simulated. */
export interface CardReader {
  /** Tells the presence at once and at every change, until the returned function is called. */
  watch(listener: (presence: CardPresence) => void): () => void;
  /** Takes the card for one operation. Rejects with a `CardLinkError`. */
  connect(): Promise<CardConnection>;
  /** Ends all watching. */
  close(): void;
}

/** A connected card: bytes in, bytes out. */
export interface CardConnection {
  /** Rejects with a `CardLinkError`, and with nothing else. */
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** Lets go of the card and resets it, so that no channel and no right stays open. Never rejects. */
  release(): Promise<void>;
}

/** The way to the card broke: the card is gone, or reader or driver do not answer. */
export class CardLinkError extends Error {
  readonly code: 'card-removed' | 'reader-fault';

  constructor(code: CardLinkError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CardLinkError';
    this.code = code;
  }
}
