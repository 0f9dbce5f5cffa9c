import type { CalledTicket } from '../../../../central/contract/queue.ts';
import type { ZmsConfig } from '../../../../config/queue-system.ts';
import type { Asked } from '../queue-system.ts';
import { askedOf, type ZmsClient } from './zms-client.ts';
import { queue, type ZmsQueueEntry } from './zms-shapes.ts';
import { counterIdOf, timeOf } from './zms-tickets.ts';

/** Who is called or served, latest first. Location by location, as entries do not name theirs. */
export async function readCalled(
  { scopes }: Pick<ZmsConfig, 'scopes'>,
  client: ZmsClient,
): Promise<Asked<readonly CalledTicket[]>> {
  const called: CalledTicket[] = [];
  for (const { id, queueId } of scopes) {
    const answer = await client.ask({
      method: 'POST',
      path: '/calldisplay/queue/?statusList[]=called&statusList[]=processing',
      body: { scopes: [{ id }] },
      answer: queue,
    });
    // A location without a call has an empty list, which some versions call "Not found".
    if (answer.kind === 'failed' && answer.failure.meaning === 'empty') continue;
    if (answer.kind !== 'answered') return askedOf(answer);
    for (const entry of answer.body) called.push(calledTicketOf(entry, String(id), queueId));
  }
  return {
    kind: 'answered',
    body: called.sort((a, b) => (a.calledAt < b.calledAt ? 1 : -1)),
  };
}

function calledTicketOf(entry: ZmsQueueEntry, scopeId: string, queueId: string): CalledTicket {
  const { displayNumber, number, destination, destinationHint, status, callCount } = entry;
  return {
    ticket: displayNumber || number,
    queueId,
    counterId: counterIdOf(scopeId, destination),
    counter: destination,
    direction: destinationHint || null,
    arrow: null,
    isCalling: status === 'called',
    calls: Math.max(1, callCount),
    calledAt: timeOf(entry.callTime),
  };
}
