import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPageFixture, type PageFixture } from '../testing/page-fixture.ts';
import { recordLinks } from '../testing/recorded-links.ts';
import { isAllowedInput } from './lock-down.ts';
import { FakeContents } from './testing/fake-contents.ts';
import type { FakeSession } from './testing/fake-session.ts';
import { type FakeHost, startFakeHost } from './testing/start-fake-host.ts';

const FOREIGN_ADDRESSES = [
  'https://example.com/',
  'https://terminal/visitor.html',
  'https://kiosk/visitor.html',
  'http://127.0.0.1/visitor.html',
  'kiosk://evil/visitor.html',
  'kiosk://terminal.evil/visitor.html',
  'kiosk://terminal:80/visitor.html',
  'kiosk://terminal@evil/visitor.html',
  'kiosk://user@terminal/visitor.html',
  'kiosk:terminal/visitor.html',
  'kiosk:///visitor.html',
  'KIOSK://terminal/visitor.html',
  'kiosks://terminal/visitor.html',
  'file:///etc/passwd',
  'data:text/html,<h1>x</h1>',
  'blob:kiosk://terminal/1',
  'javascript:alert(1)',
  'about:blank',
  'view-source:kiosk://terminal/visitor.html',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  'ws://terminal/',
];

let fixture: PageFixture;
let started: FakeHost;
let contents: FakeContents;
let session: FakeSession;

beforeEach(async () => {
  fixture = await createPageFixture();
  started = await startFakeHost({ links: recordLinks(), pages: fixture.folder });
  ({ contents } = started.fake.window());
  ({ session } = contents);
});

afterEach(() => fixture.remove());

const codes = () => started.incidents.map(({ code }) => code);

describe('a page cannot leave its address', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('by %s', (event) => {
    for (const url of [...FOREIGN_ADDRESSES, 'kiosk://terminal/staff.html']) {
      expect(contents.events.emitPreventable(event, { url, isMainFrame: true })).toBe(true);
    }
    expect(new Set(codes())).toEqual(new Set(['navigation-refused']));
  });

  it('in a frame of its own either', () => {
    const details = { url: 'https://example.com/', isMainFrame: false };
    expect(contents.events.emitPreventable('will-frame-navigate', details)).toBe(true);
  });

  it('nor keep the host from replacing it', () => {
    expect(contents.events.emitPreventable('will-prevent-unload')).toBe(true);
  });
});

