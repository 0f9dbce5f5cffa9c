import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../central/contract/problem.ts';
import type { CentralAnswer, Question } from '../ask-central.ts';
import type { CentralClient } from '../central-client.ts';
import { createOurQueue } from './ours.ts';
import type { QueueSystem } from './queue-system.ts';

const ID = '0193a5c2-0000-4a10-8f00-5c1e9d3b2a11';

function queueThat(answers: CentralAnswer<never>) {
  const asked: { name: string; method: string; path: string; body: object | null }[] = [];
  const ask: CentralClient['ask'] = async ({ name, method, path, body }: Question<unknown>) => {
    asked.push({ name, method, path, body });
    return answers;
  };
  return { asked, queue: createOurQueue({ client: { ask }, lastCalled: () => null }) };
}

describe('our queue', () => {
  it.each<[string, (queue: QueueSystem) => Promise<unknown>, object]>([
    [
      'reads the offer',
      (queue) => queue.readOffer(),
      { method: 'GET', path: '/kiosk/queue', body: null },
    ],
    [
      'puts a ticket under its id',
      (queue) => queue.giveTicket({ id: ID, serviceId: 'parking' }),
      { method: 'PUT', path: `/kiosk/queue/tickets/${ID}`, body: { serviceId: 'parking' } },
    ],
    [
      'puts a check-in under its id',
      (queue) => queue.checkIn({ id: ID, code: 'K7MR4W2P' }),
      { method: 'PUT', path: `/kiosk/queue/check-ins/${ID}`, body: { code: 'K7MR4W2P' } },
    ],
    [
      'asks for leases',
      (queue) => queue.keepLeases({ ledgerId: ID, wishes: [], returned: [ID] }),
      {
        ...{ method: 'POST', path: '/kiosk/queue/leases' },
        body: { ledgerId: ID, wishes: [], returned: [ID] },
      },
    ],
    [
      'reports tickets',
      (queue) => queue.enterOfflineTickets([]),
      { method: 'POST', path: '/kiosk/queue/tickets', body: { tickets: [] } },
    ],
  ])('%s', async (_, ask, expected) => {
    const { queue, asked } = queueThat({ kind: 'unreachable' });
    expect(await ask(queue)).toEqual({ kind: 'unreachable' });
    expect(asked).toMatchObject([expected]);
  });

  it.each<[ProblemCode, object]>([
    ['server-fault', { kind: 'unreachable' }],
    ['too-many-requests', { kind: 'unreachable' }],
    // A clock that jumped must not send visitors away.
    ['signature-stale', { kind: 'unreachable' }],
    ['kiosk-unknown', { kind: 'refused', code: 'kiosk-unknown', mendedBy: 'it' }],
    ['malformed', { kind: 'refused', code: 'malformed', mendedBy: 'it' }],
    ['service-not-offered', { kind: 'refused', code: 'service-not-offered', mendedBy: 'staff' }],
    ['conflict', { kind: 'refused', code: 'conflict', mendedBy: 'nobody' }],
  ])('refused with %s is %j', async (code, expected) => {
    const { queue } = queueThat({ kind: 'refused', code });
    expect(await queue.giveTicket({ id: ID, serviceId: 'parking' })).toEqual(expected);
  });

  it('tells the last calls as the link told them, and nothing without a link', async () => {
    const { queue } = queueThat({ kind: 'unreachable' });
    expect(await queue.readCalled()).toEqual({ kind: 'unreachable' });
    const client = { ask: async () => ({ kind: 'unreachable' }) as const };
    const linked = createOurQueue({ client, lastCalled: () => [] });
    expect(await linked.readCalled()).toEqual({ kind: 'answered', body: [] });
  });
});
