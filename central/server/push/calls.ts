import type { Queries } from '../database/database.ts';
import { readCalled } from '../queue/queue-list.ts';
import type { BranchChanges } from './branch-reading.ts';
import type { KioskFollower, Told } from './followers.ts';
import { calledText } from './push-texts.ts';

/**
 * The last calls of a branch, told to its kiosks and waiting rooms: to whoever has just come, and
 * to all once they are others. Read at most once a turn; what a failed reading left is read by the
 * next turn.
 */
export interface Calls {
  tell(read: BranchChanges, day: string, kiosks: ReadonlyMap<KioskFollower, Told>): Promise<void>;
}

export function createCalls(queries: Queries, branchId: string): Calls {
  let knownDay: string | null = null;
  return {
    tell: async (read, day, kiosks) => {
      if (hasCalls(read)) knownDay = null;
      const isNew = knownDay !== day;
      if (!isNew && [...kiosks.values()].every(({ called }) => called !== '')) return;
      if (kiosks.size === 0) return;
      const text = calledText(await readCalled(queries, branchId, day));
      knownDay = day;
      for (const [follower, told] of kiosks) {
        if (told.called === text) continue;
        told.called = text;
        follower.tell(text);
      }
    },
  };
}

/** Directions and counters are those of the configuration. */
function hasCalls({ isConfigured, changes }: BranchChanges): boolean {
  return isConfigured || changes.some((each) => each.kind === 'entry' && each.entry.calls > 0);
}
