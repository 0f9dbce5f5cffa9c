import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findExecutable } from '../integration/rig/executables.ts';

/** An installed browser of the Chromium family: only those open a page as a window of its own. */

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const MACOS_NAMES = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PATHS = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

export function findBrowser(): string | undefined {
  switch (process.platform) {
    case 'darwin':
      return MACOS_NAMES.flatMap((name) =>
        ['/', homedir()].map((folder) =>
          join(folder, `Applications/${name}.app/Contents/MacOS/${name}`),
        ),
      ).find((path) => existsSync(path));
    case 'win32':
      return windowsFolders()
        .flatMap((folder) => WINDOWS_PATHS.map((path) => join(folder, path)))
        .find((path) => existsSync(path));
    default:
      return findExecutable(...LINUX_NAMES);
  }
}

function windowsFolders(): string[] {
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined);
}

/** Windows and macOS have a display wherever somebody can start a program. */
export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Chromium and Electron refuse to run their sandbox as root. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}
