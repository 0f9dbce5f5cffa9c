import type { CardReader } from '../../devices/kit/card-reader.ts';
import type { SimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { addTimes, NO_TIME, type SpentTime, startStopwatch } from './spent-time.ts';

/** A reader that always holds this card, and knows how long the card has computed. */
export interface MeteredReader extends CardReader {
  cardTime(): SpentTime;
}

export function meteredReader(card: SimulatedCard): MeteredReader {
  let cardTime = NO_TIME;
  return {
    cardTime: () => cardTime,
    watch: () => () => {},
    close: () => {},
    async connect() {
      card.powerOn();
      return {
        async transmit(command) {
          // Lets the terminal do first what it does while a card works.
          await null;
          const stopwatch = startStopwatch();
          const answer = card.transmit(command);
          cardTime = addTimes(cardTime, stopwatch());
          return answer;
        },
        release: async () => card.reset(),
      };
    },
  };
}
