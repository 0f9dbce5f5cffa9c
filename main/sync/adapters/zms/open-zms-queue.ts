import { setTimeout as pause } from 'node:timers/promises';
import type { ZmsConfig } from '../../../../config/queue-system.ts';
import type { Log } from '../../../log/log.ts';
import type { QueueSystem } from '../queue-system.ts';
import { keepSlices } from './number-slices.ts';
import { wallClock } from './wall-clock.ts';
import { readCalled } from './zms-called.ts';
import { checkIn } from './zms-check-in.ts';
import { createZmsClient, type ZmsClientParts } from './zms-client.ts';
import type { ZmsCredentials } from './zms-credentials.ts';
import { createIssuing } from './zms-issue.ts';
import { readOffer } from './zms-offer.ts';
import { enterOfflineTickets } from './zms-offline-tickets.ts';
import { createZmsPrinter } from './zms-printer.ts';
import { createZmsSession } from './zms-session.ts';
import type { ZmsStore } from './zms-store.ts';

export interface ZmsQueueParts {
  readonly config: ZmsConfig;
  readonly credentials: ZmsCredentials;
  readonly store: ZmsStore;
  readonly timeZone: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
  readonly pause?: ZmsClientParts['pause'];
  readonly answerMs?: ZmsClientParts['answerMs'];
}

/** The queue of a branch that ZMS keeps. */
export function openZmsQueue(parts: ZmsQueueParts): QueueSystem {
  const { config, credentials, store, timeZone, now, log, answerMs } = parts;
  const clock = wallClock(timeZone);
  const client = createZmsClient({
    ...{ address: config.address, log, pause: parts.pause ?? pause },
    ...(answerMs && { answerMs }),
  });
  const session = createZmsSession({ client, credentials, counterName: '' });
  const [first] = config.scopes;
  const printer = createZmsPrinter({ client, store, scopeId: first?.id ?? 0 });
  const offer = { config, client, session, printer, clock, now };
  const issue = createIssuing(offer);
  const serviceIds = config.scopes.flatMap(({ services }) =>
    services.map((each) => each.serviceId),
  );
  return {
    readOffer: () => readOffer(offer),
    giveTicket: issue,
    checkIn: ({ code }) => checkIn(offer, code),
    readCalled: () => readCalled(config, client),
    async keepLeases(question) {
      const keeping = { numbers: config.offlineNumbers, serviceIds, day: clock.day(now()) };
      const kept = keepSlices(store.read(), question, keeping);
      if (!kept) return { kind: 'refused', code: 'conflict', mendedBy: 'nobody' };
      store.write(kept.kept);
      return { kind: 'answered', body: kept.answer };
    },
    enterOfflineTickets: (tickets) =>
      enterOfflineTickets({ config, session, store, clock, now }, tickets),
  };
}
