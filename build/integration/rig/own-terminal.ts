import { openPcscReader } from '../../../devices/card/transports/pcsc.ts';
import { createEidTerminal, type EidTerminal } from '../../../devices/eid/terminal.ts';
import type { SimulatedCard } from '../../../devices/simulators/eid-card/simulated-card.ts';
import type { CardPresence } from '../../../state-machines/ports/card.ts';
import { type PrivatePcscd, reachFromThisProcess } from './pcscd.ts';
import { type InsertedCard, insertCard } from './virtual-card.ts';
import { waitUntil } from './wait.ts';

/** Our terminal at a reader of the private pcscd, and the hand that lays cards on it. */
export interface OwnTerminal {
  readonly terminal: EidTerminal;
  readonly readerName: string;
  /** Returns once the terminal has seen the card. */
  putIn(card: SimulatedCard): Promise<InsertedCard>;
  /** Returns once the terminal has seen the empty reader. Does nothing where no card is in. */
  takeOut(): Promise<void>;
  close(): void;
}

const NOTICE_DEADLINE_MS = 10_000;

export async function openOwnTerminal(pcscd: PrivatePcscd, slot: 0 | 1): Promise<OwnTerminal> {
  reachFromThisProcess(pcscd);
  const readerName = pcscd.readerNames[slot];
  const reader = await openPcscReader({ readerName });
  let presence: CardPresence | undefined;
  let inserted: InsertedCard | undefined;
  reader.watch((next) => {
    presence = next;
  });
  const seen = (wanted: CardPresence): Promise<unknown> =>
    waitUntil(
      `our reader to see ${wanted}`,
      NOTICE_DEADLINE_MS,
      () => presence === wanted || undefined,
    );
  return {
    terminal: createEidTerminal({ reader }),
    readerName,
    putIn: async (card) => {
      inserted = await insertCard(pcscd, card, slot);
      await seen('card');
      return inserted;
    },
    takeOut: async () => {
      const leaving = inserted;
      inserted = undefined;
      if (!leaving) return;
      await leaving.remove();
      await seen('no-card');
    },
    close: () => reader.close(),
  };
}
