import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageFixture, type PageFixture } from '../testing/page-fixture.ts';
import { type RecordedLinks, recordLinks } from '../testing/recorded-links.ts';
import { until } from '../testing/wait.ts';
import { prepareApplication } from './application.ts';
import { SHUT_DOWN_MS } from './host.ts';
import { FIRST_DRAWING_MS, type ScreenPlan } from './screen.ts';
import { FakeElectron } from './testing/fake-electron.ts';
import { type FakeHost, type FakeHostOptions, startFakeHost } from './testing/start-fake-host.ts';

let fixture: PageFixture;
let links: RecordedLinks;

beforeEach(async () => {
  fixture = await createPageFixture();
  links = recordLinks();
});

afterEach(async () => {
  vi.useRealTimers();
  await fixture.remove();
});

const start = (options: Partial<FakeHostOptions> = {}): Promise<FakeHost> =>
  startFakeHost({ links, pages: fixture.folder, ...options });

describe('the application', () => {
  it('is prepared before anything shows', async () => {
    const { fake } = await start({ fake: { isPackaged: true } });
    expect(fake.calls).toEqual([
      expect.stringMatching(/^setPath userData .*profile$/),
      'enableSandbox',
      expect.stringContaining('registerSchemesAsPrivileged'),
      'appendSwitch enable-speech-dispatcher',
      'appendSwitch disable-pinch',
      'appendSwitch overscroll-history-navigation 0',
      'removeSwitch remote-debugging-port',
      'removeSwitch remote-debugging-pipe',
      'setApplicationMenu null',
      'powerSaveBlocker.start prevent-display-sleep',
    ]);
  });

  it('touches nothing where it runs already', () => {
    const fake = new FakeElectron({ isSecondInstance: true });
    const profile = `${fixture.folder}/../profile`;
    expect(prepareApplication(fake.electron, profile, () => undefined)).toBe('second');
    expect(fake.calls).toEqual([`setPath userData ${profile}`]);
  });

  it('comes to the front when somebody starts it again', async () => {
    const { fake } = await start();
    fake.app.emit('second-instance', {}, [], '/', {});
    expect(fake.window().calls.slice(-2)).toEqual(['show', 'focus']);
  });

  it('refuses to start without its pages', async () => {
    await expect(start({ pages: `${fixture.folder}/nowhere` })).rejects.toMatchObject({
      code: 'pages-missing',
    });
  });
});

describe('screens', () => {
  it('open one for each role, in a session of their own that stays in memory', async () => {
    const { fake } = await start({
      screens: [
        { role: 'visitor', presentation: 'desk' },
        { role: 'bench', presentation: 'desk' },
      ],
    });
    expect(fake.windows.map(({ contents }) => contents.url)).toEqual([
      'kiosk://terminal/visitor.html',
      'kiosk://terminal/bench.html',
    ]);
    expect([...fake.sessions.keys()].filter((name) => name.startsWith('persist:'))).toEqual([]);
    const [visitor, bench] = fake.windows;
    expect(visitor?.contents.session).not.toBe(bench?.contents.session);
    expect(fake.calls).not.toContain('powerSaveBlocker.start prevent-display-sleep');
  });

  it('show once they have something to show', async () => {
    const { fake } = await start();
    expect(fake.window().calls).toEqual(['loadURL', 'show']);
    expect(fake.window().options.show).toBe(false);
  });

  it('show even if they cannot draw, and say so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const starting = start({ limits: { reloadDelayMs: 60_000 }, pages: fixture.folder });
    const load = vi
      .spyOn(
        await import('./testing/fake-session.ts').then((m) => m.FakeSession.prototype),
        'fetch',
      )
      .mockResolvedValue(new Response(null, { status: 404 }));
    await vi.waitFor(() => expect(load).toHaveBeenCalled());
    await vi.advanceTimersByTimeAsync(FIRST_DRAWING_MS);
    const { fake, incidents } = await starting;
    load.mockRestore();
    expect(fake.window().calls).toEqual(['loadURL', 'show']);
    expect(incidents.map(({ code }) => code)).toEqual(['screen-not-loaded', 'screen-not-drawn']);
  });

  it('cannot be closed at a kiosk', async () => {
    const { fake } = await start();
    expect(fake.window().events.emitPreventable('close')).toBe(true);
  });
});

