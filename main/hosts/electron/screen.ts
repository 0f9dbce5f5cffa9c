import type { BrowserWindow, Session } from 'electron';
import type { CoreLinks } from '../../contract/link.ts';
import type { Role } from '../../contract/roles.ts';
import type { ReportIncident } from '../host-incident.ts';
import { type Bridge, bridgeScreen } from './bridge.ts';
import { chooseDisplay, type DisplayChoice, followDisplay } from './displays.ts';
import type { ElectronModule } from './electron-module.ts';
import { pageUrl } from './pages.ts';
import { keepScreen, type Remedy, type RestartLimits } from './restart.ts';
import { type Presentation, windowOptions } from './window.ts';

export interface ScreenPlan {
  readonly role: Role;
  readonly presentation: Presentation;
  /** Which of the role's screens, from 1; the first if left out. */
  readonly place?: number;
  /** The primary one if left out. */
  readonly display?: DisplayChoice;
}

export interface ScreenParts {
  readonly electron: ElectronModule;
  readonly plan: ScreenPlan;
  readonly session: Session;
  readonly preload: string;
  readonly links: CoreLinks;
  readonly limits: RestartLimits;
  readonly nextRemedy: () => Remedy;
  readonly relaunch: () => void;
  readonly report: ReportIncident;
}

export interface OpenScreen {
  readonly plan: ScreenPlan;
  readonly window: BrowserWindow;
  readonly session: Session;
  readonly bridge: Bridge;
}

/** How long a new window may stay hidden while its page draws for the first time. */
export const FIRST_DRAWING_MS = 10_000;

/** Opens one screen. Resolves when it shows, drawn or not; a page that fails is brought back. */
export async function openScreen(parts: ScreenParts): Promise<OpenScreen> {
  const { electron, plan, session, preload, links, report } = parts;
  const { role, presentation, place = 1 } = plan;
  const page = pageUrl(role, place);
  const choose = () => chooseDisplay(electron.screen, plan.display, report);
  const display = choose();
  const window = new electron.BrowserWindow(
    windowOptions({
      presentation,
      bounds: (display ?? electron.screen.getPrimaryDisplay()).bounds,
      session,
      preload,
      isPackaged: electron.app.isPackaged,
    }),
  );
  const bridge = bridgeScreen({ contents: window.webContents, role, place, page, links, report });
  keepScreen({ ...parts, window, role, page });
  if (presentation === 'kiosk') {
    // A window manager may ask; only the host itself ends a kiosk's window.
    window.on('close', (event) => event.preventDefault());
    followDisplay(window, electron.screen, choose);
  }
  const drawn = untilDrawn(window);
  window.loadURL(page).catch(() => undefined);
  if (!(await drawn)) report({ code: 'screen-not-drawn', role });
  if (display !== null && !window.isDestroyed()) window.show();
  return { plan, window, session, bridge };
}

function untilDrawn(window: BrowserWindow): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), FIRST_DRAWING_MS);
    window.once('ready-to-show', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
