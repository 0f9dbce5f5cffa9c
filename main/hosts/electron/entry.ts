import electron from 'electron';
import { startCore } from '../../core.ts';
import { dataFolder, openProcessFilesOrExit } from '../../process-files.ts';
import { runElectron } from './run-electron.ts';

/** The terminal with its real devices. */

const files = openProcessFilesOrExit(dataFolder());

// Not awaited: Electron becomes ready only when this file has been evaluated.
void runElectron({
  electron,
  startCore: ({ wipeScreens }) => startCore(files, wipeScreens),
  screens: [{ role: 'visitor', presentation: 'kiosk' }],
  folder: import.meta.dirname,
  profile: files.profileFolder,
  report: (incident) => files.log('host.incident', incident),
});