describe('displays', () => {
  const INSIDE = { label: 'inside', otherwise: 'primary' } as const;
  const ABOVE_THE_DOOR = { label: 'above the door', otherwise: 'primary' } as const;
  const WAITING_ROOM: ScreenPlan = {
    role: 'waiting-room',
    place: 2,
    presentation: 'kiosk',
    display: { label: null, otherwise: 'hidden' },
  };
  const SECOND = { id: 2, label: 'wall', bounds: { x: 1920, y: 0, width: 1920, height: 1080 } };

  it('are found by their label and followed', async () => {
    const { fake } = await start({
      screens: [{ role: 'visitor', presentation: 'kiosk', display: INSIDE }],
    });
    expect(fake.window().options).toMatchObject({ x: 0, y: 0 });
    fake.displays.splice(0, 1, {
      id: 1,
      label: 'inside',
      bounds: { x: 1920, y: 0, width: 1080, height: 1920 },
    });
    fake.screen.emit('display-metrics-changed', {}, {}, ['bounds']);
    expect(fake.window().bounds).toMatchObject({ x: 1920 });
    expect(fake.window().calls.slice(-3)).toEqual(['setKiosk false', 'setBounds', 'setKiosk true']);
  });

  it('give way to the primary one when missing', async () => {
    const { fake, incidents } = await start({
      screens: [{ role: 'visitor', presentation: 'kiosk', display: ABOVE_THE_DOOR }],
    });
    expect(fake.window().options).toMatchObject({ x: 0, y: 0 });
    expect(incidents).toEqual([{ code: 'display-missing' }]);
  });

  it('carry a waiting room’s screen on the second one, and tell the core which it is', async () => {
    const displays = [{ id: 1, label: 'front', bounds: SECOND.bounds }, SECOND];
    const { fake, incidents } = await start({ fake: { displays }, screens: [WAITING_ROOM] });
    expect(fake.window().options).toMatchObject({ x: 1920 });
    expect(fake.window().contents.url).toBe('kiosk://terminal/waiting-room.html?place=2');
    fake.window().contents.pageApi.receive(() => undefined);
    await until('an open link', () => links.opened.length === 1);
    expect(links.opened).toMatchObject([{ role: 'waiting-room', place: 2 }]);
    expect(incidents).toEqual([]);
  });

  it('let a waiting room’s screen wait for the second one, behind the visitor’s', async () => {
    const { fake, incidents } = await start({ screens: [WAITING_ROOM] });
    expect(fake.window().isVisible).toBe(false);
    expect(incidents).toEqual([{ code: 'display-missing' }]);
    fake.displays.push(SECOND);
    fake.screen.emit('display-added', {}, {});
    expect(fake.window().isVisible).toBe(true);
    expect(fake.window().bounds).toMatchObject({ x: 1920 });
    fake.displays.pop();
    fake.screen.emit('display-removed', {}, {});
    expect(fake.window().isVisible).toBe(false);
  });

  it('are not followed by a window that is gone', async () => {
    const { fake, host } = await start();
    await host.wipeVisitor();
    expect(fake.screen.listenerCount('display-removed')).toBe(1);
  });
});

describe('between two visitors', () => {
  async function openLink({ fake }: FakeHost) {
    const before = links.opened.length;
    fake.window().contents.pageApi.receive(() => undefined);
    await until('an open link', () => links.opened.length > before);
  }

  it('a new window in an empty session takes the old one’s place', async () => {
    const started = await start();
    const { fake, host, incidents } = started;
    const [first] = fake.windows;
    await openLink(started);
    await host.wipeVisitor();
    const second = fake.window();
    expect(links.opened.map(({ closed }) => closed)).toEqual([true]);
    expect(first?.isDestroyed).toBe(true);
    expect(second.calls).toEqual(['loadURL', 'show']);
    expect(second.contents.session).not.toBe(first?.contents.session);
    expect(first?.contents.session.cleared).toEqual([
      'spelling false',
      'storage',
      'cache',
      'logins',
    ]);
    await openLink(started);
    expect(links.opened[1]?.closed).toBe(false);
    expect(incidents).toEqual([]);
  });

  it('nothing happens to a window that somebody closed', async () => {
    const { fake, host } = await start({ screens: [{ role: 'visitor', presentation: 'desk' }] });
    fake.window().destroy();
    await host.wipeVisitor();
    fake.app.emit('second-instance', {}, [], '/', {});
    expect(fake.windows).toHaveLength(1);
  });

  it('no more sessions gather than two, each locked down', async () => {
    const { fake, host } = await start();
    const seen = new Set([fake.window().contents.session]);
    for (let count = 0; count < 5; count += 1) {
      await host.wipeVisitor();
      seen.add(fake.window().contents.session);
    }
    expect(seen.size).toBe(2);
    for (const session of seen) {
      expect(session.isRequestAllowed('https://example.com/', 'xhr')).toBe(false);
    }
    expect(fake.windows.filter(({ isDestroyed }) => !isDestroyed)).toHaveLength(1);
  });

  it('two wipes at once are one', async () => {
    const { fake, host } = await start();
    await Promise.all([host.wipeVisitor(), host.wipeVisitor()]);
    expect(fake.windows).toHaveLength(2);
  });

  it('the program starts anew where no new window can be had', async () => {
    const { fake, host, incidents } = await start();
    fake.isOutOfWindows = true;
    await host.wipeVisitor();
    expect(fake.calls.slice(-2)).toEqual(['relaunch', 'exit 0']);
    expect(incidents.map(({ code }) => code)).toEqual(['wipe-failed', 'relaunched']);
  });

  it('the old page is heard no more while the new one loads', async () => {
    const started = await start();
    await openLink(started);
    const old = started.fake.window().contents;
    const wiping = started.host.wipeVisitor();
    old.pageApi.send('{}');
    old.pageApi.receive(() => undefined);
    await wiping;
    expect(links.opened).toMatchObject([{ received: [], closed: true }]);
  });
});

describe('the end', () => {
  it('ends the core first, once', async () => {
    const shutDown = vi.fn(async () => undefined);
    const { fake, host } = await start({ shutDown });
    expect(fake.app.emitPreventable('before-quit')).toBe(true);
    fake.app.emit('window-all-closed');
    await host.quit();
    expect(shutDown).toHaveBeenCalledTimes(1);
    expect(fake.calls.filter((call) => call.startsWith('exit'))).toEqual(['exit 0']);
    expect(fake.calls).not.toContain('relaunch');
  });

  it('does not wait for ever', async () => {
    const { fake, host, incidents } = await start({ shutDown: () => new Promise(() => undefined) });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const quitting = host.quit();
    await vi.advanceTimersByTimeAsync(SHUT_DOWN_MS);
    await quitting;
    expect(fake.calls.at(-1)).toBe('exit 0');
    expect(incidents).toEqual([{ code: 'shut-down-failed' }]);
  });
});
