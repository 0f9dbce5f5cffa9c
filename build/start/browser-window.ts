import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child, Children } from './children.ts';
import { runsAsRoot } from './find-browser.ts';

/** A page in a window without tabs and address bar, in a browser process with its own profile. */

const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // Else the first window asks for the password of the desktop's keyring.
  '--password-store=basic',
  // A waiting room is heard without anybody having touched it, in the system's voices.
  '--autoplay-policy=no-user-gesture-required',
  '--enable-speech-dispatcher',
];

export interface WindowPlan {
  readonly browser: string;
  readonly address: string;
  readonly bounds: { x: number; y: number; width: number; height: number };
}

export interface BrowserWindow {
  readonly process: Child;
  /** To be called when the process has ended. */
  removeProfile(): void;
}

export function openWindow(children: Children, plan: WindowPlan): BrowserWindow {
  const { x, y, width, height } = plan.bounds;
  const profile = mkdtempSync(join(tmpdir(), 'schnellspur-browser-'));
  const parameters = [
    ...QUIET,
    ...(runsAsRoot() ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    `--window-position=${x},${y}`,
    `--window-size=${width},${height}`,
    `--app=${plan.address}`,
  ];
  return {
    process: children.start(plan.browser, parameters, 'hidden'),
    // Helper processes of the browser may still be writing for a moment.
    removeProfile: () => rmSync(profile, { recursive: true, force: true, maxRetries: 10 }),
  };
}
