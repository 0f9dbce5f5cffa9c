import type { z } from 'zod';
import {
  appointmentCode,
  type CalledTicket,
  checkInAnswer,
  type checkInQuestion,
  kioskQueue,
  leasesAnswer,
  offlineTicketsAnswer,
  type offlineTicketsQuestion,
  ticketAnswer,
  type ticketQuestion,
} from '../../../central/contract/queue.ts';
import type { Question } from '../ask-central.ts';
import type { CentralClient } from '../central-client.ts';
import { askedOf } from './our-answers.ts';
import type { Asked, LeasesQuestion, QueueSystem } from './queue-system.ts';

/**
 * The queue of our own central system. A ticket's id makes a question whose answer was lost
 * harmless: asked again, or reported later under the same id, it has one effect. So an answer that
 * did not come is never `unknown` here.
 */

export interface OurQueueParts {
  readonly client: Pick<CentralClient, 'ask'>;
  /** As last told over the link; null: the link is not there. */
  readonly lastCalled: () => readonly CalledTicket[] | null;
}

/** For what a visitor waits for; then numbers come from a lease. */
const VISITOR_WAITS_MS = 2_500;

type Body<Schema extends z.ZodType> = z.infer<Schema>;

export function createOurQueue({ client, lastCalled }: OurQueueParts): QueueSystem {
  const ask = async <Answer>(
    question: Question<Answer>,
    signal?: AbortSignal,
  ): Promise<Asked<Answer>> => askedOf(await client.ask(question, signal));
  const askForVisitor = <Answer>(question: Question<Answer>): Promise<Asked<Answer>> =>
    ask(question, AbortSignal.timeout(VISITOR_WAITS_MS));
  return {
    readOffer: () =>
      askForVisitor({
        ...{ name: 'queue-offer', method: 'GET', path: '/kiosk/queue', body: null },
        answer: kioskQueue,
      }),
    giveTicket: ({ id, serviceId }) =>
      askForVisitor({
        ...{ name: 'ticket', method: 'PUT', path: `/kiosk/queue/tickets/${id}` },
        body: { serviceId } satisfies Body<typeof ticketQuestion>,
        answer: ticketAnswer,
      }),
    async checkIn({ id, code }) {
      // E.g. of an appointment that another system keeps.
      if (!appointmentCode.safeParse(code).success) {
        return { kind: 'answered', body: { kind: 'unknown-code' } };
      }
      return askForVisitor({
        ...{ name: 'check-in', method: 'PUT', path: `/kiosk/queue/check-ins/${id}` },
        body: { code } satisfies Body<typeof checkInQuestion>,
        answer: checkInAnswer,
      });
    },
    async readCalled() {
      const body = lastCalled();
      return body === null ? { kind: 'unreachable' } : { kind: 'answered', body };
    },
    keepLeases: (body: LeasesQuestion) =>
      ask({
        ...{ name: 'leases', method: 'POST', path: '/kiosk/queue/leases', body },
        answer: leasesAnswer,
      }),
    enterOfflineTickets: (tickets) =>
      ask({
        ...{ name: 'offline-tickets', method: 'POST', path: '/kiosk/queue/tickets' },
        body: { tickets: [...tickets] } satisfies Body<typeof offlineTicketsQuestion>,
        answer: offlineTicketsAnswer,
      }),
  };
}
