import type { Catalogue } from '../../config/catalogue.ts';
import type { ReadOfferOutcome } from '../../state-machines/ports/queue.ts';
import type { Log } from '../log/log.ts';

/**
 * Reads the offer, and tells IT once of each topic whose service the queue does not have: visitors
 * do not see it.
 */
export function notingUnknownTopics(
  readOffer: () => Promise<ReadOfferOutcome>,
  { topics }: Catalogue,
  log: Log,
): () => Promise<ReadOfferOutcome> {
  const told = new Set<string>();
  return async () => {
    const outcome = await readOffer();
    // What is remembered may be older than the catalogue.
    if (outcome.kind !== 'read' || outcome.offer.reading !== 'live') return outcome;
    for (const { id, serviceId } of topics) {
      if (serviceId in outcome.offer.services || told.has(id)) continue;
      told.add(id);
      log('topic.not-shown', { topicId: id, serviceId });
    }
    return outcome;
  };
}
