import type { Session } from 'electron';
import { withDeadline } from '../deadline.ts';
import type { ReportIncident } from '../host-incident.ts';
import { lockDownSession } from './lock-down.ts';
import type { ScreenPlan } from './screen.ts';
import { createScreenSlots, type ScreenSlot, type SlotOptions } from './screen-slots.ts';

/** The Electron host: windows, lock-down, displays and restart. */
export interface ElectronHostOptions extends SlotOptions {
  readonly screens: readonly ScreenPlan[];
  /** Ends the core before the program quits or relaunches. */
  readonly shutDown: () => Promise<void>;
}

export interface ElectronHost {
  /**
   * Between two visitors: a new window with a new renderer and an empty session takes the place of
   * the old one, whose traces are then cleared. Never rejects: what fails is reported, and without a
   * new window the program relaunches.
   */
  wipeVisitor(): Promise<void>;
  /**
   * Opens the screens of these that are not open, and then closes all others. Never rejects: what
   * fails is reported, and the program relaunches.
   */
  showScreens(screens: readonly ScreenPlan[]): Promise<void>;
  /** Ends the core and the program. */
  quit(): Promise<void>;
}

const ELECTRON_READY_MS = 30_000;
export const SHUT_DOWN_MS = 5_000;
const CLEAR_MS = 5_000;

/**
 * Opens the screens; `prepareApplication` must have answered `first`. Rejects with a `HostError`:
 * `deadline-passed`, `pages-missing`, `pages-too-large` or `page-type-unknown`.
 */
export async function startElectronHost(options: ElectronHostOptions): Promise<ElectronHost> {
  const { electron, report } = options;
  await withDeadline('The start of Electron', ELECTRON_READY_MS, electron.app.whenReady());
  electron.Menu.setApplicationMenu(null);
  lockDownSession(electron.session.defaultSession, report);
  if (options.screens.some(({ presentation }) => presentation === 'kiosk')) {
    electron.powerSaveBlocker.start('prevent-display-sleep');
  }

  const leave = createExit(options);
  const { slots, openMissing, closeOthers } = createScreenSlots(
    options,
    () => void leave('relaunch'),
  );
  await openMissing(options.screens);

  followApplication(options, slots, () => void leave('quit'));

  let wiping: Promise<void> | undefined;
  const wipeVisitor = async () => {
    const slot = slots.find(({ screen }) => screen.plan.role === 'visitor');
    // At a desk somebody may have closed it.
    if (slot === undefined || slot.screen.window.isDestroyed()) return;
    const former = slot.screen;
    // First, so that the core has its one visitor's place free for the new window.
    former.bridge.close();
    try {
      slot.screen = await slot.open();
    } catch {
      report({ code: 'wipe-failed', role: 'visitor' });
      await leave('relaunch');
      return;
    }
    if (!former.window.isDestroyed()) former.window.destroy();
    await clearSession(former.session, report);
  };
  const showScreens = async (plans: readonly ScreenPlan[]): Promise<void> => {
    try {
      await openMissing(plans);
    } catch {
      report({ code: 'screens-not-shown' });
      return leave('relaunch');
    }
    // A window that is being opened anew would escape.
    await wiping;
    closeOthers(plans);
  };
  return {
    showScreens,
    wipeVisitor: () => {
      wiping ??= wipeVisitor().finally(() => {
        wiping = undefined;
      });
      return wiping;
    },
    quit: () => leave('quit'),
  };
}

function followApplication(
  { electron: { app }, report }: SlotOptions,
  slots: readonly ScreenSlot[],
  quit: () => void,
): void {
  app.on('second-instance', () => {
    const open = slots.find(({ screen }) => !screen.window.isDestroyed());
    open?.screen.window.show();
    open?.screen.window.focus();
  });
  app.on('child-process-gone', () => report({ code: 'child-process-gone' }));
  app.on('window-all-closed', () => {
    // A computer that drives ticket displays alone has no window.
    if (slots.length > 0) quit();
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    quit();
  });
}

async function clearSession(session: Session, report: ReportIncident): Promise<void> {
  const cleared = Promise.all([
    session.clearStorageData(),
    session.clearCache(),
    session.clearAuthCache(),
  ]);
  await withDeadline('Clearing a visitor’s session', CLEAR_MS, cleared).catch(() => {
    report({ code: 'wipe-failed', role: 'visitor' });
  });
}

function createExit({ electron, shutDown, report }: ElectronHostOptions) {
  const { app } = electron;
  let leaving: Promise<void> | undefined;
  return (then: 'quit' | 'relaunch'): Promise<void> => {
    leaving ??= (async () => {
      await withDeadline('The end of the core', SHUT_DOWN_MS, shutDown()).catch(() => {
        report({ code: 'shut-down-failed' });
      });
      if (then === 'relaunch') {
        report({ code: 'relaunched' });
        app.relaunch();
      }
      // Not `quit`, which asks the windows and this host again.
      app.exit(0);
    })();
    return leaving;
  };
}
