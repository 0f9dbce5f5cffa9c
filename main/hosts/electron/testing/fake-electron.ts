import { existsSync } from 'node:fs';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { ElectronModule } from '../electron-module.ts';
import { checkKeys, FakeEvents, fakeObject } from './fake-object.ts';
import { FakeSession } from './fake-session.ts';
import { FakeWindow } from './fake-window.ts';

export interface FakeDisplay {
  readonly id: number;
  readonly label: string;
  readonly bounds: { readonly x: number; readonly y: number; width: number; height: number };
}

export interface FakeElectronOptions {
  readonly isPackaged?: boolean;
  /** Another instance holds the lock. */
  readonly isSecondInstance?: boolean;
  readonly displays?: readonly FakeDisplay[];
}

const INSIDE: FakeDisplay = {
  id: 1,
  label: 'inside',
  bounds: { x: 0, y: 0, width: 1080, height: 1920 },
};

/**
 * Electron's main process as far as the host uses it: it throws on any API, event or option that
 * it does not fake or that `electron.d.ts` does not define.
 */
export class FakeElectron {
  readonly app = new FakeEvents('App');
  readonly screen = new FakeEvents('Screen');
  readonly displays: FakeDisplay[];
  /** What the host called outside of windows and sessions, in order. */
  readonly calls: string[] = [];
  readonly windows: FakeWindow[] = [];
  readonly sessions = new Map<string, FakeSession>([['', new FakeSession('')]]);
  readonly electron: ElectronModule;
  /** A window can no longer be made. */
  isOutOfWindows = false;
  #isReady = false;

  constructor(options: FakeElectronOptions = {}) {
    this.displays = [...(options.displays ?? [INSIDE])];
    this.electron = {
      app: this.#fakeApp(options),
      BrowserWindow: this.#fakeWindowClass(),
      Menu: fakeObject('Menu', {
        setApplicationMenu: (menu: null) => this.#record('setApplicationMenu', menu),
      }),
      powerSaveBlocker: fakeObject('PowerSaveBlocker', {
        start: (type: string) => this.#record('powerSaveBlocker.start', type),
      }),
      protocol: fakeObject('Protocol', {
        registerSchemesAsPrivileged: (schemes: readonly { privileges: object }[]) => {
          if (this.#isReady) throw new Error('too late: the application is ready');
          for (const scheme of schemes) {
            checkKeys('CustomScheme', scheme);
            checkKeys('Privileges', scheme.privileges);
          }
          this.#record('registerSchemesAsPrivileged', schemes);
        },
      }),
      screen: fakeObject('Screen', {
        ...this.screen.members(),
        getAllDisplays: () => this.displays,
        getPrimaryDisplay: () => this.displays[0],
      }),
      session: {
        defaultSession: this.session('').api,
        fromPartition: (partition: string) => this.session(partition).api,
      },
    } as unknown as ElectronModule;
  }

  /** The session of a partition, made on first use; '' is the default session. */
  session(partition: string): FakeSession {
    const session = this.sessions.get(partition) ?? new FakeSession(partition);
    this.sessions.set(partition, session);
    return session;
  }

  /** The window opened last that still stands. */
  window(): FakeWindow {
    const window = this.windows.findLast(({ isDestroyed }) => !isDestroyed);
    if (window === undefined) throw new Error('no window is open');
    return window;
  }

  #fakeApp({ isPackaged = false, isSecondInstance = false }: FakeElectronOptions): object {
    return fakeObject('App', {
      ...this.app.members(),
      isPackaged,
      commandLine: fakeObject('CommandLine', {
        appendSwitch: (name: string, value?: string) => this.#record('appendSwitch', name, value),
        removeSwitch: (name: string) => this.#record('removeSwitch', name),
      }),
      setPath: (name: string, path: string) => {
        if (!existsSync(path)) throw new Error(`${path} does not exist`);
        this.#record('setPath', name, path);
      },
      requestSingleInstanceLock: () => !isSecondInstance,
      enableSandbox: () => {
        if (this.#isReady) throw new Error('too late: the application is ready');
        this.#record('enableSandbox');
      },
      whenReady: async () => {
        this.#isReady = true;
      },
      relaunch: () => this.#record('relaunch'),
      exit: (code: number) => this.#record('exit', code),
    });
  }

  #fakeWindowClass(): object {
    return new Proxy(class {}, {
      construct: (_target, [options]: [BrowserWindowConstructorOptions]) => {
        if (this.isOutOfWindows) throw new Error('no window can be made');
        const session = [...this.sessions.values()].find(
          ({ api }) => api === options.webPreferences?.session,
        );
        if (session === undefined) throw new Error('the window has no session of its own');
        const window = new FakeWindow(options, session);
        this.windows.push(window);
        this.app.emit('web-contents-created', {}, window.contents.api);
        return window.api;
      },
      get: (_target, key) => {
        throw new Error(`the fake of BrowserWindow has no static ${String(key)}`);
      },
    });
  }

  #record(name: string, ...values: readonly unknown[]): void {
    const texts = values.filter((value) => value !== undefined).map((value) => toText(value));
    this.calls.push([name, ...texts].join(' '));
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
