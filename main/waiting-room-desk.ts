import type { CalledTicket } from '../central/contract/queue.ts';
import type { SiteConfig } from '../config/schema.ts';
import type { WaitingRoomConfig } from '../config/waiting-room.ts';
import type { CalledBoard } from './called-board.ts';
import type { ShownCall, WaitingRoomView } from './contract/waiting-room.ts';
import type { ShowCase } from './links.ts';

export interface WaitingRoomDeskParts {
  readonly config: Pick<SiteConfig, 'centreName' | 'timeZone'>;
  readonly logo: WaitingRoomView['logo'];
  readonly screen: WaitingRoomConfig;
  readonly board: CalledBoard;
  readonly now: () => number;
}

/** What one screen of a waiting room shows: the calls of its queues, and nothing about who or why. */
export function createWaitingRoomDesk(parts: WaitingRoomDeskParts): ShowCase<WaitingRoomView> {
  const { board, logo, screen, now } = parts;
  const { centreName, timeZone } = parts.config;
  return {
    current() {
      const { called, live, since } = board.current();
      return {
        ...{ centreName, logo, timeZone, screen, live, since },
        called: called.filter(({ queueId }) => isOf(screen.queueIds, queueId)).map(shownCall),
        at: new Date(now()).toISOString(),
      };
    },
    subscribe: board.subscribe,
  };
}

/** No queue named means all of them. */
export function isOf(queueIds: readonly string[], queueId: string): boolean {
  return queueIds.length === 0 || queueIds.includes(queueId);
}

function shownCall(called: CalledTicket): ShownCall {
  const { ticket, counter, direction, arrow, calls, isCalling, calledAt } = called;
  return { number: ticket, counter, direction, arrow, calls, isCalling, calledAt };
}
