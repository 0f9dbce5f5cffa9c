import type { SimulatedCard } from '../../../devices/simulators/eid-card/simulated-card.ts';
import { connectToVpcd, type VpcdExchange } from '../../../devices/simulators/eid-card/vpcd.ts';
import type { PrivatePcscd } from './pcscd.ts';
import { RigError } from './rig-error.ts';
import { waitUntil } from './wait.ts';

/** A simulated card in a reader of the private pcscd. */
export interface InsertedCard {
  /** Every command so far, in order; see there for the meaning of the times. */
  readonly exchanges: readonly VpcdExchange[];
  /**
   * Waits until the terminal leaves the card alone, takes it out, unless it is out already, and
   * waits until pcscd has noticed. Throws where the simulated card had failed before, because to
   * the reader that looks like removal.
   */
  remove(): Promise<void>;
  /** The same in the middle of whatever goes on. */
  pullAway(): Promise<void>;
}

/** pcscd looks into its readers every 0.4 s. */
const NOTICE_DEADLINE_MS = 10_000;

/**
 * A terminal that is done resets the card, within 0.1 s of its last command. Where that meets the
 * removal, pcscd 1.9.9 can show a card for ever in an empty reader.
 */
const QUIET_MS = 300;
const QUIET_DEADLINE_MS = 10_000;

/** Puts the card in and waits until pcscd has noticed it. */
export async function insertCard(
  pcscd: PrivatePcscd,
  card: SimulatedCard,
  slot: 0 | 1,
): Promise<InsertedCard> {
  const name = pcscd.readerNames[slot];
  const exchanges: VpcdExchange[] = [];
  const connection = await connectToVpcd({
    host: '127.0.0.1',
    port: pcscd.readerPorts[slot],
    card,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const pullAway = async (): Promise<void> => {
    const end = await connection.remove();
    await waitUntil(
      `notice by pcscd that ${name} is empty`,
      NOTICE_DEADLINE_MS,
      () => !pcscd.seesCard(slot) || undefined,
    );
    if (end.kind !== 'failed') return;
    throw new RigError('conversation-broken', 'the simulated card failed', { cause: end.cause });
  };
  try {
    await waitUntil(
      `notice by pcscd of the card in ${name}`,
      NOTICE_DEADLINE_MS,
      () => pcscd.seesCard(slot) || undefined,
    );
  } catch (error) {
    await connection.remove();
    throw error;
  }
  const remove = async (): Promise<void> => {
    await waitUntil(`pause in the talk with ${name}`, QUIET_DEADLINE_MS, () => {
      const lastAnswerAt = exchanges.at(-1)?.answerAt ?? 0;
      return performance.now() - lastAnswerAt > QUIET_MS || undefined;
    });
    await pullAway();
  };
  return { exchanges, remove, pullAway };
}
