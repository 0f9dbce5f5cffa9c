import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Database } from '../database/database.ts';
import { faultFields, type Log } from '../log.ts';
import { kioskLaneRoutes } from './kiosk-routes.ts';
import type { OfferedServices } from './offered-services.ts';
import { staffLaneRoutes } from './staff-routes.ts';
import { startSweeping, sweep } from './sweep.ts';

/** The fast lane as a part of the server: its routes, and its sweep as long as it runs. */

export interface FastLaneParts {
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
  readonly offered: OfferedServices;
}

export function fastLaneRoutes({
  database,
  now,
  log,
  offered,
}: FastLaneParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    await fastify.register(kioskLaneRoutes({ database, now, offered }));
    await fastify.register(staffLaneRoutes({ database, now }));
    const stopSweeping = startSweeping(
      () => sweep(database, now()),
      (error) => log('server.fault', faultFields('fast-lane/sweep', error)),
    );
    fastify.addHook('onClose', stopSweeping);
  };
}
