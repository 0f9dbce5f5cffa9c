import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabasePlace } from '../../central/server/database/open-database.ts';
import { startPostgres } from '../integration/rig/postgres.ts';
import { findPart } from '../integration/rig/requirements.ts';

/** Empty databases for nodes of the central system: of a real PostgreSQL where it is installed. */
export interface CentralDatabases {
  /** For notes under a table. */
  readonly kind: 'PostgreSQL (fsync off)' | 'the embedded PGlite';
  create(): Promise<DatabasePlace>;
  stop(): Promise<void>;
}

export async function startDatabases(): Promise<CentralDatabases> {
  return findPart('postgresql').path === undefined ? embeddedDatabases() : servedDatabases();
}

async function servedDatabases(): Promise<CentralDatabases> {
  const postgres = await startPostgres();
  return {
    kind: 'PostgreSQL (fsync off)',
    create: async () => ({ url: await postgres.createDatabase() }),
    stop: postgres.stop,
  };
}

function embeddedDatabases(): CentralDatabases {
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-bench-'));
  let databases = 0;
  return {
    kind: 'the embedded PGlite',
    create: async () => {
      databases += 1;
      return { folder: join(folder, String(databases)) };
    },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
