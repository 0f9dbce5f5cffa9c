import { type Card, CardDisposition, CardMode, Client, type Reader, ReaderStatus } from 'pcsc-mini';
import { type PrivatePcscd, reachFromThisProcess } from './pcscd.ts';
import { RigError } from './rig-error.ts';
import { waitUntil } from './wait.ts';

/** A virtual reader as any PC/SC program of this process sees it. */
export interface OpenReader {
  readonly name: string;
  /** The names of all readers that pcscd announced. */
  listReaders(): readonly string[];
  isCardPresent(): boolean;
  waitForCard(deadlineMs?: number): Promise<void>;
  waitForNoCard(deadlineMs?: number): Promise<void>;
  /** Connects to the card in shared mode. One connection at a time. */
  connect(): Promise<void>;
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** Gives back the connection, if there is one, and forgets pcscd. */
  close(): Promise<void>;
}

/** pcscd polls its readers every 0.4 s, vpcd notices a lost card within 1 s. */
const NOTICE_DEADLINE_MS = 5_000;

/** An extended-length answer and its status word; the library's default holds 264 bytes only. */
const LONGEST_ANSWER = 65_538;

export async function openReader(pcscd: PrivatePcscd, slot: 0 | 1): Promise<OpenReader> {
  reachFromThisProcess(pcscd);
  const name = pcscd.readerNames[slot];
  const readers = new Map<string, Reader>();
  let isPresent = false;
  let failure: unknown;
  let card: Card | undefined;
  const client = new Client();
  client.on('error', (error) => {
    failure = error;
  });
  client.on('reader', (reader) => {
    readers.set(reader.name(), reader);
    reader.on('disconnect', () => readers.delete(reader.name()));
    if (reader.name() !== name) return;
    reader.on('change', (status) => {
      isPresent = status.has(ReaderStatus.PRESENT) && !status.has(ReaderStatus.MUTE);
    });
  });
  const seek = <Value>(what: string, deadlineMs: number, probe: () => Value | undefined) =>
    waitUntil(`${what} "${name}"`, deadlineMs, () => {
      if (failure === undefined) return probe();
      throw new RigError('conversation-broken', 'lost pcscd', { cause: failure });
    });
  client.start();
  const reader = await seek('reader named', NOTICE_DEADLINE_MS, () => readers.get(name)).catch(
    (error: unknown) => {
      stopUnlessLost(client);
      throw error;
    },
  );
  return {
    name,
    listReaders: () => [...readers.keys()].sort(),
    isCardPresent: () => isPresent,
    waitForCard: async (deadlineMs = NOTICE_DEADLINE_MS) => {
      await seek('card in reader', deadlineMs, () => isPresent || undefined);
    },
    waitForNoCard: async (deadlineMs = NOTICE_DEADLINE_MS) => {
      await seek('removal of the card from reader', deadlineMs, () => !isPresent || undefined);
    },
    connect: async () => {
      card = await reader.connect(CardMode.SHARED);
    },
    transmit: async (command) => {
      if (card === undefined) throw new RigError('conversation-broken', 'connect to a card first');
      return await card.transmit(command, new ArrayBuffer(LONGEST_ANSWER));
    },
    close: async () => {
      // A removed card cannot be given back, and a lost pcscd cannot be left.
      await card?.disconnect(CardDisposition.RESET).catch(() => undefined);
      if (client.running()) stopUnlessLost(client);
    },
  };
}

function stopUnlessLost(client: Client): void {
  try {
    client.stop();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'NoService')) throw error;
  }
}
