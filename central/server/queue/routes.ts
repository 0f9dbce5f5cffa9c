import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Database } from '../database/database.ts';
import { startSweeping } from '../fast-lane/sweep.ts';
import { createGate } from '../gate.ts';
import { faultFields, type Log } from '../log.ts';
import { appointmentRoutes } from './appointment-routes.ts';
import { createFollow } from './follow.ts';
import { followRoutes } from './follow-routes.ts';
import { kioskQueueRoutes } from './kiosk-routes.ts';
import { staffQueueRoutes } from './staff-routes.ts';
import { staffTicketRoutes } from './staff-ticket-routes.ts';
import { createQueueSweep } from './sweep.ts';
import { createWaits } from './waits.ts';

/** The queue as a part of the server: its routes, and its sweep as long as it runs. */

export interface QueueParts {
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
  /** From 0 to below 1; estimates draw handling times with it. */
  readonly random?: () => number;
}

/** Phones come in crowds, and counters and kiosks must not wait for them. */
const PHONES = { running: 2, waiting: 100 } as const;

export function queueRoutes(parts: QueueParts): FastifyPluginAsyncZod {
  const { database, now, log, random = Math.random } = parts;
  return async (fastify) => {
    const waits = createWaits(database, random);
    await fastify.register(kioskQueueRoutes({ database, now, waits }));
    await fastify.register(staffQueueRoutes({ database, now }));
    await fastify.register(staffTicketRoutes({ database, now, waits }));
    await fastify.register(appointmentRoutes({ database, now, waits }));
    const follow = createFollow({ database, now, waits, gate: createGate(PHONES) });
    await fastify.register(followRoutes(follow));
    const sweep = createQueueSweep(database);
    const stopSweeping = startSweeping(
      () => sweep(now()),
      (error) => log('server.fault', faultFields('queue/sweep', error)),
    );
    fastify.addHook('onClose', stopSweeping);
  };
}
