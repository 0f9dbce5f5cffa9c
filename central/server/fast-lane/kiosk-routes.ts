import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  eventsAnswer,
  eventsQuestion,
  openRequestAnswer,
  openRequestQuestion,
} from '../../contract/kiosk.ts';
import type { Database } from '../database/database.ts';
import { kioskOf, requireKiosk } from '../http/hooks.ts';
import { storeEvents } from './kiosk-events.ts';
import type { OfferedServices } from './offered-services.ts';
import { openRequest } from './open-request.ts';

/** What kiosks ask of the fast lane. */

export interface KioskLaneParts {
  readonly database: Database;
  readonly now: () => number;
  readonly offered: OfferedServices;
}

export function kioskLaneRoutes({ database, now, offered }: KioskLaneParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'PUT',
      url: '/kiosk/fast-lane/:id',
      preValidation: requireKiosk,
      schema: {
        tags: ['kiosk'],
        summary: 'Open a request, or open it again under a later attempt',
        params: z.object({ id: z.uuid() }),
        body: openRequestQuestion,
        response: { 200: openRequestAnswer },
      },
      handler: (request) =>
        openRequest(database, {
          kiosk: kioskOf(request),
          requestId: request.params.id,
          question: request.body,
          offered,
          now: now(),
        }),
    });

    fastify.route({
      method: 'POST',
      url: '/kiosk/events',
      preValidation: requireKiosk,
      schema: {
        tags: ['kiosk'],
        summary: 'Report what happened; each event takes effect once',
        body: eventsQuestion,
        response: { 200: eventsAnswer },
      },
      handler: async (request) => ({
        stored: await storeEvents(database, {
          kiosk: kioskOf(request),
          events: request.body.events,
          now: now(),
        }),
      }),
    });
  };
}
