import { expect, it } from 'vitest';
import type { QueueOffer } from '../../state-machines/ports/queue.ts';
import { createLog } from '../log/log.ts';
import { notingUnknownTopics } from './note-unknown-topics.ts';

const TITLE = { de: 'Thema', en: 'Topic' };
const CATALOGUE = {
  groups: [{ id: 'all', title: TITLE }],
  topics: ['passport', 'fishing', 'hunting'].map((id) => {
    return {
      id,
      group: 'all',
      serviceId: `${id}-service`,
      title: TITLE,
      words: { de: [], en: [] },
    };
  }),
};

it('tells IT once of a topic whose service the queue does not have (it-at-m/eappointment #2989)', async () => {
  const logged: unknown[] = [];
  const log = createLog({ write: (line) => logged.push(JSON.parse(line)) });
  let reading: QueueOffer['reading'] = 'remembered';
  let served = ['passport-service', 'fishing-service'];
  const readOffer = notingUnknownTopics(
    async () => ({ kind: 'read', offer: { reading, services: servicesOf(served) } }),
    CATALOGUE,
    log,
  );
  await readOffer();
  expect(logged).toEqual([]);
  reading = 'live';
  await readOffer();
  await readOffer();
  expect(logged).toMatchObject([
    { event: 'topic.not-shown', level: 40, topicId: 'hunting', serviceId: 'hunting-service' },
  ]);
  served = ['passport-service'];
  await readOffer();
  expect(logged.slice(1)).toMatchObject([{ topicId: 'fishing' }]);
});

function servicesOf(ids: readonly string[]): QueueOffer['services'] {
  const open = { kind: 'open', closesAt: '16:00' } as const;
  return Object.fromEntries(
    ids.map((id) => [id, { id, place: 'Foyer', open, ticketsLeft: null, waiting: 0, wait: null }]),
  );
}
