import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { followedTicket } from '../../contract/follow.ts';
import { followToken } from '../../contract/queue.ts';
import type { Follow } from './follow.ts';

/** For phones: whoever knows a token may ask, and nobody signs in. */
export function followRoutes(follow: Follow): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'GET',
      url: '/follow/tickets/:token',
      schema: {
        tags: ['visitor'],
        summary: 'How long the holder of a ticket waits; ends with the day',
        params: z.object({ token: followToken }),
        response: { 200: followedTicket },
      },
      handler: (request) => follow(request.params.token),
    });
  };
}
