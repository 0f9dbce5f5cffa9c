import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { THINGS_SEEN } from '../../contract/fast-lane.ts';
import {
  approvalQuestion,
  attemptQuestion,
  continuesQuestion,
  refusalQuestion,
  requestAnswer,
} from '../../contract/staff.ts';
import type { Database } from '../database/database.ts';
import { requireStaff, staffOf } from '../http/hooks.ts';
import type { StaffIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { continueEntry } from '../queue/lane-entries.ts';
import { answerRequest } from './answer-request.ts';
import type { Clerk, Step } from './request-states.ts';

/** How counters take and answer requests. IT keeps the machines, but vouches for nobody. */

export interface StaffLaneParts {
  readonly database: Database;
  readonly now: () => number;
}

const preValidation = requireStaff({ roles: ['clerk', 'lead'], counter: 'needed' });
const params = z.object({ id: z.uuid() });
const schema = { tags: ['staff'], params, response: { 200: requestAnswer } };

type Answer = (
  staff: StaffIdentity,
  requestId: string,
  stepBy: (by: Clerk) => Step,
) => Promise<z.infer<typeof requestAnswer>>;

export function staffLaneRoutes({ database, now }: StaffLaneParts): FastifyPluginAsyncZod {
  const answer: Answer = async (staff, requestId, stepBy) => ({
    request: await answerRequest(database, { staff, requestId, stepBy, now: now() }),
  });

  return async (fastify) => {
    await fastify.register(takingRoutes(answer));

    fastify.route({
      method: 'POST',
      url: '/staff/fast-lane/:id/approval',
      preValidation,
      schema: { ...schema, summary: 'Approve a request, once', body: approvalQuestion },
      handler: (request) => {
        const { attempt, seen } = request.body;
        if (new Set(seen).size < THINGS_SEEN.length) {
          throw new ProblemError('malformed', 'An approval needs all things seen.');
        }
        return answer(staffOf(request), request.params.id, (by) => ({
          kind: 'approve',
          attempt,
          by,
        }));
      },
    });

    fastify.route({
      method: 'POST',
      url: '/staff/fast-lane/:id/refusal',
      preValidation,
      schema: { ...schema, summary: 'Refuse a request, with a reason', body: refusalQuestion },
      handler: (request) => {
        const { attempt, reason } = request.body;
        return answer(staffOf(request), request.params.id, (by) => ({
          kind: 'refuse',
          attempt,
          by,
          reason,
        }));
      },
    });

    fastify.route({
      method: 'POST',
      url: '/staff/fast-lane/:id/continues',
      preValidation,
      schema: {
        ...{ ...schema, summary: 'The visitor has an earlier entry, which the request continues' },
        body: continuesQuestion,
      },
      handler: async (request) => ({
        request: await continueEntry(database, {
          ...{ staff: staffOf(request), requestId: request.params.id },
          ...{ entryId: request.body.entryId, now: now() },
        }),
      }),
    });

    fastify.route({
      method: 'POST',
      url: '/staff/fast-lane/:id/served',
      preValidation,
      schema: { ...schema, summary: 'The visitor with this call sign was served' },
      handler: (request) => answer(staffOf(request), request.params.id, () => ({ kind: 'serve' })),
    });
  };
}

function takingRoutes(answer: Answer): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'POST',
      url: '/staff/fast-lane/:id/taking',
      preValidation,
      schema: { ...schema, summary: 'Take a request to answer it', body: attemptQuestion },
      handler: (request) => {
        const { attempt } = request.body;
        return answer(staffOf(request), request.params.id, (by) => ({
          kind: 'take',
          attempt,
          by,
        }));
      },
    });

    fastify.route({
      method: 'POST',
      url: '/staff/fast-lane/:id/release',
      preValidation,
      schema: { ...schema, summary: 'Leave a taken request to others', body: attemptQuestion },
      handler: (request) => {
        const { attempt } = request.body;
        return answer(staffOf(request), request.params.id, (by) => ({
          kind: 'release',
          attempt,
          by,
        }));
      },
    });
  };
}
