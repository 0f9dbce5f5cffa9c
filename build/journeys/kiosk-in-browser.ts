import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import { type AppParts, startApp } from '../../main/app.ts';
import { createBenchDesk } from '../../main/demo/bench-desk.ts';
import { createDemoHall } from '../../main/demo/demo-hall.ts';
import {
  createSimulatedDevices,
  type SimulatedDevices,
} from '../../main/demo/simulated-devices.ts';
import { type LoopbackHost, serveLoopback } from '../../main/hosts/loopback/serve-loopback.ts';
import { createLog } from '../../main/log/log.ts';

/** A whole terminal with simulated devices, its screens in a real Chromium. */
export interface KioskInBrowser {
  readonly browser: Browser;
  readonly devices: SimulatedDevices;
  readonly host: LoopbackHost;
  /** Every message the visitor's page has sent or received, as raw text. */
  readonly frames: readonly string[];
  readonly logLines: readonly string[];
  readonly dataFolder: string;
  openVisitor(viewport?: Viewport): Promise<Page>;
  openPage(role: 'staff' | 'bench'): Promise<Page>;
  close(): Promise<void>;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

const PORTRAIT: Viewport = { width: 1080, height: 1920 };
export const LANDSCAPE: Viewport = { width: 1920, height: 1080 };

const PAGES = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const QUIET = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

export async function startKioskInBrowser(
  executablePath: string,
  more: Pick<AppParts, 'queue'> = {},
): Promise<KioskInBrowser> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'schnellspur-journey-'));
  const frames: string[] = [];
  const logLines: string[] = [];
  const devices = createSimulatedDevices({ paperWidthMm: 80 });
  const hall = createDemoHall(devices.clock);
  const app = startApp({
    config: DEFAULT_CONFIG,
    ledgerFile: join(dataFolder, 'ledger.sqlite'),
    log: createLog({ write: (line) => logLines.push(line) }),
    ...devices,
    displays: hall.displays,
    scanner: hall.scanner,
    bench: createBenchDesk(devices, hall),
    ...more,
  });
  const host = await serveLoopback({
    links: app.links,
    pages: PAGES,
    roles: ['visitor', 'staff', 'bench'],
  });
  // Chromium's sandbox does not run as root, which is what a CI container is.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: [...QUIET, ...sandbox] });
  const openPage = async (role: 'visitor' | 'staff' | 'bench', viewport: Viewport) => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    if (role === 'visitor') {
      page.on('websocket', (socket) => {
        socket.on('framesent', ({ payload }) => frames.push(String(payload)));
        socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
      });
    }
    await page.goto(host.urlFor(role));
    return page;
  };
  return {
    browser,
    devices,
    host,
    frames,
    logLines,
    dataFolder,
    openVisitor: (viewport = PORTRAIT) => openPage('visitor', viewport),
    openPage: (role) => openPage(role, LANDSCAPE),
    async close() {
      await browser.close();
      await host.close();
      app.stop();
      await devices.printer.close();
      hall.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
