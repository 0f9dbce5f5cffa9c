import { type Browser, chromium } from 'playwright-core';
import { requirePart } from '../integration/rig/requirements.ts';
import { runsAsRoot } from '../start/find-browser.ts';

/** The screen of a terminal, upright, that answers to fingers. */
export const TERMINAL_SCREEN = { viewport: { width: 1080, height: 1920 }, hasTouch: true };

const QUIET = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

/** One and the same Chromium for all that is measured in one. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: requirePart('chromium'),
    args: [...QUIET, ...(runsAsRoot() ? ['--no-sandbox'] : [])],
  });
}
