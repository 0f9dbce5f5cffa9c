import { describe, expect, it } from 'vitest';
import { laneAfter } from '../lane/lane.ts';
import { at, requestNo } from '../lane/testing/requests.ts';
import { continuableBy, continuedBy } from './continuing.ts';
import { queueAfter } from './queue.ts';
import { entryNo, HERE, NO_SWITCHES, queueSnapshot, THERE } from './testing/entries.ts';

const fromLane = (number: number, state: Parameters<typeof entryNo>[1]) =>
  entryNo(number, { kind: 'fast-lane', ticket: `F0${number}`, ...state });
const QUEUE = queueAfter(
  null,
  queueSnapshot(
    1,
    fromLane(1, { state: 'waiting' }),
    fromLane(2, { state: 'missed' }),
    fromLane(3, { state: 'parked' }),
    fromLane(4, { state: 'done' }),
    fromLane(5, { state: 'serving', counter: THERE }),
    fromLane(7, { state: 'called', counter: HERE }),
    entryNo(6),
  ),
);

describe('a request that goes on with an errand', () => {
  const tickets = (...said: Parameters<typeof requestNo>) =>
    continuableBy(requestNo(...said), QUEUE, HERE.id).map(({ ticket }) => ticket);

  it('may belong to whom the fast lane sent and no other counter has', () => {
    expect(tickets(9)).toEqual(['F03', 'F07', 'F01', 'F02']);
    expect(continuableBy(requestNo(9), null, HERE.id)).toEqual([]);
  });

  it('belongs to nobody any more once it has ended', () => {
    expect(tickets(9, { state: 'refused' })).toEqual([]);
    expect(tickets(9, { state: 'refused', ticket: 'waiting' })).toEqual([]);
    expect(tickets(9, { state: 'closed', result: 'pin-set' })).toEqual([]);
  });

  it('is told with the entry as long as it runs', () => {
    const entry = fromLane(3, { state: 'parked' });
    const continues = { ticket: 'F03', note: 'neues Foto' };
    const laneWith = (request: ReturnType<typeof requestNo>) =>
      laneAfter(null, {
        ...{ kind: 'snapshot', version: 1, requests: [requestNo(8), request], alarms: [] },
        ...{ entries: [], switches: NO_SWITCHES, at: at(0) },
      });
    expect(continuedBy(entry, laneWith(requestNo(9, { continues })))?.callSign).toBe('F09');
    const ended = requestNo(9, { continues, state: 'closed', result: 'pin-set' });
    expect(continuedBy(entry, laneWith(ended))).toBeNull();
    expect(continuedBy(entry, laneWith(requestNo(9)))).toBeNull();
    expect(continuedBy(entry, null)).toBeNull();
  });
});
