import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes with its process, or, where that was killed, with the next test run. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

const NAME = /^schnellspur-rig-(\d+)-/;

export async function createTemporaryFolder(): Promise<TemporaryFolder> {
  await removeLeftovers();
  const path = await mkdtemp(join(tmpdir(), `schnellspur-rig-${process.pid}-`));
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return { path, remove };
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = NAME.exec(name)?.[1];
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
