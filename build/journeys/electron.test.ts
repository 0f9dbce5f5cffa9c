import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * The terminal in a real Electron, from the bundle of its demo entry. Stays optional even where
 * real parts are required: Electron's binary does not come through the npm registry.
 */

const LAUNCH_MS = 30_000;
const SCREEN_MS = 15_000;

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const ENTRY = fromRoot('dist/electron/entry.demo.js');
const BINARY = join(
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? fromRoot('node_modules/electron/dist'),
  'electron',
);

const missing = whatIsMissing();
if (missing !== undefined) console.warn(`skipped: the terminal in Electron. ${missing}`);

function whatIsMissing(): string | undefined {
  if (!isAccessible(BINARY, constants.X_OK)) {
    return `Electron's binary is not at ${BINARY}: run "npx install-electron", or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it.`;
  }
  if (
    !isAccessible(ENTRY, constants.R_OK) ||
    !isAccessible(fromRoot('dist/renderer/visitor.html'), constants.R_OK)
  ) {
    return 'The bundle is not in dist: build the screens and the Electron host first.';
  }
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return 'There is no display: run the tests under "xvfb-run -a".';
  }
  return undefined;
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** Runs in the page; `document` and `window` are the page's own. */
const readPage = () => ({
  address: location.href,
  require: typeof Reflect.get(globalThis, 'require'),
  process: typeof Reflect.get(globalThis, 'process'),
  bridge: Object.keys(Reflect.get(globalThis, 'schnellspur') ?? {}).sort(),
});

describe.skipIf(missing !== undefined)('the terminal in Electron', () => {
  let application: ElectronApplication;
  let visitor: Page;

  beforeAll(async () => {
    // A container's root user has no sandbox to offer; the package itself never gets this switch.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    application = await _electron.launch({
      executablePath: BINARY,
      args: [...asRoot, ENTRY],
      timeout: LAUNCH_MS,
    });
    visitor = await findPage(application, 'kiosk://terminal/visitor.html');
  }, LAUNCH_MS + SCREEN_MS);

  afterAll(() => application?.close());

  it('welcomes the visitor', async () => {
    await visitor.getByRole('button').first().waitFor({ timeout: SCREEN_MS });
    expect(await visitor.getByRole('heading').count()).toBeGreaterThan(0);
  });

  it('gives the page its two functions and nothing of Node', async () => {
    expect(await visitor.evaluate(readPage)).toEqual({
      address: 'kiosk://terminal/visitor.html',
      require: 'undefined',
      process: 'undefined',
      bridge: ['receive', 'send'],
    });
  });

  it('runs every window isolated and sandboxed', async () => {
    const preferences = await application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        // Not in the type definitions, and the only way to see what Electron made of the options.
        const read: () => Record<string, unknown> = Reflect.get(
          webContents,
          'getLastWebPreferences',
        );
        return read.call(webContents);
      }),
    );
    expect(preferences.length).toBeGreaterThan(0);
    for (const options of preferences) {
      expect(options).toMatchObject({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        disableDialogs: true,
        navigateOnDragDrop: false,
      });
    }
  });

  it.each([
    'https://example.com/',
    'kiosk://evil/visitor.html',
    'kiosk://terminal/staff.html',
    'file:///etc/passwd',
    'data:text/html,x',
  ])('does not leave for %s', async (address) => {
    await visitor.evaluate((to) => location.assign(to), address).catch(() => undefined);
    await visitor.waitForTimeout(300);
    expect(visitor.url()).toBe('kiosk://terminal/visitor.html');
  });

  it('opens no window', async () => {
    const count = () =>
      application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const before = await count();
    const isDenied = await visitor.evaluate(() => window.open('https://example.com/') === null);
    expect(isDenied).toBe(true);
    expect(await count()).toBe(before);
  });

  it('reaches no network', async () => {
    const outcome = await visitor.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
  });
});

async function findPage(application: ElectronApplication, url: string): Promise<Page> {
  const known = application.windows().find((page) => page.url() === url);
  return (
    known ??
    application.waitForEvent('window', {
      predicate: async (page) => {
        await page.waitForURL(url, { timeout: SCREEN_MS }).catch(() => undefined);
        return page.url() === url;
      },
      timeout: SCREEN_MS,
    })
  );
}
