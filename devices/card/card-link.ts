import { type CommandApdu, decodeResponse, encodeCommand, type ResponseApdu } from './apdu.ts';

/** A connected card as a transport offers it: bytes in, bytes out. */
export interface CardConnection {
  /** Rejects with a `CardLinkError`, and with nothing else. */
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** Lets go of the card and resets it, so that no channel and no right stays open. Never rejects. */
  release(): Promise<void>;
}

export type CardLinkFailure = 'card-removed' | 'reader-fault';

/** The way to the card broke: the card is gone, or reader or driver do not answer. */
export class CardLinkError extends Error {
  readonly code: CardLinkFailure;
  constructor(code: CardLinkFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CardLinkError';
    this.code = code;
  }
}

/** One command, one answer. The eID protocols know nothing else of a card. */
export type Exchange = (command: CommandApdu) => Promise<ResponseApdu>;

const ANSWER_BYTES_MIN = 2;

export function exchangeOver(connection: CardConnection): Exchange {
  return async (command) => {
    const answer = await connection.transmit(encodeCommand(command));
    // A card pulled in the middle of a command comes back as an empty answer on some drivers.
    if (answer.length < ANSWER_BYTES_MIN) {
      throw new CardLinkError('card-removed', 'the card gave no status word');
    }
    return decodeResponse(answer);
  };
}
