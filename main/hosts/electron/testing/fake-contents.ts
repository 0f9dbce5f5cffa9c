import { FakeEvents, type FakeListener, fakeObject } from './fake-object.ts';
import { FakePage, type PageApi } from './fake-page.ts';
import type { FakeSession } from './fake-session.ts';

export interface FakeFrame {
  readonly url: string;
  readonly parent: FakeFrame | null;
  readonly detached: boolean;
}

/** A page's `WebContents`, with its one document and its channel to the main process. */
export class FakeContents {
  readonly events = new FakeEvents('WebContents');
  readonly session: FakeSession;
  readonly api: object;
  /** Numbers and switches the host set, by the name of the method. */
  readonly settings = new Map<string, unknown>();
  page: FakePage | undefined;
  url = '';
  isDestroyed = false;
  /** So many loads to come find nothing, as in a broken package. */
  brokenLoads = 0;
  openWindow: ((details: object) => { action: string }) | undefined;
  readonly #channels = new Map<string, FakeListener>();

  constructor(session: FakeSession) {
    this.session = session;
    this.api = fakeObject('WebContents', {
      ...this.events.members(),
      ipc: fakeObject('IpcMain', {
        on: (channel: string, listener: FakeListener) => this.#channels.set(channel, listener),
      }),
      send: (channel: string, ...values: unknown[]) => {
        const { page } = this;
        const cloned = structuredClone(values);
        queueMicrotask(() => page?.receiveIpc(channel, cloned));
      },
      getURL: () => this.url,
      isDestroyed: () => this.isDestroyed,
      setWindowOpenHandler: (handler: (details: object) => { action: string }) => {
        this.openWindow = handler;
      },
      forcefullyCrashRenderer: () => this.crash('killed'),
      setIgnoreMenuShortcuts: this.#keep('setIgnoreMenuShortcuts'),
      setZoomFactor: this.#keep('setZoomFactor'),
      setWebRTCIPHandlingPolicy: this.#keep('setWebRTCIPHandlingPolicy'),
      setVisualZoomLevelLimits: async (minimum: number, maximum: number) => {
        this.settings.set('setVisualZoomLevelLimits', [minimum, maximum]);
      },
    });
  }

  get pageApi(): PageApi {
    if (this.page === undefined) throw new Error('no page is loaded');
    return this.page.api;
  }

  /** As the main process loads an address. Rejects, after the event, where nothing answers. */
  async load(url: string): Promise<void> {
    this.events.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false });
    this.page = undefined;
    const isBroken = this.brokenLoads > 0;
    if (isBroken) this.brokenLoads -= 1;
    const isAnswered =
      !isBroken &&
      this.session.isRequestAllowed(url, 'mainFrame') &&
      (await this.session.fetch(url)).ok;
    if (this.isDestroyed) return;
    if (!isAnswered) {
      this.events.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', url, true, 1, 1);
      throw new Error(`ERR_FILE_NOT_FOUND loading ${url}`);
    }
    this.url = url;
    this.page = new FakePage((channel, values) => this.sendIpc(channel, values));
    this.events.emit('did-finish-load');
  }

  /** A message over IPC, by default from the page itself. */
  sendIpc(
    channel: string,
    values: readonly unknown[],
    senderFrame: FakeFrame | null = { url: this.url, parent: null, detached: false },
  ): void {
    const cloned = structuredClone(values);
    const listener = this.#channels.get(channel);
    queueMicrotask(() => {
      if (!this.isDestroyed) listener?.({ senderFrame }, ...cloned);
    });
  }

  crash(reason: 'crashed' | 'killed' | 'oom' | 'clean-exit'): void {
    this.page = undefined;
    this.events.emit('render-process-gone', {}, { reason, exitCode: 1 });
  }

  destroy(): void {
    this.isDestroyed = true;
    this.page = undefined;
    this.events.emit('destroyed');
  }

  #keep(name: string) {
    return (value: unknown) => {
      this.settings.set(name, value);
    };
  }
}
