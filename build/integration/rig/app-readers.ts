import { setTimeout as sleep } from 'node:timers/promises';
import type { AusweisAppClient } from './ausweisapp-client.ts';
import type { ReaderState } from './ausweisapp-messages.ts';
import { RigError } from './rig-error.ts';

/** The app looks into its readers about once a second. */
const NOTICE_DEADLINE_MS = 10_000;
const QUESTION_INTERVAL_MS = 100;
const ANSWER_DEADLINE_MS = 5_000;

async function listAppReaders(client: AusweisAppClient): Promise<readonly ReaderState[]> {
  client.send({ cmd: 'GET_READER_LIST' });
  const list = await client.waitFor(
    ({ msg }) => msg === 'READER_LIST',
    ANSWER_DEADLINE_MS,
    'answer to GET_READER_LIST',
  );
  return list.readers ?? [];
}

/**
 * Waits until the app itself has noticed a card, or its absence. Later than pcscd, and needed
 * before the next card: the app would go on with what it knew of the last one.
 */
export async function waitForAppReader(
  client: AusweisAppClient,
  readerName: string,
  expected: 'card' | 'no-card',
): Promise<ReaderState> {
  const end = performance.now() + NOTICE_DEADLINE_MS;
  for (;;) {
    const readers = await listAppReaders(client);
    const reader = readers.find(({ name }) => name === readerName);
    const hasCard = reader?.card !== null && reader?.card !== undefined;
    if (reader !== undefined && hasCard === (expected === 'card')) return reader;
    if (performance.now() > end) {
      const seen = JSON.stringify(readers);
      throw new RigError('deadline-passed', `${readerName} had no ${expected}. Readers: ${seen}`);
    }
    await sleep(QUESTION_INTERVAL_MS);
  }
}
