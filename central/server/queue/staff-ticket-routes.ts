import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { issuingQuestion, staffTicketQuestion, ticketAnswer } from '../../contract/queue.ts';
import type { Database } from '../database/database.ts';
import { requireStaff, staffOf } from '../http/hooks.ts';
import { giveStaffTicket } from './give-ticket.ts';
import { setIssuing } from './switches.ts';
import { type Waits, waitOf } from './waits.ts';

/** Staff give tickets themselves, and say whether kiosks do. */

export interface StaffTicketParts {
  readonly database: Database;
  readonly now: () => number;
  readonly waits: Waits;
}

const deals = requireStaff({ roles: ['clerk', 'lead'] });
const anybody = requireStaff();
const tags = ['staff'];

export function staffTicketRoutes(parts: StaffTicketParts): FastifyPluginAsyncZod {
  const { database, now } = parts;
  return async (fastify) => {
    fastify.route({
      method: 'PUT',
      url: '/staff/queue/tickets/:id',
      preValidation: deals,
      schema: {
        ...{ tags, summary: 'Give a ticket; the same id again is the same ticket' },
        params: z.object({ id: z.uuid() }),
        body: staffTicketQuestion,
        response: { 200: ticketAnswer },
      },
      handler: async (request) => {
        const staff = staffOf(request);
        const asked = { ...request.body, entryId: request.params.id };
        const given = await giveStaffTicket(database, { staff, ...asked, now: now() });
        if (given.kind !== 'given') return given;
        return { ...given, wait: await waitOf(parts, staff.branchId, given.entry, now()) };
      },
    });

    fastify.route({
      method: 'PUT',
      url: '/staff/queue/issuing',
      preValidation: anybody,
      schema: {
        ...{ tags, summary: 'Let kiosks give tickets for a service, or no more' },
        body: issuingQuestion,
        response: { 200: issuingQuestion },
      },
      handler: async (request) => {
        await setIssuing(database, { staff: staffOf(request), ...request.body, now: now() });
        return request.body;
      },
    });
  };
}
