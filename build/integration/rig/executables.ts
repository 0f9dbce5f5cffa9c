import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs that this user may run. */
export function findExecutable(...names: readonly string[]): string | undefined {
  // Daemons lie in /usr/sbin, which is not in every user's PATH.
  const { PATH = '' } = process.env;
  const folders = [...PATH.split(delimiter), '/usr/sbin', '/usr/bin'].filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((candidate) => isAccessible(candidate, constants.X_OK));
}

export function findFile(path: string): string | undefined {
  return isAccessible(path, constants.R_OK) ? path : undefined;
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
