import type { Queries } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** A transaction that may also run several statements at once, as a migration needs. */
export interface MigratingQueries extends Queries {
  execute(statements: string): Promise<void>;
}

/** Any number that nothing else in this database locks by. */
const MIGRATION_LOCK = 7_423_616_901;

/**
 * Brings the database forward to this program's version, inside one transaction of the caller.
 * A second node waits until the first has done it. Throws a `DatabaseError`.
 */
export async function migrate(
  queries: MigratingQueries,
  migrations: readonly string[] = MIGRATIONS,
): Promise<void> {
  await queries.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await queries.execute(`
    CREATE TABLE IF NOT EXISTS schema_migrations (
      number integer PRIMARY KEY,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  const rows = await queries.query<{ latest: number }>(
    'SELECT coalesce(max(number), 0)::integer AS latest FROM schema_migrations',
  );
  const latest = rows[0]?.latest ?? 0;
  if (latest > migrations.length) {
    throw new DatabaseError(
      'newer-than-program',
      `The database was written by a newer Schnellspur (version ${latest} of its tables, this ` +
        `program knows ${migrations.length}). Install the newer program, or restore the ` +
        'matching backup.',
    );
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < latest) continue;
    await queries.execute(sql);
    await queries.query('INSERT INTO schema_migrations (number) VALUES ($1)', [index + 1]);
  }
}
