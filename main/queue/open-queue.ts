import type { Clock } from '../../devices/kit/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log/log.ts';
import { createQueueDesk, NO_QUEUE_DESK, type QueueAccess, type QueueDesk } from '../queue-desk.ts';
import { createCatchUp } from './catch-up.ts';
import { keepUp } from './keep-up.ts';

/** The desk of the queue together with what goes on behind it. */
export interface OpenQueue {
  readonly desk: QueueDesk;
  /** The queue system may be there again. */
  wake(): void;
  stop(): void;
}

export interface OpenQueueParts {
  /** Null: this terminal belongs to no queue. */
  readonly access: QueueAccess | null;
  readonly ledger: Ledger;
  readonly currentId: () => string;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly log: Log;
  readonly onNotice: () => void;
  readonly onLedgerFault: (error: unknown) => void;
}

export function openQueue(parts: OpenQueueParts): OpenQueue {
  const { access, clock } = parts;
  if (!access) return { desk: NO_QUEUE_DESK, wake: () => {}, stop: () => {} };
  const end = new AbortController();
  const catchUp = createCatchUp({ ...parts, ...access, signal: end.signal });
  const background = keepUp({ ...parts, catchUp });
  background.wake();
  return {
    desk: createQueueDesk({
      ...parts,
      ...access,
      now: () => clock.now(),
      onLeasedNumberGiven: background.wake,
    }),
    wake: background.wake,
    stop() {
      end.abort();
      background.stop();
    },
  };
}
