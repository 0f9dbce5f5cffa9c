import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  checkInAnswer,
  checkInQuestion,
  kioskQueue,
  leasesAnswer,
  leasesQuestion,
  offlineTicketsAnswer,
  offlineTicketsQuestion,
  ticketAnswer,
  ticketQuestion,
} from '../../contract/queue.ts';
import type { Database } from '../database/database.ts';
import { kioskOf, requireKiosk } from '../http/hooks.ts';
import { checkIn } from './check-in.ts';
import { giveTicket } from './give-ticket.ts';
import { readKioskQueue } from './kiosk-view.ts';
import { keepLeases } from './leases.ts';
import { storeOfflineTickets } from './offline-tickets.ts';
import { type Waits, waitOf } from './waits.ts';

/** What kiosks ask of the queue. */

export interface KioskQueueParts {
  readonly database: Database;
  readonly now: () => number;
  readonly waits: Waits;
}

const params = z.object({ id: z.uuid() });
const tags = ['kiosk'];

export function kioskQueueRoutes(parts: KioskQueueParts): FastifyPluginAsyncZod {
  const { database, now } = parts;
  return async (fastify) => {
    await fastify.register(withoutNetworkRoutes(parts));

    fastify.route({
      method: 'GET',
      url: '/kiosk/queue',
      preValidation: requireKiosk,
      schema: {
        ...{ tags, summary: 'What the branch offers now' },
        response: { 200: kioskQueue },
      },
      handler: (request) => readKioskQueue(parts, kioskOf(request).branchId, now()),
    });

    fastify.route({
      method: 'PUT',
      url: '/kiosk/queue/tickets/:id',
      preValidation: requireKiosk,
      schema: {
        ...{ tags, params, summary: 'Take a ticket; the same id again is the same ticket' },
        body: ticketQuestion,
        response: { 200: ticketAnswer },
      },
      handler: async (request) => {
        const kiosk = kioskOf(request);
        const { id: entryId } = request.params;
        const { serviceId } = request.body;
        const given = await giveTicket(database, { kiosk, entryId, serviceId, now: now() });
        if (given.kind !== 'given') return given;
        return { ...given, wait: await waitOf(parts, kiosk.branchId, given.entry, now()) };
      },
    });

    fastify.route({
      method: 'PUT',
      url: '/kiosk/queue/check-ins/:id',
      preValidation: requireKiosk,
      schema: {
        ...{ tags, params, summary: 'Check in for an appointment by its code' },
        body: checkInQuestion,
        response: { 200: checkInAnswer },
      },
      handler: async (request) => {
        const kiosk = kioskOf(request);
        const { id: entryId } = request.params;
        const { code } = request.body;
        const given = await checkIn(database, { kiosk, entryId, code, now: now() });
        if (given.kind !== 'given') return given;
        return { ...given, wait: await waitOf(parts, kiosk.branchId, given.entry, now()) };
      },
    });
  };
}

/** Before and after a kiosk is without a network. */
function withoutNetworkRoutes({ database, now }: KioskQueueParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'POST',
      url: '/kiosk/queue/leases',
      preValidation: requireKiosk,
      schema: {
        ...{ tags, summary: 'Ask for numbers to give without a network, and return others' },
        body: leasesQuestion,
        response: { 200: leasesAnswer },
      },
      handler: (request) =>
        keepLeases(database, { kiosk: kioskOf(request), question: request.body, now: now() }),
    });

    fastify.route({
      method: 'POST',
      url: '/kiosk/queue/tickets',
      preValidation: requireKiosk,
      schema: {
        ...{ tags, summary: 'Report tickets given without a network; each counts once' },
        body: offlineTicketsQuestion,
        response: { 200: offlineTicketsAnswer },
      },
      handler: (request) =>
        storeOfflineTickets(database, {
          kiosk: kioskOf(request),
          tickets: request.body.tickets,
          now: now(),
        }),
    });
  };
}
