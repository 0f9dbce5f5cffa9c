import type { CalledTicket } from '../../central/contract/queue.ts';
import type { CalledNews } from '../sync/central.ts';

const COUNTER_1 = '0193a5c2-0000-7a10-8f00-000000000001';
export const COUNTER_2 = '0193a5c2-0000-7a10-8f00-000000000002';

export function calledTicket(ticket: string, difference: Partial<CalledTicket> = {}): CalledTicket {
  return {
    ticket,
    queueId: 'hall',
    counterId: COUNTER_1,
    counter: 'Schalter 1',
    direction: null,
    arrow: 'left',
    isCalling: true,
    calls: 1,
    calledAt: '2026-12-01T09:00:00.000Z',
    ...difference,
  };
}

/** Plays what the central system tells of calls. */
export function scriptedCalls() {
  const listeners = new Set<(news: CalledNews) => void>();
  const tell = (news: CalledNews): void => {
    for (const listener of listeners) listener(news);
  };
  return {
    watchCalled(listener: (news: CalledNews) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Latest first. */
    called: (...called: readonly CalledTicket[]) => tell({ kind: 'called', called }),
    lost: () => tell({ kind: 'lost' }),
  };
}
