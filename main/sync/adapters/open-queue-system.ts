import { join } from 'node:path';
import type { QueueSystemConfig } from '../../../config/queue-system.ts';
import type { Clock } from '../../../devices/kit/clock.ts';
import type { Log } from '../../log/log.ts';
import type { QueueAccess } from '../../queue-desk.ts';
import type { Central } from '../central.ts';
import { openZmsQueue } from './zms/open-zms-queue.ts';
import { watchCalled } from './zms/watch-called.ts';
import { readZmsCredentials } from './zms/zms-credentials.ts';
import { openZmsStore } from './zms/zms-store.ts';

export interface OpenedQueue extends QueueAccess, Pick<Central, 'watchCalled'> {}

export interface QueueSystemParts {
  /** Of the terminal's data. */
  readonly folder: string;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Null: the queue is the central system's, as everything else. Throws a `SyncError`. */
export function openQueueSystem(
  config: QueueSystemConfig,
  { folder, timeZone, clock, log }: QueueSystemParts,
): OpenedQueue | null {
  if (config.kind === 'ours') return null;
  const system = openZmsQueue({
    ...{ config, timeZone, log, now: () => clock.now() },
    credentials: readZmsCredentials(config.credentialsFile),
    store: openZmsStore(join(folder, 'zms.json')),
  });
  return { system, followPage: null, watchCalled: watchCalled(system, clock) };
}
