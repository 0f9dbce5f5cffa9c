import type { BrowserWindowConstructorOptions, Rectangle, Session } from 'electron';

/** `kiosk` fills its display and cannot be closed; `desk` is a window among others, for a trial. */
export type Presentation = 'kiosk' | 'desk';

export interface WindowPlan {
  readonly presentation: Presentation;
  /** Where on the desktop, in device-independent pixels. */
  readonly bounds: Rectangle;
  readonly session: Session;
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  readonly isPackaged: boolean;
}

/** Many of these are defaults. They stand here so that a test can hold us to them. */
export function windowOptions(plan: WindowPlan): BrowserWindowConstructorOptions {
  return {
    ...(plan.presentation === 'kiosk' ? kioskFrame(plan.bounds) : deskFrame(plan.bounds)),
    show: false,
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
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
      devTools: !plan.isPackaged,
      disableDialogs: true,
      navigateOnDragDrop: false,
      // The spelling checker fetches its dictionaries from the network.
      spellcheck: false,
      // Timers of a page behind another window must go on: the waiting room is never in front.
      backgroundThrottling: false,
      zoomFactor: 1,
      // Calls are spoken, and nobody touches a waiting room's screen first.
      autoplayPolicy: 'no-user-gesture-required',
    },
  };
}

function kioskFrame(bounds: Rectangle): BrowserWindowConstructorOptions {
  return { ...bounds, kiosk: true, frame: false, closable: false, minimizable: false };
}

const DESK_SIZE = { width: 1080, height: 800 };

function deskFrame({ x, y }: Rectangle): BrowserWindowConstructorOptions {
  return { x, y, ...DESK_SIZE };
}
