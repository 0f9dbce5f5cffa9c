import type { Catalogue } from './catalogue.ts';
import { family, identity, onlineId } from './topics/people.ts';
import { documents, residence, vehicles } from './topics/places.ts';

/** What a German Bürgerbüro is asked for most, served by four queues. */
export const DEFAULT_CATALOGUE: Catalogue = {
  groups: [
    { id: 'identity', title: { de: 'Ausweis und Reisepass', en: 'ID card and passport' } },
    { id: 'online-id', title: { de: 'Online-Ausweis und PIN', en: 'Online ID and PIN' } },
    { id: 'residence', title: { de: 'Umzug und Wohnsitz', en: 'Moving and residence' } },
    { id: 'vehicles', title: { de: 'Auto, Parken, Führerschein', en: 'Car, parking, licence' } },
    { id: 'documents', title: { de: 'Zeugnisse und Auskünfte', en: 'Certificates and records' } },
    { id: 'family', title: { de: 'Familie und Kinder', en: 'Family and children' } },
  ],
  topics: [
    ...identity(),
    ...onlineId(),
    ...residence(),
    ...vehicles(),
    ...documents(),
    ...family(),
  ],
};
