import type { Database } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { raiseSystemAlarm } from '../fast-lane/system-alarms.ts';
import { faultFields, type Log } from '../log.ts';
import { type Authority, createAuthority } from './authority.ts';
import { AuthorityError } from './authority-error.ts';
import type { AuthorityKeys } from './authority-keys.ts';
import { type ChainBook, createChainBook, findKey } from './chain-book.ts';
import { readChainFolder } from './chain-files.ts';
import { CHAINS_CHANNEL, importChain } from './chain-table.ts';
import { type Chain, lastDayOf, refuseEnded, standingOf } from './chains.ts';

/**
 * The terminal authority as it lives in a node: takes over its folder's chain, follows imports made
 * at any node, and warns of certificates that end and of a key that lies in a file.
 */
export interface OpenAuthority extends Authority {
  close(): Promise<void>;
}

export interface OpenAuthorityParts {
  readonly database: Database;
  readonly keys: AuthorityKeys;
  /** With a chain that is to be imported; null: the database has what it has. */
  readonly folder: string | null;
  readonly now: () => number;
  readonly log: Log;
}

/** Alarms of a new day come, and missed imports are found, within this time. */
const LOOK_AGAIN_MS = 10 * 60_000;
const WARNING_DAYS = 30;
const DAY_MS = 86_400_000;

/** Throws an `AuthorityError` where the folder's chain cannot be used with the keys. */
export async function openAuthority(parts: OpenAuthorityParts): Promise<OpenAuthority> {
  const { database, keys, folder, now, log } = parts;
  const book = createChainBook({
    queries: database,
    keys,
    onForeign: ({ terminal }) =>
      log('authority.key-missing', { certificate: terminal.holderReference }),
  });
  let told = '';
  const look = async (): Promise<void> => {
    await book.reload();
    const newest = newestOf(book, now());
    const state = `${newest?.digest} ${dayInBranch(now())}`;
    if (newest && state !== told) tell(newest, parts);
    told = state;
    await raiseAlarms(newest, parts);
  };
  let looking: Promise<void> = Promise.resolve();
  const lookAgain = (): void => {
    looking = looking.then(look).catch((error: unknown) => {
      log('server.fault', faultFields('terminal-authority', error));
    });
  };
  if (keys.place === 'file') log('authority.key-in-file', {});
  if (folder !== null) await takeOver(parts, await readChainFolder(folder));
  await look();
  const stopListening = await database.listen(CHAINS_CHANNEL, lookAgain, lookAgain);
  const timer = setInterval(lookAgain, LOOK_AGAIN_MS);
  const onKeyFault = ({ code }: AuthorityError) => log('authority.key-unavailable', { code });
  return {
    ...createAuthority({ database, book, keys, now, onKeyFault }),
    async close() {
      clearInterval(timer);
      await stopListening();
      await looking;
    },
  };
}

/** A configured chain that does not fit is a mistake to be told before anybody relies on it. */
async function takeOver({ database, keys, now }: OpenAuthorityParts, chain: Chain): Promise<void> {
  refuseEnded(chain, now());
  if ((await findKey(keys, chain.terminal)) === undefined) {
    throw new AuthorityError(
      'key-missing',
      `None of the keys belongs to the certificate ${chain.terminal.holderReference}.`,
    );
  }
  await importChain(database, chain, now());
}

/** The chain that lasts longest of those in use, so that a renewal ends the warning. */
function newestOf(book: ChainBook, now: number): Chain | undefined {
  const day = dayInBranch(now);
  return book
    .entries()
    .map(({ chain }) => chain)
    .filter((chain) => standingOf(chain, day) !== 'not-yet')
    .sort((one, other) => (lastDayOf(one) < lastDayOf(other) ? 1 : -1))[0];
}

function tell(chain: Chain, { now, log }: OpenAuthorityParts): void {
  const fields = { certificate: chain.terminal.holderReference, lastDay: lastDayOf(chain) };
  log('authority.ready', fields);
  if (endsSoon(chain, now())) log('authority.certificate-ends', fields);
}

async function raiseAlarms(
  newest: Chain | undefined,
  { database, keys, now }: OpenAuthorityParts,
): Promise<void> {
  const about = newest?.terminal.holderReference ?? '';
  if (newest && endsSoon(newest, now())) {
    await raiseSystemAlarm(database, { kind: 'certificate-ends-soon', about, now: now() });
  }
  if (keys.place === 'file') {
    await raiseSystemAlarm(database, { kind: 'authority-key-in-file', about, now: now() });
  }
}

function endsSoon(chain: Chain, now: number): boolean {
  return lastDayOf(chain) <= dayInBranch(now + WARNING_DAYS * DAY_MS);
}
