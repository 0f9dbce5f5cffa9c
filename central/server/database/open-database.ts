import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { openServed } from './served.ts';

export interface DatabasePlace {
  /** Of a PostgreSQL server, as in `DATABASE_URL`. */
  readonly url?: string;
  /** Data folder of an embedded PostgreSQL, for one process at a time; without it, in memory. */
  readonly folder?: string;
}

/** Opens the database and brings its tables to this program's version. Throws `DatabaseError`. */
export async function openDatabase({ url, folder }: DatabasePlace): Promise<Database> {
  return url === undefined ? openEmbedded(folder) : openServed(url);
}
