import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  calledTickets,
  entryAnswer,
  entryStep,
  nextAnswer,
  pauseQuestion,
  queueList,
} from '../../contract/queue.ts';
import { queueConfiguration } from '../../contract/queue-configuration.ts';
import type { Database } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { requireStaff, staffOf } from '../http/hooks.ts';
import { callNext, stepEntry } from './call-entries.ts';
import { readConfiguration, writeConfiguration } from './configuration.ts';
import { listQueue, readCalled } from './queue-list.ts';
import { setPause } from './switches.ts';

/** How counters call and list, and how the lead and IT set the queue up. */

export interface StaffQueueParts {
  readonly database: Database;
  readonly now: () => number;
}

const atCounter = requireStaff({ roles: ['clerk', 'lead'], counter: 'needed' });
const anybody = requireStaff();
const setsUp = requireStaff({ roles: ['lead', 'it'] });
const tags = ['staff'];

export function staffQueueRoutes({ database, now }: StaffQueueParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    await fastify.register(callingRoutes({ database, now }));
    await fastify.register(setUpRoutes({ database, now }));

    fastify.route({
      method: 'GET',
      url: '/staff/queue/entries',
      preValidation: anybody,
      schema: {
        ...{ tags, summary: "Today's entries, those waiting first, in the order of calls" },
        querystring: z.object({ search: z.string().max(8).default('') }),
        response: { 200: queueList },
      },
      handler: (request) =>
        listQueue(database, {
          branchId: staffOf(request).branchId,
          search: request.query.search,
          now: now(),
        }),
    });

    fastify.route({
      method: 'GET',
      url: '/staff/queue/called',
      preValidation: anybody,
      schema: {
        ...{ tags, summary: 'The last calls of today, latest first' },
        response: { 200: calledTickets },
      },
      handler: async (request) => {
        const { branchId } = staffOf(request);
        return { called: await readCalled(database, branchId, dayInBranch(now())) };
      },
    });
  };
}

function callingRoutes({ database, now }: StaffQueueParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'POST',
      url: '/staff/queue/next',
      preValidation: atCounter,
      schema: { tags, summary: 'Call whoever is next', response: { 200: nextAnswer } },
      handler: (request) => callNext(database, { staff: staffOf(request), now: now() }),
    });

    fastify.route({
      method: 'POST',
      url: '/staff/queue/entries/:id/steps',
      preValidation: atCounter,
      schema: {
        ...{ tags, summary: 'Call again, serve, finish, miss, park, forward …' },
        params: z.object({ id: z.uuid() }),
        body: entryStep,
        response: { 200: entryAnswer },
      },
      handler: async (request) => ({
        entry: await stepEntry(database, {
          staff: staffOf(request),
          entryId: request.params.id,
          step: request.body,
          now: now(),
        }),
      }),
    });

    fastify.route({
      method: 'PUT',
      url: '/staff/queue/pause',
      preValidation: atCounter,
      schema: {
        ...{ tags, summary: 'Pause the counter, or go on' },
        body: pauseQuestion,
        response: { 200: pauseQuestion },
      },
      handler: async (request) => {
        const { pauses } = request.body;
        await setPause(database, { staff: staffOf(request), pauses, now: now() });
        return { pauses };
      },
    });
  };
}

function setUpRoutes({ database, now }: StaffQueueParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'GET',
      url: '/staff/queue/configuration',
      preValidation: anybody,
      schema: { tags, summary: 'How the queue is set up', response: { 200: queueConfiguration } },
      handler: (request) => readConfiguration(database, staffOf(request).branchId),
    });

    fastify.route({
      method: 'PUT',
      url: '/staff/queue/configuration',
      preValidation: setsUp,
      schema: {
        ...{ tags, summary: 'Set the queue up; number series change with the next day' },
        body: queueConfiguration,
        response: { 200: queueConfiguration },
      },
      handler: async (request) => {
        const staff = staffOf(request);
        await writeConfiguration(database, { staff, configuration: request.body, now: now() });
        return request.body;
      },
    });
  };
}
