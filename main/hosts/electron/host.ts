import type { Session } from 'electron';
import type { CoreLinks } from '../../contract/link.ts';
import type { Role } from '../../contract/roles.ts';
import { withDeadline } from '../deadline.ts';
import type { ReportIncident } from '../host-incident.ts';
import { readPageFiles } from '../page-files.ts';
import type { ElectronModule } from './electron-module.ts';
import { lockDownSession } from './lock-down.ts';
import { servePages } from './pages.ts';
import { countFailures, RESTART_LIMITS, type RestartLimits } from './restart.ts';
import { type OpenScreen, openScreen, type ScreenPlan } from './screen.ts';

/** The Electron host: windows, lock-down, displays and restart. */
export interface ElectronHostOptions {
  readonly electron: ElectronModule;
  readonly links: CoreLinks;
  /** Folder of the built screens. */
  readonly pages: string;
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  readonly screens: readonly ScreenPlan[];
  /** Ends the core before the program quits or relaunches. */
  readonly shutDown: () => Promise<void>;
  readonly report: ReportIncident;
  readonly limits?: Partial<RestartLimits>;
  /** Milliseconds that never run backwards. */
  readonly nowMs?: () => number;
}

export interface ElectronHost {
  /**
   * Between two visitors: a new window with a new renderer and an empty session takes the place of
   * the old one, whose traces are then cleared. Never rejects: what fails is reported, and without a
   * new window the program relaunches.
   */
  wipeVisitor(): Promise<void>;
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
  const { app } = electron;
  await withDeadline('The start of Electron', ELECTRON_READY_MS, app.whenReady());
  electron.Menu.setApplicationMenu(null);
  lockDownSession(electron.session.defaultSession, report);
  if (options.screens.some(({ presentation }) => presentation === 'kiosk')) {
    electron.powerSaveBlocker.start('prevent-display-sleep');
  }

  const leave = createExit(options);
  const openers = await createOpeners(options, () => void leave('relaunch'));
  const slots: ScreenSlot[] = [];
  for (const open of openers) slots.push({ open, screen: await open() });

  app.on('second-instance', () => {
    const open = slots.find(({ screen }) => !screen.window.isDestroyed());
    open?.screen.window.show();
    open?.screen.window.focus();
  });
  app.on('child-process-gone', () => report({ code: 'child-process-gone' }));
  app.on('window-all-closed', () => void leave('quit'));
  app.on('before-quit', (event) => {
    event.preventDefault();
    void leave('quit');
  });

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
  return {
    wipeVisitor: () => {
      wiping ??= wipeVisitor().finally(() => {
        wiping = undefined;
      });
      return wiping;
    },
    quit: () => leave('quit'),
  };
}

type OpenNext = () => Promise<OpenScreen>;

/** A place for a screen, and how to fill it again. */
interface ScreenSlot {
  readonly open: OpenNext;
  screen: OpenScreen;
}

/** For each planned screen the function that opens it, each time in its other session. */
async function createOpeners(
  options: ElectronHostOptions,
  relaunch: () => void,
): Promise<OpenNext[]> {
  const { electron, report } = options;
  const limits = { ...RESTART_LIMITS, ...options.limits };
  const nowMs = options.nowMs ?? (() => performance.now());
  const files = await readPageFiles(
    options.pages,
    options.screens.map(({ role }) => role),
  );
  const createSession = (role: Role, partition: string): Session => {
    // Without the prefix "persist:" it lives in memory only.
    const session = electron.session.fromPartition(partition, { cache: false });
    lockDownSession(session, report);
    servePages(session, files, role);
    return session;
  };
  return options.screens.map((plan, index) => {
    // Two in turn: Electron never frees a session, so a new one a visitor would fill the memory.
    let next = createSession(plan.role, `screen-${index}-even`);
    let other = createSession(plan.role, `screen-${index}-odd`);
    const nextRemedy = countFailures(limits, nowMs);
    return () => {
      const session = next;
      [next, other] = [other, next];
      return openScreen({ ...options, plan, session, limits, nextRemedy, relaunch });
    };
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
