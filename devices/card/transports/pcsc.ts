import type { Card, CardDisposition, Client, Reader, Transaction } from 'pcsc-mini';
import type { CardPresence } from '../../../state-machines/ports/card.ts';
import { type CardConnection, CardLinkError, type CardReader } from '../../kit/card-reader.ts';
import { type Clock, systemClock } from '../../kit/clock.ts';
import { withDeadline } from '../../kit/deadline.ts';

/**
 * Card readers through PC/SC (pcsc-lite on Linux). Readers and the daemon itself may come and go;
 * the transport keeps looking for both.
 */

/** A chip under secure messaging answers in under 2 s; a curve operation takes most of it. */
const ANSWER_DEADLINE_MS = 10_000;
/** Another program may hold the card; AusweisApp does so for a moment after insertion. */
const CONNECT_DEADLINE_MS = 5_000;
const SHARING_RETRY_MS = 50;
const RESTART_DELAYS_MS = [1_000, 2_000, 5_000] as const;
/** Longest answer an extended APDU can bring: 65536 data bytes and the status word. */
const ANSWER_BYTES_MAX = 65_538;
const REMOVED_CODES: ReadonlySet<string> = new Set([
  'RemovedCard',
  'NoSmartCard',
  'ResetCard',
  'UnpoweredCard',
]);

export interface PcscOptions {
  /** Part of the reader's name; without it the first reader with a card serves. */
  readonly readerName?: string;
  readonly clock?: Clock;
}

type Pcsc = typeof import('pcsc-mini');

/** Loads the binding. Rejects with a `CardLinkError` that names the missing package. */
export async function openPcscReader(options: PcscOptions = {}): Promise<CardReader> {
  let pcsc: Pcsc;
  try {
    const loaded = await import('pcsc-mini');
    pcsc = loaded;
  } catch (cause) {
    throw new CardLinkError(
      'reader-fault',
      'the PC/SC library is missing: install the Debian packages libpcsclite1 and pcscd',
      cause,
    );
  }
  return createPcscReader(pcsc, options);
}

function createPcscReader(
  pcsc: Pcsc,
  { readerName = '', clock = systemClock }: PcscOptions,
): CardReader {
  const readers = new Map<string, { reader: Reader; hasCard: boolean }>();
  const listeners = new Set<(presence: CardPresence) => void>();
  let client: Client | undefined;
  let restarts = 0;
  let restartTimer: unknown;
  let told: CardPresence | undefined;

  const presence = (): CardPresence => {
    const states = [...readers.values()];
    if (states.length === 0) return 'no-reader';
    return states.some(({ hasCard }) => hasCard) ? 'card' : 'no-card';
  };
  const tell = (): void => {
    if (presence() === told) return;
    told = presence();
    for (const listener of listeners) listener(told);
  };
  const forget = (name: string): void => {
    readers.delete(name);
    tell();
  };
  const adopt = (reader: Reader): void => {
    const name = reader.name();
    if (!name.includes(readerName)) return;
    readers.set(name, { reader, hasCard: false });
    reader.on('change', (status) => {
      restarts = 0;
      readers.set(name, { reader, hasCard: status.has(pcsc.ReaderStatus.PRESENT) });
      tell();
    });
    reader.on('disconnect', () => forget(name));
  };
  const start = (): void => {
    client = new pcsc.Client();
    client.on('reader', adopt);
    client.on('error', restart);
    try {
      client.start();
    } catch {
      restart();
    }
  };
  const stopClient = (): void => {
    try {
      client?.stop();
    } catch {
      // After the daemon has died there is nothing left to stop.
    }
    client = undefined;
    readers.clear();
  };
  const restart = (): void => {
    stopClient();
    tell();
    clock.clearTimeout(restartTimer);
    const delay = RESTART_DELAYS_MS[Math.min(restarts, RESTART_DELAYS_MS.length - 1)] ?? 0;
    restarts += 1;
    restartTimer = clock.setTimeout(start, delay);
  };

  start();
  return {
    watch(listener) {
      listeners.add(listener);
      listener(presence());
      return () => listeners.delete(listener);
    },
    async connect() {
      const occupied = [...readers.values()].find(({ hasCard }) => hasCard);
      if (!occupied) {
        throw readers.size === 0
          ? new CardLinkError(
              'reader-fault',
              'no card reader is connected, or pcscd is not running',
            )
          : new CardLinkError('card-removed', 'there is no card on the reader');
      }
      return connectCard(pcsc, occupied.reader, clock);
    },
    close() {
      clock.clearTimeout(restartTimer);
      listeners.clear();
      stopClient();
    },
  };
}

