import { describe, expect, it } from 'vitest';
import { appointmentNo, entryNo, SET_UP } from '../queue/testing/entries.ts';
import { type Ask, createAsk, type Question } from './exchange.ts';
import { createQueueApi, type QueueApi } from './queue-api.ts';

const ENTRY = entryNo(1);
const ID = ENTRY.id;
const TICKET = { serviceId: 'registration', preferred: true, note: null };
const APPOINTMENT = appointmentNo(2);
const OFF = { serviceId: 'registration', issues: false, text: 'Bitte im Bürgerbüro Süd' };
const LIST = { version: 1, entries: [ENTRY], isCut: false, counters: [] };

type Sent = Pick<Question, 'method' | 'path' | 'body'>;

/** What was asked, and what became of the answer. */
async function exchanged(answer: unknown, question: (api: QueueApi) => Promise<unknown>) {
  const sent: Question[] = [];
  const send = createAsk(async () => new Response(JSON.stringify(answer)));
  const ask: Ask = (asked, read) => {
    sent.push(asked);
    return send(asked, read);
  };
  return { sent, answer: await question(createQueueApi(ask)) };
}

describe('what is asked of the queue', () => {
  it.each<[string, unknown, (api: QueueApi) => Promise<unknown>, Sent, unknown]>([
    [
      'the next person',
      { kind: 'called', entry: ENTRY },
      (api) => api.next('t'),
      { method: 'POST', path: '/staff/queue/next' },
      { kind: 'called', entry: ENTRY },
    ],
    [
      'a step',
      { entry: ENTRY },
      (api) => api.step('t', ID, { kind: 'park', note: 'Foto' }),
      {
        method: 'POST',
        path: `/staff/queue/entries/${ID}/steps`,
        body: { kind: 'park', note: 'Foto' },
      },
      ENTRY,
    ],
    [
      'a pause',
      { pauses: true },
      (api) => api.pause('t', true),
      { method: 'PUT', path: '/staff/queue/pause', body: { pauses: true } },
      true,
    ],
    [
      'a ticket',
      { kind: 'no-tickets-left' },
      (api) => api.giveTicket('t', ID, TICKET),
      { method: 'PUT', path: `/staff/queue/tickets/${ID}`, body: TICKET },
      { kind: 'no-tickets-left' },
    ],
    [
      'issuing',
      { serviceId: 'registration', issues: false },
      (api) => api.issue('t', OFF),
      {
        method: 'PUT',
        path: '/staff/queue/issuing',
        body: OFF,
      },
      false,
    ],
    [
      "today's list, whatever was typed",
      LIST,
      (api) => api.list('A 0&x=1'),
      { method: 'GET', path: '/staff/queue/entries?search=A%200%26x%3D1' },
      LIST,
    ],
    [
      'the appointments',
      { appointments: [APPOINTMENT] },
      (api) => api.appointments(),
      { method: 'GET', path: '/staff/queue/appointments' },
      [APPOINTMENT],
    ],
    [
      'a check-in',
      { kind: 'unknown-code' },
      (api) => api.checkIn('t', ID, APPOINTMENT.code),
      {
        method: 'PUT',
        path: `/staff/queue/check-ins/${ID}`,
        body: { code: APPOINTMENT.code },
      },
      { kind: 'unknown-code' },
    ],
    [
      'the set-up',
      SET_UP,
      (api) => api.readSetUp(),
      { method: 'GET', path: '/staff/queue/configuration' },
      SET_UP,
    ],
  ])('%s', async (_, body, question, sent, value) => {
    const { sent: all, answer } = await exchanged(body, question);
    expect(all).toMatchObject([sent]);
    expect(all[0]?.csrfToken).toBe(sent.method === 'GET' ? undefined : 't');
    expect(answer).toEqual({ kind: 'ok', value });
  });

  it('is outdated where the answer is not as the contract says', async () => {
    const { answer } = await exchanged({ kind: 'somebody' }, (api) => api.next('t'));
    expect(answer).toEqual({ kind: 'outdated' });
  });
});
