import { type CardConnection, CardLinkError } from '../kit/card-reader.ts';
import { type CommandApdu, decodeResponse, encodeCommand, type ResponseApdu } from './apdu.ts';

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
