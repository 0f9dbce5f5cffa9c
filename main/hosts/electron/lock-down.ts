import type { App, Input, Session, WebContents } from 'electron';
import type { ReportIncident } from '../host-incident.ts';
import { isPageAddress } from './pages.ts';

/**
 * Everything a page may try and must not get: another address, another window, the network, a
 * permission, a file, a developer's tool. Each refusal is a default that does not ask.
 */

/** Applies to every page there will ever be, whoever creates it. Before Electron is ready. */
export function lockDownApplication(app: App, report: ReportIncident): void {
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents, report));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    report({ code: 'certificate-refused' });
    callback(false);
  });
  app.commandLine.appendSwitch('disable-pinch');
  app.commandLine.appendSwitch('overscroll-history-navigation', '0');
  // Only in the package: the end-to-end tests drive the unpacked program through these.
  if (app.isPackaged) {
    app.commandLine.removeSwitch('remote-debugging-port');
    app.commandLine.removeSwitch('remote-debugging-pipe');
  }
}

function lockDownContents(contents: WebContents, report: ReportIncident): void {
  const refuseNavigation = (event: { preventDefault(): void }) => {
    event.preventDefault();
    report({ code: 'navigation-refused' });
  };
  // None of these is emitted for the host's own loadURL, so that none has to be let through.
  contents.on('will-navigate', refuseNavigation);
  contents.on('will-frame-navigate', refuseNavigation);
  contents.on('will-redirect', refuseNavigation);
  contents.setWindowOpenHandler(() => {
    report({ code: 'window-refused' });
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    report({ code: 'window-refused' });
  });
  // A page that asks "really leave?" must not stop the host from replacing it.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('before-input-event', (event, input) => {
    if (!isAllowedInput(input)) event.preventDefault();
  });
  contents.setIgnoreMenuShortcuts(true);
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1);
    // Fails only if the page is already gone, and then the next one sets it.
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
  });
  // Peer connections pass by the session's request filter.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

export function lockDownSession(session: Session, report: ReportIncident): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    report({ code: 'permission-refused' });
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setDisplayMediaRequestHandler((_request, callback) => {
    report({ code: 'permission-refused' });
    callback(null);
  });
  session.on('will-download', (event) => {
    event.preventDefault();
    report({ code: 'download-refused' });
  });
  session.webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
    // A picture written into the page is no request, yet some versions ask about it.
    const isInline = resourceType === 'image' && url.startsWith('data:image/');
    const isAllowed = isPageAddress(url) || isInline;
    if (!isAllowed) report({ code: 'request-refused' });
    callback({ cancel: !isAllowed });
  });
  session.setCertificateVerifyProc((_request, callback) => callback(CERTIFICATE_REJECTED));
  session.setSpellCheckerEnabled(false);
}

/** As Electron documents it for `setCertificateVerifyProc`. */
const CERTIFICATE_REJECTED = -2;

const ALLOWED_KEYS = new Set([
  ...['Tab', 'Enter', ' ', 'Escape', 'Backspace', 'Shift'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  ...['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
]);

/** Accessible keypads are set to these: no text, and no browser shortcut lies on them. */
const KEYPAD_KEY = /^F(1[3-9]|2[0-4])$/;

/** What a keypad sends and a person needs who cannot touch the screen. No shortcut is among it. */
export function isAllowedInput(input: Pick<Input, 'key' | 'control' | 'alt' | 'meta'>): boolean {
  if (input.control || input.alt || input.meta) return false;
  return ALLOWED_KEYS.has(input.key) || KEYPAD_KEY.test(input.key);
}
