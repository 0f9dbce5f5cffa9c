import { type QueueConfiguration, queueConfiguration } from '../../contract/queue-configuration.ts';
import { type CapacityReport, capacityReport, type ReportQuestion } from '../../contract/report.ts';
import type { Answer, Ask } from './exchange.ts';

/** What the page of a lead asks besides. */
export interface LeadApi {
  report(question: ReportQuestion): Promise<Answer<CapacityReport>>;
  writeSetUp(
    csrfToken: string,
    configuration: QueueConfiguration,
  ): Promise<Answer<QueueConfiguration>>;
}

export function createLeadApi(ask: Ask): LeadApi {
  return {
    report: ({ from, to }) =>
      ask({ method: 'GET', path: `/staff/report?from=${from}&to=${to}` }, (body) =>
        capacityReport.parse(body),
      ),
    writeSetUp: (csrfToken, body) =>
      ask({ method: 'PUT', path: '/staff/queue/configuration', csrfToken, body }, (answer) =>
        queueConfiguration.parse(answer),
      ),
  };
}
