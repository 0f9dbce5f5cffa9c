import { dirname, join } from 'node:path';
import type { SiteConfig } from '../config/schema.ts';
import { type CallDisplay, showCalls } from './call-displays.ts';
import { createCalledBoard } from './called-board.ts';
import { createCalledFile } from './called-file.ts';
import type { WaitingRoomView } from './contract/waiting-room.ts';
import type { ShowCase } from './links.ts';
import type { Log } from './log/log.ts';
import { readLogo } from './logo.ts';
import type { Central } from './sync/central.ts';
import { createWaitingRoomDesk } from './waiting-room-desk.ts';

/** All that shows who is called: screens of waiting rooms and ticket displays. */
export interface WaitingHall {
  /** One a screen, in the order of their places. */
  readonly rooms: readonly ShowCase<WaitingRoomView>[];
  stop(): void;
}

export interface WaitingHallParts {
  readonly config: Pick<SiteConfig, 'centreName' | 'logo' | 'timeZone' | 'waitingRooms'>;
  /** What was last called is kept beside it. */
  readonly ledgerFile: string;
  readonly watchCalled: Central['watchCalled'];
  readonly displays: readonly CallDisplay[];
  readonly log: Log;
  readonly now: () => number;
}

export function openWaitingHall(parts: WaitingHallParts): WaitingHall {
  const { config, ledgerFile, watchCalled, displays, log, now } = parts;
  const { timeZone } = config;
  const file = createCalledFile(join(dirname(ledgerFile), 'called.json'), log);
  const board = createCalledBoard({ file, watchCalled, timeZone, now });
  const logo = config.waitingRooms.length > 0 ? readLogo(config.logo, log) : null;
  const stopDisplays = showCalls(displays, board, log);
  return {
    rooms: config.waitingRooms.map((screen) =>
      createWaitingRoomDesk({ config, logo, screen, board, now }),
    ),
    stop() {
      stopDisplays();
      board.stop();
    },
  };
}
