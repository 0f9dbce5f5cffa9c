import type { CoreLinks } from '../../contract/link.ts';
import type { CoreMessage } from '../../contract/messages.ts';
import type { Role } from '../../contract/roles.ts';

export interface RecordedLink {
  readonly role: Role;
  readonly place: number;
  readonly received: string[];
  readonly deliver: (message: CoreMessage) => void;
  closed: boolean;
}

/**
 * Links with no core behind them, for tests of what a host does by itself: one visitor, any number
 * of others, every text kept.
 */
export interface RecordedLinks extends CoreLinks {
  readonly opened: readonly RecordedLink[];
}

export function recordLinks(): RecordedLinks {
  const opened: RecordedLink[] = [];
  return {
    opened,
    open(role, deliver, place = 1) {
      const isTaken = opened.some((link) => link.role === 'visitor' && !link.closed);
      if (role === 'visitor' && isTaken) return null;
      const link: RecordedLink = { role, place, received: [], deliver, closed: false };
      opened.push(link);
      return {
        receive: (text) => void link.received.push(text),
        close: () => {
          link.closed = true;
        },
      };
    },
  };
}
