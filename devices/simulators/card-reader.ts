import type { CardPresence } from '../../state-machines/ports/card.ts';
import { type CardConnection, CardLinkError, type CardReader } from '../kit/card-reader.ts';
import { CardPulled, type SimulatedCard } from './eid-card/simulated-card.ts';

/** A reader on the desk of a test or of the bench: cards come and go, and so does the reader. */
export interface SimulatedCardReader extends CardReader {
  insert(card: SimulatedCard): void;
  remove(): void;
  unplug(): void;
  plug(): void;
}

export interface SimulatedCardReaderOptions {
  /** How long a chip takes for each answer; a real one needs some 100 ms. */
  readonly answerDelayMs?: number;
  readonly onExchange?: (command: Uint8Array, answer: Uint8Array) => void;
}

export function createSimulatedCardReader({
  answerDelayMs = 0,
  onExchange = () => {},
}: SimulatedCardReaderOptions = {}): SimulatedCardReader {
  const listeners = new Set<(presence: CardPresence) => void>();
  let card: SimulatedCard | undefined;
  let plugged = true;

  const presence = (): CardPresence => (!plugged ? 'no-reader' : card ? 'card' : 'no-card');
  const tell = (): void => {
    for (const listener of listeners) listener(presence());
  };
  const remove = (): void => {
    card?.remove();
    card = undefined;
    tell();
  };
  const transmit = async (held: SimulatedCard, command: Uint8Array): Promise<Uint8Array> => {
    // Whoever pulls the card or the plug may come before the answer.
    await new Promise((resolve) =>
      answerDelayMs > 0 ? setTimeout(resolve, answerDelayMs) : queueMicrotask(() => resolve(null)),
    );
    if (!plugged) throw new CardLinkError('reader-fault', 'the card reader was unplugged');
    try {
      const answer = held.transmit(command);
      onExchange(command, answer);
      return answer;
    } catch (cause) {
      if (!(cause instanceof CardPulled)) throw cause;
      if (card === held) remove();
      throw new CardLinkError('card-removed', 'the card was taken away', cause);
    }
  };

  return {
    watch(listener) {
      listeners.add(listener);
      listener(presence());
      return () => listeners.delete(listener);
    },
    async connect(): Promise<CardConnection> {
      if (!plugged) throw new CardLinkError('reader-fault', 'no card reader is connected');
      if (!card) throw new CardLinkError('card-removed', 'there is no card on the reader');
      const held = card;
      held.powerOn();
      return {
        transmit: (command) => transmit(held, command),
        release: async () => held.reset(),
      };
    },
    close: () => listeners.clear(),
    insert(next) {
      card?.remove();
      card = next;
      next.insert();
      tell();
    },
    remove,
    unplug() {
      plugged = false;
      tell();
    },
    plug() {
      plugged = true;
      tell();
    },
  };
}
