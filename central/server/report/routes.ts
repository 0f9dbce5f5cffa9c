import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type CapacityReport, capacityReport, reportQuestion } from '../../contract/report.ts';
import type { Database } from '../database/database.ts';
import { requireStaff, staffOf } from '../http/hooks.ts';
import { readConfiguration } from '../queue/configuration.ts';
import { reportCsv } from './csv.ts';
import { makeReport } from './make-report.ts';
import { readRows } from './read-rows.ts';

/** The capacity report of a branch. */

export interface ReportParts {
  readonly database: Database;
  readonly now: () => number;
}

const reads = requireStaff({ roles: ['lead', 'it'] });
const tags = ['staff'];

export function reportRoutes({ database, now }: ReportParts): FastifyPluginAsyncZod {
  const report = async (
    branchId: string,
    question: z.infer<typeof reportQuestion>,
  ): Promise<CapacityReport> =>
    makeReport({
      question,
      configuration: await readConfiguration(database, branchId),
      rows: await readRows(database, branchId, question),
      now: now(),
    });
  return async (fastify) => {
    fastify.route({
      method: 'GET',
      url: '/staff/report',
      preValidation: reads,
      schema: {
        ...{ tags, summary: 'What kiosks and counters did, by day and week' },
        querystring: reportQuestion,
        response: { 200: capacityReport },
      },
      handler: (request) => report(staffOf(request).branchId, request.query),
    });

    fastify.route({
      method: 'GET',
      url: '/staff/report.csv',
      preValidation: reads,
      schema: {
        ...{ tags, summary: 'The same as a table for spreadsheets' },
        querystring: reportQuestion,
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: z.string() } } },
        },
      },
      handler: async (request, reply) => {
        const { from, to } = request.query;
        const made = await report(staffOf(request).branchId, { from, to });
        return reply
          .type('text/csv; charset=utf-8')
          .header('Content-Disposition', `attachment; filename="auslastung-${from}-${to}.csv"`)
          .send(reportCsv(made));
      },
    });
  };
}
