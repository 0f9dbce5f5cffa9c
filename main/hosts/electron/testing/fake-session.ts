import { FakeEvents, fakeObject } from './fake-object.ts';

type PageHandler = (request: Request) => Response | Promise<Response>;
type RequestFilter = (
  details: { readonly url: string; readonly resourceType: string },
  callback: (response: { cancel?: boolean }) => void,
) => void;

/** What the host installed in a session, for tests to try. */
interface InstalledHandlers {
  permissionRequest: (
    contents: null,
    permission: string,
    callback: (granted: boolean) => void,
  ) => void;
  permissionCheck: (contents: null, permission: string) => boolean;
  devicePermission: (details: object) => boolean;
  usbProtectedClasses: (details: { readonly protectedClasses: string[] }) => string[];
  displayMedia: (request: object, callback: (streams: null) => void) => void;
  beforeRequest: RequestFilter;
  certificateVerify: (request: object, callback: (result: number) => void) => void;
}

/** A session in memory, empty of everything that the host did not install. */
export class FakeSession {
  readonly partition: string;
  readonly events = new FakeEvents('Session');
  readonly installed: Partial<InstalledHandlers> = {};
  readonly cleared: string[] = [];
  readonly #pageHandlers = new Map<string, PageHandler>();
  readonly api: object;

  constructor(partition: string) {
    this.partition = partition;
    this.api = fakeObject('Session', {
      ...this.events.members(),
      protocol: fakeObject('Protocol', {
        handle: (scheme: string, handler: PageHandler) => {
          if (this.#pageHandlers.has(scheme)) throw new Error(`${scheme} is handled already`);
          this.#pageHandlers.set(scheme, handler);
        },
      }),
      webRequest: fakeObject('WebRequest', {
        onBeforeRequest: this.#install('beforeRequest'),
      }),
      setPermissionRequestHandler: this.#install('permissionRequest'),
      setPermissionCheckHandler: this.#install('permissionCheck'),
      setDevicePermissionHandler: this.#install('devicePermission'),
      setUSBProtectedClassesHandler: this.#install('usbProtectedClasses'),
      setDisplayMediaRequestHandler: this.#install('displayMedia'),
      setCertificateVerifyProc: this.#install('certificateVerify'),
      setSpellCheckerEnabled: (enabled: boolean) => void this.cleared.push(`spelling ${enabled}`),
      clearStorageData: async () => void this.cleared.push('storage'),
      clearCache: async () => void this.cleared.push('cache'),
      clearAuthCache: async () => void this.cleared.push('logins'),
    });
  }

  /** Whether the host lets a page request this address. */
  isRequestAllowed(url: string, resourceType: string): boolean {
    let isAllowed = true;
    this.installed.beforeRequest?.({ url, resourceType }, ({ cancel }) => {
      isAllowed = cancel !== true;
    });
    return isAllowed;
  }

  /** Asks the host's own scheme handler. Throws where there is none for the address. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const scheme = url.slice(0, url.indexOf(':'));
    const handler = this.#pageHandlers.get(scheme);
    if (handler === undefined) throw new Error(`nothing answers ${scheme}:`);
    return handler(new Request(url, init));
  }

  #install<Name extends keyof InstalledHandlers>(name: Name) {
    return (handler: InstalledHandlers[Name]) => {
      this.installed[name] = handler;
    };
  }
}
