import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requirePart } from '../integration/rig/requirements.ts';
import { createTemporaryFolder } from '../integration/rig/temporary-folder.ts';

const run = promisify(execFile);
/** Single-row inserts, as scripts of pgbench. */
export const INSERTS = {
  /** What a ticket leaves in the table of entries, into a table like it. */
  ticketRow: `INSERT INTO ticket_rows (id, branch_id, day, kind, ticket, service_id, state,
  queued_at, calls, changed_at, changed_version)
VALUES (gen_random_uuid(), gen_random_uuid(), current_date, 'walk-in', 'A017', 'identity-card',
  'waiting', now(), 0, now(), 1);\n`,
  fourColumns: `INSERT INTO four_columns (id, branch_id, at, ticket)
VALUES (gen_random_uuid(), gen_random_uuid(), now(), 'A017');\n`,
} as const;

export const TABLES = [
  'CREATE TABLE ticket_rows (LIKE queue_entries INCLUDING ALL)',
  `CREATE TABLE four_columns (
    id uuid PRIMARY KEY, branch_id uuid NOT NULL, at timestamptz NOT NULL, ticket text NOT NULL)`,
] as const;

export interface Inserting {
  readonly clients: number;
  readonly seconds: number;
  /** One of `INSERTS`. */
  readonly insert: string;
}

/** With prepared statements, each its own transaction. @returns rows a second */
export async function insertRows(
  url: string,
  { clients, seconds, insert }: Inserting,
): Promise<number> {
  const folder = await createTemporaryFolder();
  try {
    const script = join(folder.path, 'insert.sql');
    writeFileSync(script, insert);
    const { stdout } = await run(join(requirePart('postgresql'), 'pgbench'), [
      ...['--no-vacuum', '--protocol=prepared', `--file=${script}`],
      ...[`--client=${clients}`, '--jobs=2', `--time=${seconds}`, url],
    ]);
    const [, perSecond] = /^tps = ([\d.]+)/m.exec(stdout) ?? [];
    if (perSecond === undefined) throw new Error('pgbench did not tell its transactions a second');
    return Number(perSecond);
  } finally {
    folder.remove();
  }
}
