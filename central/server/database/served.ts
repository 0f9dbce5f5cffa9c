import {
  Client,
  type ClientBase,
  type ClientConfig,
  Pool,
  types as pgTypes,
  TypeOverrides,
} from 'pg';
import type { Database, Queries, Transaction } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { listenServed } from './listen-served.ts';
import { migrate } from './migrate.ts';

/** A PostgreSQL server, shared by any number of nodes. */

const CONNECT_MS = 5_000;
/** PostgreSQL gives a statement up by itself; the client's own deadline is for a lost server. */
const STATEMENT_MS = 10_000;
const ANSWER_MS = STATEMENT_MS + 2_000;
/** A node may wait for another one's migrations. */
const MIGRATION_MS = 120_000;
const CONNECTIONS_MAX = 10;

export async function openServed(url: string): Promise<Database> {
  await migrateServed(url);
  const pool = new Pool({
    ...connection(url, ANSWER_MS),
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    // Statements that do not need each other's answers travel together.
    pipeline: true,
    stream: () => new GatheringSocket(),
    max: CONNECTIONS_MAX,
  });
  // The pool replaces a connection that breaks while idle; without a listener it ends the process.
  pool.on('error', () => undefined);
  const channels = listenServed(() => new Client(connection(url, ANSWER_MS)));
  let closing: Promise<void> | undefined;
  return {
    ...queriesOf(pool),
    transaction: (work) => transaction(pool, work),
    listen: channels.listen,
    close: () => {
      closing ??= Promise.all([channels.close(), pool.end()]).then(() => undefined);
      return closing;
    },
  };
}

function connection(url: string, answerMs: number): ClientConfig {
  const types = new TypeOverrides();
  // As the embedded PostgreSQL does: a number as long as one holds it.
  types.setTypeParser(pgTypes.builtins.INT8, (text: string) => {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : BigInt(text);
  });
  return {
    connectionString: url,
    types,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: answerMs,
  };
}

function createClient(url: string): Client {
  try {
    return new Client(connection(url, MIGRATION_MS));
  } catch {
    // The parser's error quotes the address, and a password may be in it.
    throw new DatabaseError(
      'not-reachable',
      'DATABASE_URL is no address of a PostgreSQL server, as postgresql://user@host/database is.',
    );
  }
}

async function migrateServed(url: string): Promise<void> {
  const client = createClient(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new DatabaseError(
      'not-reachable',
      'The PostgreSQL server in DATABASE_URL does not answer or refuses this user. Check the address, and that the server runs.',
      cause,
    );
  }
  try {
    const execute = async (statements: string): Promise<void> => {
      await client.query(statements);
    };
    await inTransaction(
      queriesOf(client),
      (queries) => migrate({ ...queries, execute }),
      () => undefined,
    );
  } finally {
    await client.end();
  }
}

async function transaction<Result>(
  pool: Pool,
  work: (queries: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  const queries = queriesOf(client);
  let isSpoilt = false;
  const spoil = (): void => {
    isSpoilt = true;
  };
  client.on('error', spoil);
  try {
    return await inTransaction(queries, work, spoil);
  } finally {
    client.off('error', spoil);
    client.release(isSpoilt);
  }
}

/** `spoil` tells that the connection is in no known state and must not be used again. */
async function inTransaction<Result>(
  queries: Queries,
  work: (queries: Transaction) => Promise<Result>,
  spoil: () => void,
): Promise<Result> {
  // Travels with the first statement; it fails with the connection only, and so do all others.
  const begun = queries.query('BEGIN');
  begun.catch(spoil);
  const sent: Promise<unknown>[] = [begun];
  const send: Transaction['send'] = (sql, parameters, name) => {
    const answer = queries.query(sql, parameters, name);
    answer.catch(() => undefined);
    sent.push(answer);
  };
  try {
    const result = await work({ ...queries, send });
    // After a statement that failed, PostgreSQL takes it for a ROLLBACK.
    await Promise.all([...sent, queries.query('COMMIT')]);
    return result;
  } catch (error) {
    await queries.query('ROLLBACK').catch(spoil);
    throw error;
  }
}

function queriesOf(source: Pool | ClientBase): Queries {
  return {
    query: async <Row extends object>(
      text: string,
      parameters: readonly unknown[] = [],
      name?: string,
    ) => {
      const asked = { text, values: [...parameters], ...(name === undefined ? {} : { name }) };
      const { rows } = await source.query<Row & Record<string, unknown>>(asked);
      return rows;
    },
  };
}
