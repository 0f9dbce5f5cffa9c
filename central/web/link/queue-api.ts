import type { z } from 'zod';
import {
  type EntryStep,
  entryAnswer,
  issuingQuestion,
  type NextAnswer,
  nextAnswer,
  pauseQuestion,
  type QueueEntry,
  type QueueList,
  queueList,
  type staffTicketQuestion,
  ticketAnswer,
} from '../../contract/queue.ts';
import { type QueueConfiguration, queueConfiguration } from '../../contract/queue-configuration.ts';
import type { Answer, Ask } from './exchange.ts';

/** What the page asks of the queue. */

export type TicketAnswer = z.infer<typeof ticketAnswer>;
export type StaffTicket = z.infer<typeof staffTicketQuestion>;

export interface QueueApi {
  readSetUp(): Promise<Answer<QueueConfiguration>>;
  next(csrfToken: string): Promise<Answer<NextAnswer>>;
  step(csrfToken: string, entryId: string, step: EntryStep): Promise<Answer<QueueEntry>>;
  /** @returns whether it pauses now */
  pause(csrfToken: string, pauses: boolean): Promise<Answer<boolean>>;
  /** One id is one ticket, however often it is asked for. */
  giveTicket(csrfToken: string, id: string, ticket: StaffTicket): Promise<Answer<TicketAnswer>>;
  /** @returns whether kiosks give tickets for it now */
  issue(csrfToken: string, serviceId: string, issues: boolean): Promise<Answer<boolean>>;
  /** Today's, also those that are over. */
  list(search: string): Promise<Answer<QueueList>>;
}

export function createQueueApi(ask: Ask): QueueApi {
  const path = '/staff/queue';
  return {
    readSetUp: () =>
      ask({ method: 'GET', path: `${path}/configuration` }, (body) =>
        queueConfiguration.parse(body),
      ),
    next: (csrfToken) =>
      ask({ method: 'POST', path: `${path}/next`, csrfToken }, (body) => nextAnswer.parse(body)),
    step: (csrfToken, entryId, step) =>
      ask(
        { method: 'POST', path: `${path}/entries/${entryId}/steps`, csrfToken, body: step },
        (body) => entryAnswer.parse(body).entry,
      ),
    pause: (csrfToken, pauses) =>
      ask(
        { method: 'PUT', path: `${path}/pause`, csrfToken, body: { pauses } },
        (body) => pauseQuestion.parse(body).pauses,
      ),
    giveTicket: (csrfToken, id, ticket) =>
      ask({ method: 'PUT', path: `${path}/tickets/${id}`, csrfToken, body: ticket }, (body) =>
        ticketAnswer.parse(body),
      ),
    issue: (csrfToken, serviceId, issues) =>
      ask(
        { method: 'PUT', path: `${path}/issuing`, csrfToken, body: { serviceId, issues } },
        (body) => issuingQuestion.parse(body).issues,
      ),
    list: (search) =>
      ask({ method: 'GET', path: `${path}/entries?search=${encodeURIComponent(search)}` }, (body) =>
        queueList.parse(body),
      ),
  };
}