interface HeldCard {
  readonly card: Card;
  readonly transaction: Transaction;
}

async function connectCard(pcsc: Pcsc, reader: Reader, clock: Clock): Promise<CardConnection> {
  const holding = holdCard(pcsc, reader, clock);
  let held: HeldCard;
  try {
    held = await withDeadline(clock, CONNECT_DEADLINE_MS, () => holding);
  } catch (cause) {
    // Should the card still come, nobody is waiting for it any more.
    holding.then((late) => letGo(late, pcsc.CardDisposition.RESET, clock)).catch(() => {});
    return rethrowAsLinkError(cause);
  }
  const { LEAVE, RESET } = pcsc.CardDisposition;
  // Resetting a card that is gone makes pcscd miss the next one that is put on.
  let disposition = RESET;
  return {
    transmit: async (command) => {
      const answerBuffer = new ArrayBuffer(ANSWER_BYTES_MAX);
      const transmitting = withDeadline(clock, ANSWER_DEADLINE_MS, () =>
        held.card.transmit(command, answerBuffer),
      );
      const answer = await transmitting.catch((cause) => {
        if (isRemoval(cause)) disposition = LEAVE;
        return rethrowAsLinkError(cause);
      });
      return new Uint8Array(answer);
    },
    release: () => letGo(held, disposition, clock),
  };
}

/**
 * Alone with the card: while another program shares it, pcscd 1.9.9 lets it lose power between two
 * of our commands, transaction or not, and with the power goes the secure channel.
 */
async function holdCard(pcsc: Pcsc, reader: Reader, clock: Clock): Promise<HeldCard> {
  const until = clock.now() + CONNECT_DEADLINE_MS;
  for (;;) {
    try {
      const card = await reader.connect(pcsc.CardMode.EXCLUSIVE, pcsc.Protocol.ANY);
      return { card, transaction: await card.transaction() };
    } catch (cause) {
      if (codeOf(cause) !== 'SharingViolation' || clock.now() >= until) throw cause;
    }
    await new Promise<void>((resolve) => clock.setTimeout(resolve, SHARING_RETRY_MS));
  }
}

/** What can no longer be given back is lost anyway. */
async function letGo(
  { card, transaction }: HeldCard,
  disposition: CardDisposition,
  clock: Clock,
): Promise<void> {
  await withDeadline(clock, CONNECT_DEADLINE_MS, () => transaction.end(disposition)).catch(
    () => {},
  );
  await withDeadline(clock, CONNECT_DEADLINE_MS, () => card.disconnect(disposition)).catch(
    () => {},
  );
}

function isRemoval(cause: unknown): boolean {
  return REMOVED_CODES.has(codeOf(cause));
}

/** The name of PC/SC's return value, e.g. `SharingViolation`. */
function codeOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

function rethrowAsLinkError(cause: unknown): never {
  const text = cause instanceof Error ? cause.message : String(cause);
  const message =
    codeOf(cause) === 'SharingViolation'
      ? 'another program holds the card: end it, and try again'
      : [text, codeOf(cause)].filter((part) => part !== '').join(': ');
  throw new CardLinkError(isRemoval(cause) ? 'card-removed' : 'reader-fault', message, cause);
}
