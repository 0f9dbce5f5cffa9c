/** What a waiting room reads and hears. */
export const waitingRoom = {
  title: 'Wartebereich',
  called: 'Aufgerufen',
  before: 'Zuletzt aufgerufen',
  nobody: 'Bitte warten Sie, bis Ihre Nummer erscheint.',
  again: (calls: number): string => `${calls}.\u00a0Aufruf`,
  notLive: (since: string): string => `Nicht aktuell: Stand ${since}\u00a0Uhr`,
  neverLive: 'Noch keine Verbindung: Bitte an der Information fragen.',
  soundOff: 'Der Ton ist aus. Zum Einschalten den Bildschirm berühren.',
  notSetUp: 'Dieser Bildschirm ist nicht eingerichtet.',
  readableTo: (metres: string): string => `Lesbar bis ${metres}\u00a0m`,
  arrows: { left: 'links', right: 'rechts', ahead: 'geradeaus' },
  spoken: {
    /** What the places are called that have a number, and a recorded word. */
    places: { counter: 'Schalter', desk: 'Platz', room: 'Zimmer', space: 'Raum', door: 'Tür' },
    number: (spelt: string): string => `Nummer ${spelt}`,
    goTo: (counter: string): string => `bitte zu ${counter}`,
  },
};
