import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { checkKeys } from './testing/fake-object.ts';
import { type WindowPlan, windowOptions } from './window.ts';

const plan: WindowPlan = {
  presentation: 'kiosk',
  bounds: { x: 10, y: 20, width: 1080, height: 1920 },
  session: {} as Session,
  preload: '/opt/schnellspur/preload.cjs',
  isPackaged: true,
};

describe('the options of a window', () => {
  it('are exactly these, none left to a default', () => {
    expect(windowOptions(plan).webPreferences).toEqual({
      session: plan.session,
      preload: plan.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      devTools: false,
      disableDialogs: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
      zoomFactor: 1,
      autoplayPolicy: 'no-user-gesture-required',
    });
  });

  it.each(['kiosk', 'desk'] as const)('are all known to Electron (%s)', (presentation) => {
    const options = windowOptions({ ...plan, presentation });
    expect(() => {
      checkKeys('BrowserWindowConstructorOptions', options);
      checkKeys('WebPreferences', options.webPreferences ?? {});
    }).not.toThrow();
  });

  it('fill the display at a kiosk, with no frame and no way to close it', () => {
    expect(windowOptions(plan)).toMatchObject({
      ...plan.bounds,
      kiosk: true,
      frame: false,
      closable: false,
      show: false,
    });
  });

  it('differ at a desk in the frame alone', () => {
    const desk = windowOptions({ ...plan, presentation: 'desk' });
    expect(desk.kiosk).toBeUndefined();
    expect(desk.webPreferences).toEqual(windowOptions(plan).webPreferences);
  });

  it('have developer tools only outside the package', () => {
    expect(windowOptions({ ...plan, isPackaged: false }).webPreferences?.devTools).toBe(true);
  });
});
