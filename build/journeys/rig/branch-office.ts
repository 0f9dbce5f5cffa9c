import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { DEFAULT_CONFIG } from '../../../config/default.ts';
import { openPcscReader } from '../../../devices/card/transports/pcsc.ts';
import type { CardReader } from '../../../devices/kit/card-reader.ts';
import { systemClock } from '../../../devices/kit/clock.ts';
import { createTestPki } from '../../../devices/simulators/test-pki/test-pki.ts';
import { type App, startApp } from '../../../main/app.ts';
import {
  createSimulatedDevices,
  type SimulatedDevices,
} from '../../../main/demo/simulated-devices.ts';
import { type LoopbackHost, serveLoopback } from '../../../main/hosts/loopback/serve-loopback.ts';
import { createLog } from '../../../main/log/log.ts';
import { enrol } from '../../../main/sync/enrol.ts';
import { startCentralNode } from '../../bench/central-node.ts';
import { createTokenAuthority } from '../../bench/token-authority.ts';
import {
  type PrivatePcscd,
  reachFromThisProcess,
  startPcscd,
} from '../../integration/rig/pcscd.ts';
import { startPostgres } from '../../integration/rig/postgres.ts';

/**
 * A branch office with all its real parts: pcscd with a virtual reader, the kiosk's core with its
 * screens, the central system on PostgreSQL with the terminal's key in a SoftHSM, and browsers.
 * Only card and paper are simulated.
 */
export interface BranchOffice {
  readonly pcscd: PrivatePcscd;
  readonly clerk: { readonly name: string; readonly password: string };
  readonly paper: SimulatedDevices['paperMachine'];
  openVisitor(): Promise<Page>;
  /** Signed in, but still to choose the counter. */
  openCounter(): Promise<Page>;
  /** All that kiosk and central system have written or sent, as text. */
  traces(): string;
  close(): Promise<void>;
}

const fromRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const KIOSK_PAGES = fromRoot('dist/renderer');
const COUNTER_PAGES = fromRoot('dist/counter');
const SLOT = 0;
const QUIET = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

export async function openBranchOffice(browserPath: string): Promise<BranchOffice> {
  const opened = new AsyncDisposableStack();
  try {
    return await open(opened, browserPath);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function open(opened: AsyncDisposableStack, browserPath: string): Promise<BranchOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-branch-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const texts: string[] = [];
  const pcscd = opened.adopt(await startPcscd(), (it) => it.stop());
  reachFromThisProcess(pcscd);
  const central = await startCentral(opened);
  const { access } = central;
  if (!access) throw new Error('the central system told no way in');
  const identity = await enrol({
    file: join(folder, 'identity.json'),
    central: central.address,
    code: access.enrolmentCode,
  });

  const reader = opened.adopt(await openPcscReader({ readerName: pcscd.readerNames[SLOT] }), (it) =>
    it.close(),
  );
  const devices = createSimulatedDevices({ paperWidthMm: 80 });
  opened.defer(() => devices.printer.close());
  const host = await startKiosk(opened, { folder, texts, reader, devices, identity });

  // Chromium's sandbox does not run as root, which is what a CI container is.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launch = async (): Promise<Browser> =>
    opened.adopt(
      await chromium.launch({ executablePath: browserPath, args: [...QUIET, ...sandbox] }),
      (it) => it.close(),
    );
  const openPage = async (width: number, height: number, address: string): Promise<Page> => {
    const page = await (await launch()).newPage({ viewport: { width, height }, locale: 'de-DE' });
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => texts.push(String(payload)));
      socket.on('framereceived', ({ payload }) => texts.push(String(payload)));
    });
    await page.goto(address);
    return page;
  };
  return {
    pcscd,
    clerk: access.staff,
    paper: devices.paperMachine,
    openVisitor: () => openPage(1_080, 1_920, host.urlFor('visitor')),
    openCounter: () => openPage(1_280, 860, central.address),
    traces: () =>
      [
        ...texts,
        central.output(),
        ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')),
      ].join('\n'),
    close: () => opened.disposeAsync(),
  };
}

/** A node in a process of its own, as IT starts it. */
async function startCentral(opened: AsyncDisposableStack) {
  const postgres = opened.adopt(await startPostgres(), (it) => it.stop());
  const authority = opened.adopt(
    await createTokenAuthority(createTestPki({ today: new Date() })),
    (it) => it.remove(),
  );
  Object.assign(process.env, authority.hsm.environment);
  return opened.adopt(
    await startCentralNode({ url: await postgres.createDatabase() }, [
      ...authority.options,
      ...['--demo', '--pages', COUNTER_PAGES],
    ]),
    (it) => it.stop(),
  );
}

interface KioskParts {
  readonly folder: string;
  /** Where the log goes. */
  readonly texts: string[];
  readonly reader: CardReader;
  readonly devices: SimulatedDevices;
  readonly identity: Awaited<ReturnType<typeof enrol>>;
}

async function startKiosk(
  opened: AsyncDisposableStack,
  { folder, texts, reader, devices, identity }: KioskParts,
): Promise<LoopbackHost> {
  const { csca } = createTestPki({ today: new Date() });
  const app: App = opened.adopt(
    startApp({
      config: DEFAULT_CONFIG,
      ledgerFile: join(folder, 'ledger.sqlite'),
      log: createLog({ write: (line) => texts.push(line) }),
      reader,
      printer: devices.printer,
      clock: systemClock,
      central: {
        identity,
        clock: systemClock,
        passiveAuthentication: {
          mode: 'required',
          documentSigners: [],
          countryCertificates: [csca],
        },
      },
    }),
    (it) => it.stop(),
  );
  return opened.adopt(
    await serveLoopback({ links: app.links, pages: KIOSK_PAGES, roles: ['visitor', 'staff'] }),
    (it) => it.close(),
  );
}
