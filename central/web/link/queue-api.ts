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
  staffCheckInAnswer,
  type staffTicketQuestion,
  ticketAnswer,
} from '../../contract/queue.ts';
import {
  type AppointmentList,
  appointmentList,
  type QueueConfiguration,
  queueConfiguration,
} from '../../contract/queue-configuration.ts';
import type { Answer, Ask } from './exchange.ts';

/** What the page asks of the queue. */

export type TicketAnswer = z.infer<typeof ticketAnswer>;
export type TicketGiven = Extract<TicketAnswer, { kind: 'given' }>;
export type Issuing = z.infer<typeof issuingQuestion>;
export type StaffTicket = z.infer<typeof staffTicketQuestion>;

export type CheckInAnswer = z.infer<typeof staffCheckInAnswer>;

export interface QueueApi {
  readSetUp(): Promise<Answer<QueueConfiguration>>;
  next(csrfToken: string): Promise<Answer<NextAnswer>>;
  step(csrfToken: string, entryId: string, step: EntryStep): Promise<Answer<QueueEntry>>;
  /** @returns whether it pauses now */
  pause(csrfToken: string, pauses: boolean): Promise<Answer<boolean>>;
  /** One id is one ticket, however often it is asked for. */
  giveTicket(csrfToken: string, id: string, ticket: StaffTicket): Promise<Answer<TicketAnswer>>;
  /** @returns whether kiosks give tickets for it now */
  issue(csrfToken: string, issuing: Issuing): Promise<Answer<boolean>>;
  /** Today's, also those whose visitors have come. */
  appointments(): Promise<Answer<AppointmentList['appointments']>>;
  /** One id is one entry, however often it is asked for. */
  checkIn(csrfToken: string, id: string, code: string): Promise<Answer<CheckInAnswer>>;
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
    issue: (csrfToken, issuing) =>
      ask(
        { method: 'PUT', path: `${path}/issuing`, csrfToken, body: issuing },
        (body) => issuingQuestion.parse(body).issues,
      ),
    appointments: () =>
      ask(
        { method: 'GET', path: `${path}/appointments` },
        (body) => appointmentList.parse(body).appointments,
      ),
    checkIn: (csrfToken, id, code) =>
      ask({ method: 'PUT', path: `${path}/check-ins/${id}`, csrfToken, body: { code } }, (body) =>
        staffCheckInAnswer.parse(body),
      ),
    list: (search) =>
      ask({ method: 'GET', path: `${path}/entries?search=${encodeURIComponent(search)}` }, (body) =>
        queueList.parse(body),
      ),
  };
}
