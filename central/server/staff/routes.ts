import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  chooseCounterQuestion,
  type Session,
  session,
  signInQuestion,
} from '../../contract/staff.ts';
import { listCounters } from '../branches/branches.ts';
import type { Database } from '../database/database.ts';
import type { Gate } from '../gate.ts';
import { requireStaff, staffOf } from '../http/hooks.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Log } from '../log.ts';
import { pruneTries } from '../wrong-tries.ts';
import type { SessionCookie } from './session-cookie.ts';
import { chooseCounter, csrfTokenOf, endSession, findSession, startSession } from './sessions.ts';
import { createSignIn } from './sign-in.ts';
import { checkOrigin } from './staff-check.ts';

/** Signing in and out, and choosing a counter. */

export interface StaffRouteParts {
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
  readonly gate: Gate;
  readonly publicOrigin: string | undefined;
  readonly cookie: SessionCookie;
}

export function staffRoutes(parts: StaffRouteParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    await fastify.register(signInRoute(parts));
    await fastify.register(sessionRoutes(parts));
  };
}

function signInRoute(parts: StaffRouteParts): FastifyPluginAsyncZod {
  const { database, now, log, gate, publicOrigin, cookie } = parts;
  const signIn = createSignIn({ database, now, gate });
  return async (fastify) => {
    fastify.route({
      method: 'POST',
      url: '/staff/session',
      schema: {
        tags: ['staff'],
        summary: 'Sign in',
        body: signInQuestion,
        response: { 200: session },
      },
      handler: async (request, reply) => {
        checkOrigin(request.headers, publicOrigin);
        await pruneTries(database, now());
        const { name, password } = request.body;
        const accountId = await signIn(name, password);
        const before = cookie.tokenIn(request.headers);
        const old = before === undefined ? undefined : await findSession(database, before, now());
        if (old) await endSession(database, old.sessionId);
        const token = await startSession(database, accountId, now());
        log('staff.signed-in', { accountId });
        reply.header('Set-Cookie', cookie.begin(token));
        return readSession(database, token, now());
      },
    });
  };
}

function sessionRoutes({ database, now, log, cookie }: StaffRouteParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'GET',
      url: '/staff/session',
      preValidation: requireStaff(),
      schema: { tags: ['staff'], summary: 'Who is signed in', response: { 200: session } },
      handler: (request) => readSession(database, cookie.tokenIn(request.headers), now()),
    });

    fastify.route({
      method: 'DELETE',
      url: '/staff/session',
      preValidation: requireStaff(),
      schema: { tags: ['staff'], summary: 'Sign out', response: { 204: z.undefined() } },
      handler: async (request, reply) => {
        const { sessionId, accountId } = staffOf(request);
        await endSession(database, sessionId);
        log('staff.signed-out', { accountId });
        reply.header('Set-Cookie', cookie.end());
        return reply.code(204).send();
      },
    });

    fastify.route({
      method: 'PUT',
      url: '/staff/session/counter',
      preValidation: requireStaff(),
      schema: {
        tags: ['staff'],
        summary: 'Choose the counter this session works at',
        body: chooseCounterQuestion,
        response: { 200: session },
      },
      handler: async (request) => {
        if (!(await chooseCounter(database, staffOf(request), request.body.counterId))) {
          throw new ProblemError('not-found', 'The branch has no such counter.');
        }
        return readSession(database, cookie.tokenIn(request.headers), now());
      },
    });
  };
}

async function readSession(
  database: Database,
  token: string | undefined,
  now: number,
): Promise<Session> {
  const found = token === undefined ? undefined : await findSession(database, token, now);
  if (token === undefined || !found) {
    throw new ProblemError('not-signed-in', 'Nobody is signed in, or no longer.');
  }
  const { accountId, accountName, displayName, role, branchId, branchName, counter } = found;
  return {
    account: { id: accountId, name: accountName, displayName, role },
    branch: { id: branchId, name: branchName },
    counters: await listCounters(database, branchId),
    counter: counter && { ...counter },
    csrfToken: csrfTokenOf(token),
  };
}
