import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { FakeContents } from './fake-contents.ts';
import { checkKeys, FakeEvents, fakeObject } from './fake-object.ts';
import type { FakeSession } from './fake-session.ts';

/** A browser window; it throws on any option that Electron does not know. */
export class FakeWindow {
  readonly events = new FakeEvents('BrowserWindow');
  readonly options: BrowserWindowConstructorOptions;
  readonly webPreferences: WebPreferences;
  readonly contents: FakeContents;
  readonly api: object;
  /** What the host called, in order. */
  readonly calls: string[] = [];
  bounds: object | undefined;
  isDestroyed = false;
  isVisible = false;

  constructor(options: BrowserWindowConstructorOptions, session: FakeSession) {
    checkKeys('BrowserWindowConstructorOptions', options);
    this.options = options;
    this.webPreferences = options.webPreferences ?? {};
    checkKeys('WebPreferences', this.webPreferences);
    this.contents = new FakeContents(session);
    this.api = fakeObject('BrowserWindow', {
      ...this.events.members(),
      webContents: this.contents.api,
      loadURL: (url: string) => {
        this.#record('loadURL');
        return this.#load(url);
      },
      show: () => {
        this.isVisible = true;
        this.#record('show');
      },
      showInactive: () => {
        this.isVisible = true;
        this.#record('showInactive');
      },
      hide: () => {
        this.isVisible = false;
        this.#record('hide');
      },
      isVisible: () => this.isVisible,
      focus: () => this.#record('focus'),
      setKiosk: (kiosk: boolean) => this.#record(`setKiosk ${kiosk}`),
      setBounds: (bounds: object) => {
        this.bounds = bounds;
        this.#record('setBounds');
      },
      isDestroyed: () => this.isDestroyed,
      destroy: () => {
        this.#record('destroy');
        this.destroy();
      },
    });
  }

  destroy(): void {
    if (this.isDestroyed) return;
    this.isDestroyed = true;
    this.contents.destroy();
    this.events.emit('closed');
  }

  #record(call: string): void {
    if (this.isDestroyed) throw new Error('Object has been destroyed');
    this.calls.push(call);
  }

  async #load(url: string): Promise<void> {
    await this.contents.load(url);
    if (!this.isDestroyed) this.events.emit('ready-to-show');
  }
}
