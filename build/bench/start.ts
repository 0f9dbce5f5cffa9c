import { TEXTS } from '../../config/text/index.ts';
import { buildChanged } from '../build.ts';
import { missingParts } from '../missing-parts.ts';
import { launchBrowser, TERMINAL_SCREEN } from './browser.ts';
import type { Measurement } from './row.ts';
import { serveTerminal } from './served-terminal.ts';
import { median } from './statistics.ts';

/** How long the terminal takes from nothing to its welcome screen, beside the bare browser. */

const RUNS = 7;
const BLANK = 'about:blank';

export const start: Measurement = {
  name: 'start',
  missing: () => missingParts('chromium'),
  async run() {
    await buildChanged(['renderer', 'loopback'], (sentence) =>
      process.stderr.write(`${sentence}\n`),
    );
    // Both once for the disk’s cache.
    await startTerminal();
    await startBlank();
    const terminalMs: number[] = [];
    const blankMs: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      terminalMs.push(await startTerminal());
      blankMs.push(await startBlank());
    }
    return [
      {
        name: 'core start to welcome screen',
        unit: 'ms',
        ours: median(terminalMs),
        reference: { name: 'Chromium with a blank page', value: median(blankMs) },
        target: 2,
        runs: RUNS,
        note: 'As npm start does it: the core’s process first, and once it serves, the browser. Until the second frame with the welcome screen, or with nothing.',
      },
    ];
  },
};

async function startTerminal(): Promise<number> {
  const startedAt = performance.now();
  const terminal = await serveTerminal();
  try {
    return (await paint(terminal.addresses.visitor, TEXTS.de.attract.title)) - startedAt;
  } finally {
    await terminal.stop();
  }
}

async function startBlank(): Promise<number> {
  const startedAt = performance.now();
  return (await paint(BLANK)) - startedAt;
}

/** @returns when the page was painted */
async function paint(address: string, title = ''): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext(TERMINAL_SCREEN)).newPage();
    await page.goto(address, { waitUntil: 'commit' });
    await page.evaluate(untilPainted, title);
    return performance.now();
  } finally {
    await browser.close();
  }
}

/**
 * Runs inside the page, so it stands alone. Playwright's own waiting would load a large script into
 * the one page and not into the other.
 */
function untilPainted(title: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const shown = document.querySelector('h1')?.textContent ?? '';
      if (shown === title) requestAnimationFrame(() => resolve());
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
