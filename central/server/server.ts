import fastifyCookie from '@fastify/cookie';
import type { FastifyError, FastifyInstance } from 'fastify';
import fastify from 'fastify';
import {
  type FastifyPluginAsyncZod,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Database } from './database/database.ts';
import { createGate } from './gate.ts';
import type { Identify } from './http/decorations.ts';
import { describeRoutes } from './http/openapi.ts';
import { ProblemError } from './http/problem-error.ts';
import { PROBLEM_TYPE, problemOf, refusalIn, SUSPICIOUS } from './http/problems.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createUpgrades } from './http/upgrades.ts';
import { createKioskCheck } from './kiosks/kiosk-check.ts';
import { kioskRoutes } from './kiosks/routes.ts';
import { faultFields, type Log } from './log.ts';
import { staffRoutes } from './staff/routes.ts';
import { createSessionCookie, isEncrypted } from './staff/session-cookie.ts';
import { createStaffCheck } from './staff/staff-check.ts';

/** The HTTP server of the central system: what every route has, and the subjects plugged in. */

export interface ServerParts {
  readonly database: Database;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
  /** How browsers reach the server, e.g. `https://zentrale.example`; left out: directly, by HTTP. */
  readonly publicOrigin?: string | undefined;
  /** Addresses of proxies whose `X-Forwarded-For` is believed; left out: none. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** The routes of the other subjects. */
  readonly plugins: readonly FastifyPluginAsyncZod[];
}

const BODY_BYTES_MAX = 64 * 1_024;
const REQUEST_MS = 15_000;
/** Each takes 19 MiB and a thread of the few that the runtime has. */
const HASHING = { running: 2, waiting: 30 } as const;

export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { database, now, log, publicOrigin, trustedProxies } = parts;
  const server = fastify({
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS,
    trustProxy: trustedProxies === undefined ? false : [...trustedProxies],
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  keepRawBodies(server);
  refuseInOneForm(server, log);
  addHeaders(server, publicOrigin);

  // Cookies are read where they are needed, of links as of requests.
  await server.register(fastifyCookie, { hook: false });
  const cookie = createSessionCookie(publicOrigin, {
    parse: (header) => server.parseCookie(header),
    serialize: (name, value, options) => server.serializeCookie(name, value, options),
  });
  const identify: Identify = {
    kiosk: createKioskCheck({ database, now }),
    staff: createStaffCheck({ database, now, publicOrigin, cookie }),
  };
  const upgrades = createUpgrades(log);
  server.decorate('identify', identify);
  server.decorate('upgrades', upgrades);
  server.decorateRequest('kiosk');
  server.decorateRequest('staff');
  upgrades.attach(server.server);
  server.addHook('preClose', upgrades.close);

  await describeRoutes(server);
  const gate = createGate(HASHING);
  await server.register(healthRoute(database));
  await server.register(kioskRoutes({ database, now, log, gate }));
  await server.register(staffRoutes({ database, now, log, gate, publicOrigin, cookie }));
  for (const plugin of parts.plugins) await server.register(plugin);
  await server.ready();
  return server;
}

function healthRoute(database: Database): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'GET',
      url: '/health',
      schema: {
        summary: 'Whether the server and its database answer',
        response: { 200: z.strictObject({ state: z.literal('ready') }) },
      },
      handler: async () => {
        await database.query('SELECT 1');
        return { state: 'ready' as const };
      },
    });
  };
}

/** A signature covers the octets of a body, which parsing would lose. */
function keepRawBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.decorateRequest('rawBody', null);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    request.rawBody = bytes;
    return parseJson(request, bytes.toString('utf8'), done);
  });
}

function refuseInOneForm(server: FastifyInstance, log: Log): void {
  server.setNotFoundHandler(() => {
    throw new ProblemError('not-found', 'There is nothing at this address.');
  });
  server.setErrorHandler((error: FastifyError | ProblemError, request, reply) => {
    const where = request.routeOptions.url ?? 'no route';
    const refusal = refusalIn(error);
    if (!refusal) log('server.fault', faultFields(where, error));
    if (refusal && SUSPICIOUS.has(refusal.code)) {
      log('request.refused', { where, code: refusal.code });
    }
    const problem = problemOf(refusal ?? new ProblemError('server-fault', 'The server failed.'));
    if (problem.retryAfterSeconds !== undefined) {
      reply.header('Retry-After', problem.retryAfterSeconds);
    }
    return reply
      .code(problem.status)
      .type(PROBLEM_TYPE)
      .serializer(() => JSON.stringify(problem))
      .send(problem);
  });
}

function addHeaders(server: FastifyInstance, publicOrigin: string | undefined): void {
  const headers = securityHeaders(isEncrypted(publicOrigin) ? 'encrypted' : 'plain');
  server.addHook('onSend', async (_request, reply) => {
    reply.headers(headers);
    if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
  });
}
