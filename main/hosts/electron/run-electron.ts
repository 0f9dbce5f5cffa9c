import { join } from 'node:path';
import type { CoreLinks } from '../../contract/link.ts';
import type { ReportIncident } from '../host-incident.ts';
import { prepareApplication } from './application.ts';
import type { ElectronModule } from './electron-module.ts';
import { type ElectronHost, startElectronHost } from './host.ts';
import type { ScreenPlan } from './screen.ts';

/** The core as an entry has to provide it. */
export interface RunningCore {
  readonly links: CoreLinks;
  stop(): void | Promise<void>;
}

export interface ElectronRun {
  readonly electron: ElectronModule;
  /** Is called once, when this is the only instance. `wipeScreens` works once a screen is open. */
  readonly startCore: (host: {
    readonly wipeScreens: () => Promise<void>;
    /** Instead of those that are shown; may come before any is open, and later. Never rejects. */
    readonly showScreens: (screens: readonly ScreenPlan[]) => Promise<void>;
  }) => RunningCore | Promise<RunningCore>;
  /** Shown unless the core names others. */
  readonly screens: readonly ScreenPlan[];
  /** Folder of the bundled entry; the preload script lies in it, the screens beside it. */
  readonly folder: string;
  /** Folder for Electron's own files, made where missing; one instance may run on it. */
  readonly profile: string;
  readonly report: ReportIncident;
}

/**
 * Runs the terminal in Electron until it quits. Never rejects: a core or host that cannot start is
 * told on the error output, and the program ends with 1 so that its supervisor starts it again.
 *
 * An entry must call it without awaiting it at its top level: Electron becomes ready only when the
 * entry has been evaluated, and what must precede that happens before the first pause in here.
 */
export async function runElectron(run: ElectronRun): Promise<void> {
  const { electron, folder, profile, report } = run;
  const { app } = electron;
  if (prepareApplication(electron, profile, report) === 'second') {
    app.exit(0);
    return;
  }
  let core: RunningCore | undefined;
  let host: ElectronHost | undefined;
  let { screens } = run;
  const shutDown = async () => core?.stop();
  try {
    core = await run.startCore({
      wipeScreens: async () => host?.wipeVisitor(),
      async showScreens(named) {
        screens = named;
        await host?.showScreens(named);
      },
    });
    const planned = screens;
    host = await startElectronHost({
      electron,
      links: core.links,
      pages: join(folder, '..', 'renderer'),
      preload: join(folder, 'preload.cjs'),
      screens: planned,
      shutDown,
      report,
    });
    // Named while those before were opening.
    if (screens !== planned) await host.showScreens(screens);
  } catch (error) {
    console.error(error);
    await shutDown();
    app.exit(1);
  }
}
