import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { faultFields, type Log } from '../log.ts';
import { openHub } from './hub.ts';

/** The links that kiosks and counters keep open: `GET /kiosk/link`, `GET /staff/link?after=N`. */

export interface LinkParts {
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
}

const ANY_ORIGIN = 'http://central.invalid';
const NO_BODY = new Uint8Array();
const version = z.string().regex(/^\d{1,15}$/);

export function pushLinks({ database, now, log }: LinkParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    const hub = await openHub({
      database,
      now,
      onFault: (error) => log('server.fault', faultFields('push', error)),
    });
    // Before the server waits for its connections to end.
    fastify.addHook('preClose', hub.close);
    fastify.upgrades.add({
      path: '/kiosk/link',
      authenticate: ({ method = '', url = '', headers }) =>
        fastify.identify.kiosk({ method, url, headers, body: NO_BODY }),
      connect: (socket, kiosk) => hub.linkKiosk(socket, kiosk),
    });
    fastify.upgrades.add({
      path: '/staff/link',
      authenticate: ({ method = '', url = '', headers }) =>
        fastify.identify.staff({ method, url, headers }),
      connect: (socket, staff, { url = '' }) => hub.linkCounter(socket, staff, afterIn(url)),
    });
  };
}

/** The version a counter has seen; null where it names none, so that it gets everything. */
export function afterIn(url: string): number | null {
  const after = version.safeParse(new URL(url, ANY_ORIGIN).searchParams.get('after'));
  return after.success ? Number(after.data) : null;
}
