import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { SyncError } from '../../sync-error.ts';

/** The technical user of a terminal in ZMS, which has the permission `appointment`. */
export interface ZmsCredentials {
  readonly user: string;
  readonly password: string;
}

const READABLE_BY_OTHERS = 0o077;
/** Windows keeps other lists of who may read what, and tells nothing by these bits. */
const HAS_MODES = process.platform !== 'win32';

const credentials = z.strictObject({ user: z.string().min(1), password: z.string().min(1) });

/** From a JSON file that only its owner may read. Throws a `SyncError`. */
export function readZmsCredentials(file: string): ZmsCredentials {
  let mode: number;
  let text: string;
  try {
    mode = statSync(file).mode;
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SyncError(
      'credentials-not-readable',
      `${file} cannot be read. Write { "user": "…", "password": "…" } of the terminal's user in ZMS into it; it must belong to the user that runs the terminal.`,
      cause,
    );
  }
  if (HAS_MODES && (mode & READABLE_BY_OTHERS) !== 0) {
    throw new SyncError(
      'credentials-exposed',
      `${file} holds a password, and others may read it. Change the password in ZMS, and the mode of the file to 0600.`,
    );
  }
  try {
    return credentials.parse(JSON.parse(text));
  } catch {
    // What failed to parse may quote the password.
    throw new SyncError(
      'credentials-malformed',
      `${file} does not hold { "user": "…", "password": "…" } of the terminal's user in ZMS.`,
    );
  }
}
