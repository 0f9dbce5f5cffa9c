import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Names that may stand in one file only: raw `ipcMain` would go past the checked bridge. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const BRIDGE = 'hosts/electron/bridge.ts';
const RAW_IPC = /\bipcMain\b/;

/** Files below a folder, but for tests and their helpers, that name raw `ipcMain`. */
function filesWithRawIpc(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$|\/testing\//.test(path))
    .filter((path) => RAW_IPC.test(readFileSync(join(folder, path), 'utf8')))
    .sort();
}

/** What is wrong, in sentences. */
export function nameFaults(folder = join(root, 'main')): string[] {
  return filesWithRawIpc(folder)
    .filter((path) => path !== BRIDGE)
    .map((path) => `main/${path} names ipcMain: only main/${BRIDGE} may, and checks who speaks.`);
}
