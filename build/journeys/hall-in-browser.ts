import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type EntryStep, nextAnswer } from '../../central/contract/queue.ts';
import { branchNamed } from '../../central/server/branches/branches.ts';
import { readConfiguration, writeConfiguration } from '../../central/server/queue/configuration.ts';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import type { WaitingRoomConfig } from '../../config/waiting-room.ts';
import { startApp } from '../../main/app.ts';
import { DEMO_WAITING_ROOM } from '../../main/demo/demo-hall.ts';
import { createSimulatedDevices } from '../../main/demo/simulated-devices.ts';
import { serveLoopback } from '../../main/hosts/loopback/serve-loopback.ts';
import { type LaneRig, startLaneRig } from '../../main/testing/lane-rig.ts';
import { createHeard, type Heard } from './heard.ts';

/** A waiting room: the real central system, a terminal with its screens, and a clerk who calls. */
export interface HallInBrowser {
  readonly rig: LaneRig;
  openRoom(place: number, options?: BrowserContextOptions): Promise<HeardPage>;
  /** A ticket for the service, called at once. */
  call(serviceId: string): Promise<Called>;
  step(called: Pick<Called, 'id'>, step: EntryStep): Promise<void>;
  close(): Promise<void>;
}

export interface HeardPage {
  readonly page: Page;
  readonly heard: Heard;
}

export interface Called {
  readonly id: string;
  readonly number: string;
}

const PAGES = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const PICTURES = fileURLToPath(new URL('./output/waiting-room', import.meta.url));

/** The first shows all, the second only passports. */
const ROOMS: readonly WaitingRoomConfig[] = [
  { ...DEMO_WAITING_ROOM, runningTextAs: 'moving' },
  { ...DEMO_WAITING_ROOM, queueIds: ['passports'], voice: 'gong', runningText: '' },
];

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0H90L45 60Z"/></svg>';

/** Of the counter, which has no arrow. */
export const DIRECTION = 'links, 1. Tür';

export async function openHall(executablePath: string): Promise<HallInBrowser> {
  const opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-hall-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const rig = opened.adopt(await startLaneRig(), (it) => it.close());
  await openTwoQueues(rig);
  const logo = join(folder, 'logo.svg');
  writeFileSync(logo, LOGO);
  const devices = createSimulatedDevices({ paperWidthMm: 80 });
  opened.defer(() => devices.printer.close());
  const app = opened.adopt(
    startApp({
      ...devices,
      config: { ...DEFAULT_CONFIG, logo, waitingRooms: ROOMS },
      ledgerFile: join(folder, 'ledger.sqlite'),
      log: () => {},
      central: await rig.access(join(folder, 'kiosk.json')),
    }),
    (it) => it.stop(),
  );
  const host = opened.adopt(
    await serveLoopback({ links: app.links, pages: PAGES, roles: ['waiting-room'] }),
    (it) => it.close(),
  );
  // Chromium's sandbox does not run as root, which is what a CI container is.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = ['--autoplay-policy=no-user-gesture-required', '--disable-gpu', ...sandbox];
  const browser = opened.adopt(await chromium.launch({ executablePath, args }), (it) => it.close());
  const { send } = rig.clerk;
  const next = async () =>
    nextAnswer.parse(await (await send('POST', '/staff/queue/next', {})).json());
  const step: HallInBrowser['step'] = async ({ id }, how) => {
    await send('POST', `/staff/queue/entries/${id}/steps`, how);
  };
  return {
    rig,
    async openRoom(place, options = {}) {
      const context = await browser.newContext({ locale: 'de-DE', ...options });
      const page = await context.newPage();
      const heard = await createHeard(page);
      await page.goto(host.urlFor('waiting-room', place));
      await page.getByRole('main').waitFor();
      return { page, heard };
    },
    async call(serviceId) {
      const body = { serviceId, preferred: true, note: null };
      await send('PUT', `/staff/queue/tickets/${randomUUID()}`, body);
      let answer = await next();
      if (answer.kind === 'in-hand') {
        // Of a test that broke off.
        await step(answer.entry, { kind: 'miss' });
        answer = await next();
      }
      if (answer.kind !== 'called') throw new Error(`nobody was called: ${answer.kind}`);
      return { id: answer.entry.id, number: answer.entry.ticket };
    },
    step,
    close: () => opened.disposeAsync(),
  };
}

async function openTwoQueues(rig: LaneRig): Promise<void> {
  await rig.openQueue();
  const branch = await branchNamed(rig.database, 'Musterstadt');
  const configuration = await readConfiguration(rig.database, branch.id);
  const [hall] = configuration.queues;
  const [identity, ...others] = configuration.services;
  if (!hall || !identity) throw new Error('the demo has no queue');
  const [counter] = configuration.counters;
  const [account] = await rig.database.query<{ id: string }>('SELECT id FROM staff_accounts');
  await writeConfiguration(rig.database, {
    staff: {
      ...{ sessionId: randomUUID(), accountId: account?.id ?? '', displayName: 'A. Berger' },
      ...{ role: 'lead', branchId: branch.id, counter: null },
    },
    configuration: {
      ...configuration,
      queues: [hall, { ...hall, id: 'passports' }],
      services: [{ ...identity, queueId: 'passports' }, ...others],
      counters: counter ? [{ ...counter, direction: DIRECTION, arrow: null }] : [],
    },
    now: Date.now(),
  });
}

export async function pictureOf(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
