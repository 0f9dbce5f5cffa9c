import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageFixture, type PageFixture } from '../testing/page-fixture.ts';
import { recordLinks } from '../testing/recorded-links.ts';
import { type ElectronRun, runElectron } from './run-electron.ts';
import { FakeElectron, type FakeElectronOptions } from './testing/fake-electron.ts';

let fixture: PageFixture;
let folder: string;
const stop = vi.fn();

beforeEach(async () => {
  stop.mockClear();
  fixture = await createPageFixture();
  folder = join(dirname(fixture.folder), 'electron');
  await mkdir(folder);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await fixture.remove();
});

async function run(options: FakeElectronOptions & Partial<ElectronRun> = {}) {
  const fake = new FakeElectron(options);
  const startCore = vi.fn(options.startCore ?? (() => ({ links: recordLinks(), stop })));
  const screens = [{ role: 'visitor', presentation: 'kiosk' }] as const;
  const report = () => undefined;
  const profile = join(folder, 'profile');
  await runElectron({
    ...{ electron: fake.electron, screens, folder, profile, report },
    ...options,
    startCore,
  });
  return { fake, startCore };
}

describe('a run', () => {
  it('starts the core, then its screens from the folder beside', async () => {
    const { fake } = await run();
    expect(fake.window().contents.url).toBe('kiosk://terminal/visitor.html');
    expect(fake.window().webPreferences.preload).toBe(join(folder, 'preload.cjs'));
  });

  it('lets the core wipe the visitor’s window', async () => {
    const { fake, startCore } = await run();
    const [host] = startCore.mock.lastCall ?? [];
    await host?.wipeScreens();
    expect(fake.windows).toHaveLength(2);
  });

  it('shows what the core names, at its start and later', async () => {
    const room = { role: 'waiting-room', place: 1, presentation: 'kiosk' } as const;
    const visitor = { role: 'visitor', presentation: 'kiosk' } as const;
    const { fake, startCore } = await run({
      startCore: ({ showScreens }) => {
        void showScreens([room]);
        return { links: recordLinks(), stop };
      },
    });
    const open = () =>
      fake.windows.filter((it) => !it.isDestroyed).map(({ contents }) => contents.url);
    expect(open()).toEqual(['kiosk://terminal/waiting-room.html']);
    const [host] = startCore.mock.lastCall ?? [];
    await host?.showScreens([room, { ...room, place: 2 }, visitor]);
    expect(open()).toEqual([
      'kiosk://terminal/waiting-room.html',
      'kiosk://terminal/waiting-room.html?place=2',
      'kiosk://terminal/visitor.html',
    ]);
    await host?.showScreens([room]);
    expect(open()).toEqual(['kiosk://terminal/waiting-room.html']);
    await host?.showScreens([visitor]);
    expect(open()).toEqual(['kiosk://terminal/visitor.html']);
    expect(fake.calls.join()).not.toContain('exit');
  });

  it('prepares the application before it pauses for the first time', () => {
    const fake = new FakeElectron();
    void runElectron({
      electron: fake.electron,
      startCore: () => new Promise(() => undefined),
      screens: [],
      folder,
      profile: join(folder, 'profile'),
      report: () => undefined,
    });
    expect(fake.calls).toContain('enableSandbox');
    expect(fake.calls.join()).toContain('registerSchemesAsPrivileged');
  });

  it('starts no second core', async () => {
    const { fake, startCore } = await run({ isSecondInstance: true });
    expect(startCore).not.toHaveBeenCalled();
    expect(fake.calls).toEqual([`setPath userData ${join(folder, 'profile')}`, 'exit 0']);
  });

  it('ends with 1 where the core cannot start', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const failure = new Error('the ledger cannot be opened');
    const { fake } = await run({ startCore: () => Promise.reject(failure) });
    expect(told).toHaveBeenCalledWith(failure);
    expect(fake.calls.at(-1)).toBe('exit 1');
    expect(fake.windows).toEqual([]);
  });

  it('stops the core where the screens cannot start', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await rename(fixture.folder, `${fixture.folder}-gone`);
    const { fake } = await run();
    expect(stop).toHaveBeenCalledTimes(1);
    expect(fake.calls.at(-1)).toBe('exit 1');
  });
});
