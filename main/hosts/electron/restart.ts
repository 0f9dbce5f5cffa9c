import type { BrowserWindow } from 'electron';
import type { Role } from '../../contract/roles.ts';
import type { ReportIncident } from '../host-incident.ts';

export interface RestartLimits {
  /** Reloads of one screen within `withinMs`; one more relaunches the program. */
  readonly reloadsMax: number;
  readonly withinMs: number;
  /** Pause before a reload, so that a page that fails at once does not fail in a tight loop. */
  readonly reloadDelayMs: number;
}

export const RESTART_LIMITS: RestartLimits = {
  reloadsMax: 3,
  withinMs: 5 * 60_000,
  reloadDelayMs: 1_000,
};

export type Remedy = 'reload' | 'relaunch';

/** Counts the failures of one screen; each call is one failure and gets its remedy. */
export function countFailures(limits: RestartLimits, nowMs: () => number): () => Remedy {
  let failedAtMs: readonly number[] = [];
  return () => {
    const now = nowMs();
    failedAtMs = [...failedAtMs.filter((at) => now - at < limits.withinMs), now];
    return failedAtMs.length > limits.reloadsMax ? 'relaunch' : 'reload';
  };
}

export interface KeptScreen {
  readonly window: BrowserWindow;
  readonly role: Role;
  readonly page: string;
  readonly limits: RestartLimits;
  readonly nextRemedy: () => Remedy;
  readonly relaunch: () => void;
  readonly report: ReportIncident;
}

/** Brings a screen back when its renderer crashes, hangs or does not load. */
export function keepScreen(screen: KeptScreen): void {
  const { window, role, page, limits, nextRemedy, relaunch, report } = screen;
  const contents = window.webContents;
  const recover = () => {
    if (window.isDestroyed()) return;
    if (nextRemedy() === 'relaunch') {
      relaunch();
      return;
    }
    setTimeout(() => {
      if (window.isDestroyed()) return;
      // A load that fails is told by `did-fail-load`, which counts it.
      window.loadURL(page).catch(() => undefined);
    }, limits.reloadDelayMs);
  };
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    report({ code: 'screen-crashed', role });
    recover();
  });
  window.on('unresponsive', () => {
    report({ code: 'screen-hung', role });
    // `render-process-gone` follows, and from there on it is a crash like any other.
    contents.forcefullyCrashRenderer();
  });
  contents.on('did-fail-load', (_event, errorCode, _description, _url, isMainFrame) => {
    if (!isMainFrame || errorCode === LOAD_ABORTED) return;
    report({ code: 'screen-not-loaded', role });
    recover();
  });
}

/** Chromium's ERR_ABORTED: another load took this one's place. */
const LOAD_ABORTED = -3;
