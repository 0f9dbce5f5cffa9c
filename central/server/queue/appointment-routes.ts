import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkInQuestion, staffCheckInAnswer } from '../../contract/queue.ts';
import {
  appointmentList,
  appointmentsAnswer,
  appointmentsQuestion,
} from '../../contract/queue-configuration.ts';
import type { Database } from '../database/database.ts';
import { requireStaff, staffOf } from '../http/hooks.ts';
import { cancelAppointment, listAppointments, storeAppointments } from './appointments.ts';
import { checkInByStaff } from './check-in.ts';
import { type Waits, waitOf } from './waits.ts';

/** Appointments: the book brings them, and counters see who is expected and check people in. */

export interface AppointmentParts {
  readonly database: Database;
  readonly now: () => number;
  readonly waits: Waits;
}

const anybody = requireStaff();
const deals = requireStaff({ roles: ['clerk', 'lead'] });
const setsUp = requireStaff({ roles: ['lead', 'it'] });
const tags = ['staff'];
const params = z.object({ id: z.uuid() });

export function appointmentRoutes(parts: AppointmentParts): FastifyPluginAsyncZod {
  const { database, now } = parts;
  return async (fastify) => {
    fastify.route({
      method: 'GET',
      url: '/staff/queue/appointments',
      preValidation: anybody,
      schema: {
        ...{ tags, summary: "Today's appointments, and who has come" },
        response: { 200: appointmentList },
      },
      handler: async (request) => ({
        appointments: await listAppointments(database, staffOf(request).branchId, now()),
      }),
    });

    fastify.route({
      method: 'PUT',
      url: '/staff/queue/check-ins/:id',
      preValidation: deals,
      schema: {
        ...{ tags, params, summary: 'Check somebody in by their code, also early or late' },
        body: checkInQuestion,
        response: { 200: staffCheckInAnswer },
      },
      handler: async (request) => {
        const staff = staffOf(request);
        const asked = { entryId: request.params.id, code: request.body.code, now: now() };
        const given = await checkInByStaff(database, { staff, ...asked });
        if (given.kind !== 'given') return given;
        return { ...given, wait: await waitOf(parts, staff.branchId, given.entry, now()) };
      },
    });

    fastify.route({
      method: 'PUT',
      url: '/staff/queue/appointments',
      preValidation: setsUp,
      schema: {
        ...{ tags, summary: 'Store appointments, each under its id' },
        body: appointmentsQuestion,
        response: { 200: appointmentsAnswer },
      },
      handler: async (request) => {
        const asked = { staff: staffOf(request), ...request.body, now: now() };
        return { stored: await storeAppointments(database, asked) };
      },
    });

    fastify.route({
      method: 'DELETE',
      url: '/staff/queue/appointments/:id',
      preValidation: setsUp,
      schema: {
        ...{ tags, params, summary: 'Take back an appointment that nobody has checked in for' },
        response: { 204: z.undefined() },
      },
      handler: async (request, reply) => {
        const appointmentId = request.params.id;
        await cancelAppointment(database, { staff: staffOf(request), appointmentId, now: now() });
        return reply.code(204).send();
      },
    });
  };
}
