import electron from 'electron';
import { startDemo } from '../../demo/start-demo.ts';
import { dataFolder, openProcessFilesOrExit } from '../../process-files.ts';
import { runElectron } from './run-electron.ts';

/** The terminal with simulated devices, in windows, for anyone who wants to try it. */

const files = openProcessFilesOrExit(dataFolder());

// Not awaited: Electron becomes ready only when this file has been evaluated.
void runElectron({
  electron,
  startCore: async ({ wipeScreens }) => (await startDemo({ ...files, wipeScreens })).app,
  screens: [
    { role: 'visitor', presentation: 'desk' },
    { role: 'staff', presentation: 'desk' },
    { role: 'bench', presentation: 'desk' },
    { role: 'waiting-room', presentation: 'desk' },
  ],
  folder: import.meta.dirname,
  profile: files.profileFolder,
  report: (incident) => files.log('host.incident', incident),
});