describe('a page cannot open another', () => {
  it.each(FOREIGN_ADDRESSES)('window at %s', (url) => {
    expect(contents.openWindow?.({ url, disposition: 'new-window' })).toEqual({ action: 'deny' });
    expect(started.fake.windows).toHaveLength(1);
  });

  it('as a webview', () => {
    expect(contents.events.emitPreventable('will-attach-webview')).toBe(true);
    expect(codes()).toEqual(['window-refused']);
  });

  it('that is free of the lock-down, however it came to be', () => {
    const stray = new FakeContents(session);
    started.fake.app.emit('web-contents-created', {}, stray.api);
    expect(stray.events.emitPreventable('will-navigate')).toBe(true);
    expect(stray.openWindow?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
  });
});

describe('a page gets no permission', () => {
  const PERMISSIONS = [
    ...['media', 'geolocation', 'notifications', 'midi', 'pointerLock', 'fullscreen', 'hid'],
    ...['openExternal', 'clipboard-read', 'serial', 'usb', 'smart-card', 'unknown'],
  ];

  it.each(PERMISSIONS)('%s', (permission) => {
    let granted: boolean | undefined;
    session.installed.permissionRequest?.(null, permission, (answer) => {
      granted = answer;
    });
    expect(granted).toBe(false);
    expect(session.installed.permissionCheck?.(null, permission)).toBe(false);
  });

  it('to a device, a protected one least of all', () => {
    expect(session.installed.devicePermission?.({ deviceType: 'hid' })).toBe(false);
    const protectedClasses = ['smart-card', 'hid'];
    expect(session.installed.usbProtectedClasses?.({ protectedClasses })).toEqual(protectedClasses);
  });

  it('to see the screen', () => {
    let streams: unknown = 'none given';
    session.installed.displayMedia?.({}, (answer) => {
      streams = answer;
    });
    expect(streams).toBeNull();
  });
});

describe('a page gets nothing from outside', () => {
  it.each(FOREIGN_ADDRESSES)('no request to %s', (url) => {
    for (const type of ['mainFrame', 'subFrame', 'script', 'xhr', 'ping', 'webSocket', 'font']) {
      expect(session.isRequestAllowed(url, type)).toBe(false);
    }
    expect(new Set(codes())).toEqual(new Set(['request-refused']));
  });

  it('but its own files and inline pictures', () => {
    expect(session.isRequestAllowed('kiosk://terminal/assets/visitor.js', 'script')).toBe(true);
    expect(session.isRequestAllowed('data:image/svg+xml,<svg/>', 'image')).toBe(true);
    expect(session.isRequestAllowed('data:image/svg+xml,<svg/>', 'mainFrame')).toBe(false);
    expect(session.isRequestAllowed('data:text/html,x', 'image')).toBe(false);
  });

  it('no download', () => {
    expect(session.events.emitPreventable('will-download')).toBe(true);
    expect(codes()).toEqual(['download-refused']);
  });

  it('no certificate is good', () => {
    let isTrusted: boolean | undefined;
    const prevented = started.fake.app.emitPreventable(
      'certificate-error',
      {},
      ...[contents.api, 'https://example.com', 'net::ERR', {}],
      (answer: boolean) => {
        isTrusted = answer;
      },
    );
    expect([prevented, isTrusted]).toEqual([true, false]);
    let verified: number | undefined;
    session.installed.certificateVerify?.({}, (answer) => {
      verified = answer;
    });
    expect(verified).toBe(-2);
  });

  it('no peer connection past the filter', () => {
    expect(contents.settings.get('setWebRTCIPHandlingPolicy')).toBe('disable_non_proxied_udp');
  });

  it('in the default session either', () => {
    const standard = started.fake.session('');
    expect(standard.isRequestAllowed('https://example.com/', 'mainFrame')).toBe(false);
    expect(standard.installed.permissionCheck?.(null, 'usb')).toBe(false);
  });
});

describe('keys and zoom', () => {
  const plain = { control: false, alt: false, meta: false };

  it.each(['1', '9', 'Tab', 'Enter', ' ', 'Escape', 'Backspace', 'ArrowLeft', 'F13', 'F24'])(
    'lets %j pass',
    (key) => {
      expect(isAllowedInput({ key, ...plain })).toBe(true);
      expect(contents.events.emitPreventable('before-input-event', {}, { key, ...plain })).toBe(
        false,
      );
    },
  );

  it.each([
    'F1',
    'F5',
    'F10',
    'F11',
    'F12',
    'F25',
    'a',
    '+',
    'Meta',
    'Control',
    'Alt',
    'ContextMenu',
    'BrowserBack',
    'PrintScreen',
  ])('holds %s back', (key) => {
    expect(contents.events.emitPreventable('before-input-event', {}, { key, ...plain })).toBe(true);
  });

  it.each([
    ['control', '0'],
    ['control', 'Tab'],
    ['control', 'Escape'],
    ['alt', 'ArrowLeft'],
    ['alt', 'Tab'],
    ['meta', '1'],
  ] as const)('holds back %s with %s', (modifier, key) => {
    expect(isAllowedInput({ key, ...plain, [modifier]: true })).toBe(false);
  });

  it('keeps the page at its size', () => {
    expect(contents.settings.get('setIgnoreMenuShortcuts')).toBe(true);
    expect(contents.settings.get('setVisualZoomLevelLimits')).toEqual([1, 1]);
    contents.settings.clear();
    contents.events.emit('zoom-changed', {}, 'in');
    expect(contents.settings.get('setZoomFactor')).toBe(1);
  });
});
