import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findExecutable, findFile } from './executables.ts';

/** Debian keeps the server's programs of each version apart, and out of every PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** The folder of `initdb` and `postgres`, of the newest version where there are several. */
export function findPostgresql(): string | undefined {
  const initdb = debianFolders()
    .map((folder) => findFile(join(folder, 'initdb')))
    .find((path) => path !== undefined);
  const found = initdb ?? findExecutable('initdb');
  return found && dirname(found);
}

function debianFolders(): string[] {
  try {
    return readdirSync(DEBIAN_FOLDER)
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => join(DEBIAN_FOLDER, version, 'bin'));
  } catch {
    return [];
  }
}
