import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requirePart } from '../integration/rig/requirements.ts';
import { createTemporaryFolder } from '../integration/rig/temporary-folder.ts';

const run = promisify(execFile);
const SCRIPT = `INSERT INTO plain_rows (id, branch_id, at, ticket)
VALUES (gen_random_uuid(), gen_random_uuid(), now(), 'A017');\n`;

/** The table into which `insertPlainRows` inserts. */
export const PLAIN_ROWS = `CREATE TABLE plain_rows (
  id uuid PRIMARY KEY, branch_id uuid NOT NULL, at timestamptz NOT NULL, ticket text NOT NULL)`;

/** Single-row inserts with prepared statements, each its own transaction. @returns rows a second */
export async function insertPlainRows(
  url: string,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<number> {
  const folder = await createTemporaryFolder();
  try {
    const script = join(folder.path, 'insert.sql');
    writeFileSync(script, SCRIPT);
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
