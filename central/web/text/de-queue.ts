import type { EntryState } from '../../contract/queue.ts';
import type { Notice } from '../desk/desk-state.ts';
import type { ShortcutAction } from '../keys/key-map.ts';
import type { StepKind } from '../queue/steps.ts';

/** Calling, in German. */

type Phrases<Key extends string> = Readonly<Record<Key, string>>;

const steps: Phrases<StepKind> = {
  call: 'Aufrufen',
  recall: 'Erneut aufrufen',
  serve: 'Ist da',
  finish: 'Fertig',
  miss: 'Nicht erschienen',
  park: 'Parken …',
  return: 'Zurück in die Reihe',
  forward: 'Weiterleiten …',
  cancel: 'Streichen …',
  prefer: 'Vorziehen',
};

const states: Phrases<EntryState> = {
  waiting: 'Wartet',
  called: 'Aufgerufen',
  serving: 'In Bearbeitung',
  parked: 'Geparkt',
  missed: 'Nicht erschienen',
  done: 'Fertig',
  cancelled: 'Gestrichen',
};

const notices: Readonly<Record<Notice, (ticket: string) => string>> = {
  'nobody-waits': () => 'Für Ihren Schalter wartet gerade niemand.',
  'in-hand': (ticket) => `${ticket} ist noch bei Ihnen. Schließen Sie zuerst ab.`,
  pauses: () => 'Ihr Schalter pausiert. Mit H geht es weiter.',
  'not-live': () => 'Nicht live: Bis die Verbindung wieder steht, wird niemand aufgerufen.',
  'not-open': () => 'Dieser Dienst ist gerade geschlossen.',
  'no-tickets-left': () => 'Für diesen Dienst gibt es heute keine Nummern mehr.',
};

const shortcuts: Phrases<ShortcutAction<'queue'>> = {
  next: 'Nächste Person aufrufen',
  recall: 'Erneut aufrufen',
  serve: 'Person ist da',
  finish: 'Fertig',
  miss: 'Nicht erschienen',
  park: 'Parken, mit Notiz',
  forward: 'Weiterleiten, mit Notiz',
  return: 'Zurück in die Reihe',
  move: 'In der Liste auf und ab',
  choose: 'Zur markierten Person, Knopf drücken',
  ticket: 'Nummer ausgeben',
  search: 'Suche, Liste von heute',
  issuing: 'Ausgabe der Terminals an oder aus',
  pause: 'Pause, weiter',
  answer: 'Anfrage der Schnellspur übernehmen',
  back: 'Zurück, Meldung schließen',
  sound: 'Ton an oder aus',
  help: 'Diese Übersicht',
};

