import electron from 'electron';
import { startCore } from '../../core.ts';
import { dataFolder, openProcessFilesOrExit } from '../../process-files.ts';
import { readSite } from '../../site/read-site.ts';
import { runElectron } from './run-electron.ts';
import { waitingRoomScreens } from './waiting-room-screens.ts';

/** The terminal with its real devices. */

const files = openProcessFilesOrExit(dataFolder());
// A wrong site file has no waiting room until it is mended and the terminal started again.
const site = readSite(files.siteFile);

// Not awaited: Electron becomes ready only when this file has been evaluated.
void runElectron({
  electron,
  startCore: ({ wipeScreens }) => startCore(files, wipeScreens),
  // The visitor's last: it lies on top where displays are short.
  screens: [
    ...waitingRoomScreens(site.kind === 'right' ? site.config.waitingRooms : []),
    { role: 'visitor', presentation: 'kiosk' },
  ],
  folder: import.meta.dirname,
  profile: files.profileFolder,
  report: (incident) => files.log('host.incident', incident),
});
