import electron from 'electron';
import { DEFAULT_CONFIG } from '../../../config/default.ts';
import { startCore } from '../../core.ts';
import { dataFolder, openProcessFilesOrExit } from '../../process-files.ts';
import { runElectron } from './run-electron.ts';
import { waitingRoomScreens } from './waiting-room-screens.ts';

/** The terminal with its real devices. */

const files = openProcessFilesOrExit(dataFolder());

// Not awaited: Electron becomes ready only when this file has been evaluated.
void runElectron({
  electron,
  startCore: ({ wipeScreens }) => startCore(files, wipeScreens),
  // The visitor's last: it lies on top where displays are short.
  screens: [
    ...waitingRoomScreens(DEFAULT_CONFIG.waitingRooms),
    { role: 'visitor', presentation: 'kiosk' },
  ],
  folder: import.meta.dirname,
  profile: files.profileFolder,
  report: (incident) => files.log('host.incident', incident),
});