export const deQueue = {
  hand: {
    title: 'An Ihrem Schalter',
    empty: 'Niemand an Ihrem Schalter',
    next: 'Nächste Person',
    nextIs: (ticket: string, service: string): string => `Als Nächstes: ${ticket}, ${service}`,
    nobody: 'Für Ihren Schalter wartet gerade niemand.',
    noServices: 'Ihr Schalter hat noch keine Dienste. Die Leitung stellt sie ein.',
    waited: 'Gewartet',
    calledSince: 'Aufgerufen seit',
    servedSince: 'In Bearbeitung seit',
    calls: (calls: number): string => `${calls}. Aufruf`,
    aloud: (ticket: string, service: string, state: string): string =>
      `${ticket}, ${service}: ${state}.`,
    note: 'Notiz',
    doing: 'Was jetzt?',
  },
  pause: {
    on: 'Pause',
    onHint: 'Ihr Schalter ruft niemanden auf.',
    start: 'Pause',
    end: 'Weiter',
  },
  list: {
    own: 'Wartet auf Sie',
    ownNone: 'Niemand wartet auf Ihren Schalter',
    ownNoneHint: 'Neue Nummern erscheinen hier von selbst.',
    others: 'Wartet auf andere Schalter',
    parked: 'Geparkt',
    missed: 'Nicht erschienen',
    elsewhere: 'An anderen Schaltern',
    elsewhereNone: 'Gerade niemand',
    minutes: (minutes: number): string => (minutes < 1 ? 'eben erst' : `${minutes} min`),
    waits: 'wartet',
    appointment: (time: string): string => `Termin ${time}`,
    fastLane: 'Schnellspur',
    preferred: 'Vorgezogen',
    forwarded: (service: string): string => `Von ${service}`,
    by: (name: string, counter: string): string => `${name}, ${counter}`,
    pausing: (counters: string): string => `Pause: ${counters}`,
  },
  kinds: { 'walk-in': 'Ohne Termin', appointment: 'Mit Termin', 'fast-lane': 'Schnellspur' },
  chosen: {
    empty: 'Niemand ausgewählt',
    emptyHint: 'Mit ↑ und ↓ wählen, Enter zeigt, was geht.',
    came: 'Gekommen',
    kind: 'Art',
    appointment: 'Termin',
    state: 'Stand',
    forwarded: 'Weitergeleitet von',
    note: 'Notiz',
    before: 'Am Terminal',
    calls: 'Aufrufe',
    unprefer: 'Nicht vorziehen',
    time: (time: string): string => `${time} Uhr`,
    elsewhere: 'Ein anderer Schalter hat diese Person aufgerufen.',
    over: 'Für heute abgeschlossen.',
  },
  lane: {
    title: 'Schnellspur',
    none: 'Keine Anfrage offen',
    show: 'Anfragen öffnen',
  },
  bar: {
    label: 'Werkzeuge',
    ticket: 'Nummer ausgeben',
    search: 'Suche, heute',
    issuing: 'Ausgabe',
    switchedOff: (services: string): string => `Terminals geben keine Nummern: ${services}`,
  },
  park: {
    title: (ticket: string): string => `${ticket} parken`,
    hint: 'Geparkte Personen rufen Sie wieder auf, sobald es weitergeht.',
    confirm: 'Parken',
  },
  forward: {
    title: (ticket: string): string => `${ticket} weiterleiten`,
    hint: 'Nummer und Wartezeit bleiben erhalten.',
    service: 'Wohin?',
    none: 'Es gibt keinen anderen Dienst.',
    confirm: 'Weiterleiten',
  },
  cancel: {
    title: (ticket: string): string => `${ticket} streichen?`,
    hint: 'Die Nummer wird heute nicht mehr aufgerufen. Das lässt sich nicht zurücknehmen.',
    confirm: 'Streichen',
  },
  note: {
    label: 'Notiz für den nächsten Schalter',
    hint: 'Was schon erledigt ist und was fehlt. Nur fürs Amt, nicht für die Anzeige.',
  },
  ticket: {
    title: 'Nummer ausgeben',
    service: 'Für welchen Dienst?',
    none: 'Für diesen Standort ist kein Dienst eingerichtet.',
    preferred: 'Vorziehen, zum Beispiel wer nicht lange stehen kann',
    confirm: 'Nummer ausgeben',
    another: 'Noch eine Nummer',
    print: 'Drucken',
    slip: 'Ihre Nummer',
    place: 'Bitte warten Sie hier',
    wait: (from: number, to: number): string =>
      from === to ? `Voraussichtlich ${to} Minuten` : `Voraussichtlich ${from} bis ${to} Minuten`,
    noWait: 'Wartezeit derzeit nicht abzuschätzen',
    given: (time: string): string => `Ausgegeben um ${time} Uhr`,
  },
  issuing: {
    title: 'Nummern an den Terminals',
    hint: 'Ausgeschaltet gibt kein Terminal Nummern dafür. Am Schalter geht es weiter.',
    on: 'Terminals geben Nummern',
    off: 'Aus – nur am Schalter',
  },
  search: {
    title: 'Heute',
    label: 'Nummer suchen',
    hint: 'Ein Anfang genügt, zum Beispiel A0.',
    none: 'Nichts gefunden',
    cut: 'Es gibt noch mehr. Geben Sie mehr von der Nummer ein.',
    ticket: 'Nummer',
    service: 'Dienst',
    state: 'Stand',
    came: 'Gekommen',
    counter: 'Schalter',
    found: (count: number): string => (count === 1 ? '1 Eintrag' : `${count} Einträge`),
  },
  dialog: { cancel: 'Abbrechen', close: 'Schließen' },
  news: (ticket: string, service: string): string => `${ticket} wartet auf Sie: ${service}.`,
  steps,
  states,
  notices,
  shortcuts,
};
