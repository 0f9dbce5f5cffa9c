import type { EntryState } from '../../contract/queue.ts';
import { waitRangeDe } from './wait-range.ts';

/** The page with which a visitor follows a ticket on a phone, German. */
export const deFollow = {
  title: 'Ihre Nummer',
  reading: 'Ihr Platz wird abgefragt …',
  unknown: 'Diese Nummer gibt es nicht oder nicht mehr.',
  unknownHint:
    'Scannen Sie den Code auf Ihrem Zettel noch einmal, oder achten Sie auf die Anzeige.',
  live: (time: string): string => `Stand ${time}\u00a0Uhr, wird laufend erneuert`,
  lost: 'Nicht live: gerade keine Verbindung',
  lostSince: (time: string): string => `Nicht live: Stand von ${time}\u00a0Uhr`,
  lostHint: 'Achten Sie auf die Anzeige im Wartebereich.',
  ahead: (count: number): string =>
    count === 1 ? 'Vor Ihnen ist 1\u00a0Person' : `Vor Ihnen sind ${count}\u00a0Personen`,
  nobodyAhead: 'Vor Ihnen ist niemand mehr',
  wait: 'Voraussichtlich',
  minutes: waitRangeDe,
  noEstimate: 'Wie lange es dauert, lässt sich gerade nicht sagen.',
  place: 'Hier warten Sie',
  called: 'Sie sind dran!',
  goTo: 'Bitte kommen Sie zu',
  titleCalled: (ticket: string, counter: string): string => `${ticket}: bitte zu ${counter}`,
  states: {
    waiting: 'Sie warten',
    called: 'Sie sind dran!',
    serving: 'Sie sind am Schalter.',
    parked: 'Bitte bleiben Sie in der Nähe. Sie werden noch einmal aufgerufen.',
    missed: 'Sie wurden schon aufgerufen. Bitte melden Sie sich bei den Mitarbeitenden.',
    done: 'Ihr Anliegen ist erledigt. Auf Wiedersehen!',
    cancelled: 'Diese Nummer gilt nicht mehr.',
  } satisfies Record<EntryState, string> as Readonly<Record<EntryState, string>>,
};
