import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteConfig } from '../../config/schema.ts';
import { TEXTS } from '../../config/text/index.ts';
import type { VisitorView } from '../../state-machines/views.ts';
import { type App, startApp } from '../app.ts';
import { createSimulatedDevices } from '../demo/simulated-devices.ts';
import { createLog } from '../log/log.ts';
import { RETRY_MS, startWhenReady } from './start-when-ready.ts';

const PCSC_DOWN = Object.assign(new Error('The smart card service is not running.'), {
  code: 'pcsc-not-usable',
});
const BEGIN = { kind: 'begin' };

let folder: string;
let siteFile: string;
let told: string[];
let logged: { readonly event: string }[];
let views: VisitorView[];
let app: App | undefined;
let startsThatFail: number;
let wipeScreens: ReturnType<typeof vi.fn<() => Promise<void>>>;
let showScreens: ReturnType<typeof vi.fn<(config: SiteConfig) => Promise<void>>>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-ready-'));
  siteFile = join(folder, 'site.json');
  told = [];
  logged = [];
  views = [];
  startsThatFail = 0;
  wipeScreens = vi.fn(() => Promise.resolve());
  showScreens = vi.fn(() => Promise.resolve());
});

afterEach(() => {
  app?.stop();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<App> {
  const log = createLog({ write: (line) => logged.push(JSON.parse(line)) });
  app = await startWhenReady({
    siteFile,
    log,
    tell: (line) => told.push(line),
    wipeScreens,
    showScreens,
    async start(config) {
      startsThatFail -= 1;
      if (startsThatFail >= 0) throw PCSC_DOWN;
      const devices = createSimulatedDevices({ paperWidthMm: 80 });
      return startApp({ config, ledgerFile: join(folder, 'ledger.sqlite'), log, ...devices });
    },
  });
  return app;
}

function openVisitor({ links }: App) {
  return links.open('visitor', (message) => {
    if (message.kind === 'view' && message.role === 'visitor') views.push(message.view);
  });
}

const write = (content: string): void => writeFileSync(siteFile, content);
const eventsOf = (name: string) => logged.filter(({ event }) => event === name);

describe('a terminal with a wrong configuration', () => {
  it('shows visitors a neutral screen, and IT the file, the line and the cure (it-at-m/eappointment #2989)', async () => {
    write('{\n  "centreName": "Bürgerbüro Nord",\n  "printer": { "paperWidth": 58 }\n}');
    openVisitor(await start());
    expect(views).toEqual([
      { centreName: '', language: 'de', screen: { name: 'out-of-service', reason: 'not-ready' } },
    ]);
    expect(told).toEqual([
      `${siteFile}, line 3: printer.paperWidth is no setting. Did you mean "paperWidthMm"? Rename it, or take it out.`,
      'Until that is mended, visitors read that this terminal is not in service.',
    ]);
    expect(eventsOf('site.wrong')).toMatchObject([
      { level: 50, file: siteFile, line: 3, fault: expect.stringContaining('paperWidthMm') },
    ]);
    const { de, en } = TEXTS;
    expect(de.outOfService['not-ready'].title).toBe('Dieses Gerät ist gerade nicht in Betrieb');
    const words = JSON.stringify([de.outOfService['not-ready'], en.outOfService['not-ready']]);
    expect(words).not.toMatch(/konfig|config|datei|file|fehler|error|json/i);
  });

  it('never greets with another centre’s name where its own is not set (it-at-m/eappointment #1178)', async () => {
    write('{ "timeZone": "Europe/Berlin" }');
    openVisitor(await start());
    expect(views).toMatchObject([{ centreName: '', screen: { reason: 'not-ready' } }]);
    expect(told[0]).toMatch(/centreName is missing\. It must be text/);
  });

  it('goes into service as soon as the file is mended, and says nothing twice meanwhile', async () => {
    const waiting = await start();
    const visitor = openVisitor(waiting);
    await vi.advanceTimersByTimeAsync(3 * RETRY_MS);
    expect(told).toHaveLength(2);
    expect(waiting.answers()).toBe(true);
    visitor?.receive(JSON.stringify({ version: 1, sequence: 1, screen: 1, intent: BEGIN }));

    write('{ "centreName": "Bürgerbüro Nord" }');
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(eventsOf('site.read')).toMatchObject([
      { file: siteFile, set: ['centreName'], queueSystem: 'ours', displays: 0, scanner: false },
    ]);
    expect(told.slice(2)).toEqual([
      expect.stringMatching(
        /site\.json is read, "Bürgerbüro Nord": \d+ services, .* no ticket displays, no code reader\.$/,
      ),
    ]);
    expect(views.at(-1)).toMatchObject({
      centreName: 'Bürgerbüro Nord',
      screen: { name: 'attract' },
    });
    expect(wipeScreens).toHaveBeenCalledOnce();

    // As the host does it at a wipe.
    visitor?.close();
    const next = openVisitor(waiting);
    next?.receive(JSON.stringify({ version: 1, sequence: 1, screen: 2, intent: BEGIN }));
    expect(views.at(-1)).toMatchObject({ screen: { name: 'language' } });
    expect(logged.map(({ event }) => event)).not.toContain('message.refused');
    expect(waiting.answers()).toBe(true);
    waiting.stop();
    expect(waiting.answers()).toBe(false);
  });

  it('shows the waiting rooms of the file once it is mended, with no restart', async () => {
    await start();
    expect(showScreens).not.toHaveBeenCalled();
    const room = '{ "name": "Erdgeschoss", "diagonalInches": 43 }';
    write(`{ "centreName": "Bürgerbüro Nord", "waitingRooms": [${room}] }`);
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(showScreens).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ waitingRooms: [expect.objectContaining({ name: 'Erdgeschoss' })] }),
    );
    const opened = vi.fn();
    app?.links.open('waiting-room', opened);
    expect(opened).toHaveBeenCalledWith(expect.objectContaining({ role: 'waiting-room' }));
  });

  it('has one visitor’s screen, and tells the real core of one that is gone', async () => {
    const waiting = await start();
    const first = openVisitor(waiting);
    expect(openVisitor(waiting)).toBeNull();
    first?.close();
    expect(openVisitor(waiting)).not.toBeNull();
  });

  it('stays out of service after it was stopped', async () => {
    (await start()).stop();
    write('{ "centreName": "Bürgerbüro Nord" }');
    await vi.advanceTimersByTimeAsync(2 * RETRY_MS);
    expect(eventsOf('core.started')).toEqual([]);
  });
});

describe('a terminal that comes up before what it needs', () => {
  it('is up by itself as soon as it can be, nobody touching it (it-at-m/eappointment #498, #1805)', async () => {
    write('{ "centreName": "Bürgerbüro Nord" }');
    startsThatFail = 3;
    openVisitor(await start());
    expect(views).toMatchObject([{ screen: { reason: 'not-ready' } }]);
    await vi.advanceTimersByTimeAsync(3 * RETRY_MS);
    expect(views.at(-1)).toMatchObject({ screen: { name: 'attract' } });
    expect(told).toEqual([
      'The terminal cannot start and tries again by itself: The smart card service is not running.',
      expect.stringContaining(`${siteFile} is read`),
    ]);
    expect(eventsOf('core.not-started')).toHaveLength(1);
  });
});
