import electron from 'electron';
import { startCore } from '../../core.ts';
import { dataFolder, openProcessFilesOrExit } from '../../process-files.ts';
import { runElectron } from './run-electron.ts';
import { screensOf, VISITOR_SCREEN } from './site-screens.ts';

/** The terminal with its real devices. */

const files = openProcessFilesOrExit(dataFolder());

// Not awaited: Electron becomes ready only when this file has been evaluated.
void runElectron({
  electron,
  startCore: ({ wipeScreens, showScreens }) =>
    startCore(files, { wipeScreens, showScreens: (site) => showScreens(screensOf(site)) }),
  // It says that the terminal is not in service until the site file is right.
  screens: [VISITOR_SCREEN],
  folder: import.meta.dirname,
  profile: files.profileFolder,
  report: (incident) => files.log('host.incident', incident),
});
