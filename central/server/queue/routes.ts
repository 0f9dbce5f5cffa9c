import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Database } from '../database/database.ts';
import { kioskQueueRoutes } from './kiosk-routes.ts';
import { staffQueueRoutes } from './staff-routes.ts';
import { staffTicketRoutes } from './staff-ticket-routes.ts';
import { createWaits } from './waits.ts';

/** The queue as a part of the server. */

export interface QueueParts {
  readonly database: Database;
  readonly now: () => number;
  /** From 0 to below 1; estimates draw handling times with it. */
  readonly random?: () => number;
}

export function queueRoutes(parts: QueueParts): FastifyPluginAsyncZod {
  const { database, now, random = Math.random } = parts;
  return async (fastify) => {
    const waits = createWaits(database, random);
    await fastify.register(kioskQueueRoutes({ database, now, waits }));
    await fastify.register(staffQueueRoutes({ database, now }));
    await fastify.register(staffTicketRoutes({ database, now, waits }));
  };
}
