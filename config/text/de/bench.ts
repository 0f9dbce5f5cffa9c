import { headedTexts } from '../shape.ts';

/** The bench plays card, printer and time; the team also learns with it. */
export const bench = {
  title: 'Übungsplatz',
  intro: [
    'Hier üben Sie mit gedachten Ausweisen und einem gedachten Drucker.',
    'Links legen Sie etwas auf oder stören etwas.',
    'In einem zweiten Fenster bedienen Sie das Terminal wie ein Besucher.',
  ],
  visitorHint:
    'Das Terminal öffnen Sie mit der Adresse für „visitor“, die beim Start angezeigt wird.',
  state: 'Zustand jetzt',
  card: {
    title: 'Ausweis',
    insert: 'Ausweis auflegen',
    remove: 'Karte wegnehmen',
    label: 'Auf dem Lesegerät',
    none: 'nichts',
    secrets: 'Für alle Ausweise gilt: CAN 500540, PUK 9876543210.',
    commands: 'Befehle an die Karte',
  },
  profiles: headedTexts({
    ready: { title: 'Bereit', text: ['PIN 123456, drei Versuche.'] },
    'transport-pin': {
      title: 'Neuer Ausweis',
      text: ['Transport-PIN 12345, noch keine eigene PIN.'],
    },
    'two-tries-left': { title: 'Noch zwei Versuche', text: ['PIN 123456, einmal falsch.'] },
    'one-try-left': {
      title: 'Noch ein Versuch',
      text: ['PIN 123456, zweimal falsch; verlangt die CAN.'],
    },
    blocked: { title: 'PIN gesperrt', text: ['PIN 123456, braucht die PUK.'] },
    'puk-spent': { title: 'PUK aufgebraucht', text: ['PIN gesperrt, PUK gilt nicht mehr.'] },
    'function-off': {
      title: 'Funktion aus',
      text: ['Die Online-Ausweisfunktion ist ausgeschaltet.'],
    },
    'function-off-blocked': {
      title: 'Funktion aus, PIN gesperrt',
      text: ['Braucht „Online-Ausweis einschalten“.'],
    },
    expired: { title: 'Abgelaufen', text: ['Der Ausweis gilt nicht mehr.'] },
    'residence-permit': { title: 'Aufenthaltstitel', text: ['PIN 123456, drei Versuche.'] },
    'eu-citizen': { title: 'eID-Karte', text: ['Für Menschen aus der EU; PIN 123456.'] },
    'wrong-trust-anchor': {
      title: 'Fremder Aussteller',
      text: ['Nimmt die Berechtigung des Terminals nicht an.'],
    },
    'certificate-expired': {
      title: 'Aus der Zukunft',
      text: ['Hält die Berechtigung des Terminals für abgelaufen.'],
    },
    clone: { title: 'Kopierter Chip', text: ['Kann seine Echtheit nicht beweisen.'] },
    'broken-card-security': {
      title: 'Falsche Unterschrift',
      text: ['Die Angaben des Chips sind nicht echt unterschrieben.'],
    },
    'too-young': { title: 'Noch nicht 16', text: ['Zu jung für den Online-Ausweis.'] },
    'bank-card': { title: 'Bankkarte', text: ['Gar kein Ausweis.'] },
    garbage: { title: 'Kaputte Karte', text: ['Antwortet nur Unsinn.'] },
  }),
  pull: {
    title: 'Karte rutscht weg',
    label: 'beim Befehl Nummer',
    set: 'Vormerken',
    none: 'nicht vorgemerkt',
  },
  reader: {
    title: 'Lesegerät',
    label: 'Lesegerät',
    plugged: 'eingesteckt',
    unplugged: 'abgezogen',
    plug: 'Einstecken',
    unplug: 'Abziehen',
  },
  printer: {
    title: 'Drucker',
    label: 'Drucker',
    conditions: {
      ready: 'bereit',
      'paper-low': 'Papier knapp',
      'paper-out': 'Papier leer',
      'cover-open': 'Klappe offen',
      'cutter-fault': 'Messer klemmt',
      offline: 'Kabel ab',
    },
  },
  clock: {
    title: 'Zeit vorstellen',
    label: 'Uhrzeit',
    steps: { '10': '10\u00a0Sekunden', '60': '1\u00a0Minute', '300': '5\u00a0Minuten' },
  },
  paper: {
    title: 'Papier aus dem Drucker',
    empty: 'Noch ist nichts gedruckt.',
    slip: (number: number): string => `Bild: Beleg ${number}, wie der Drucker ihn ausgibt.`,
    tear: 'Papier abreißen',
  },
  displays: {
    title: 'Anzeigen für Aufrufe',
    glass: (model: string): string => `Bild: Anzeige ${model}`,
  },
  scanner: {
    title: 'Codeleser',
    label: 'Inhalt des QR-Codes',
    show: 'QR-Code vorhalten',
  },
  training: 'Übungen',
  exercises: headedTexts({
    'first-pin': {
      title: 'Übung 1: Die erste eigene PIN',
      text: [
        'Legen Sie „Neuer Ausweis“ auf.',
        'Wählen Sie am Terminal „PIN ändern“.',
        'Geben Sie die Transport-PIN 12345 ein, dann zweimal 246810.',
        'Nehmen Sie zum Schluss die Karte weg.',
      ],
    },
    'wrong-twice': {
      title: 'Übung 2: Zweimal vertippt',
      text: [
        'Legen Sie „Bereit“ auf und wählen Sie „Ausweis prüfen“.',
        'Geben Sie zweimal eine falsche PIN ein.',
        'Das Terminal verlangt jetzt die CAN 500540.',
        'Mit PIN 123456 ist alles wieder gut.',
      ],
    },
    blocked: {
      title: 'Übung 3: PIN gesperrt',
      text: [
        'Legen Sie „PIN gesperrt“ auf und wählen Sie „PIN entsperren“.',
        'Geben Sie die PUK 9876543210 ein.',
        'Lesen Sie den Beleg: Welche PIN gilt jetzt?',
      ],
    },
    'pulled-card': {
      title: 'Übung 4: Ausweis zu früh weggenommen',
      text: [
        'Merken Sie „Karte rutscht weg“ beim Befehl 11 vor.',
        'Ändern Sie die PIN von „Bereit“.',
        'Legen Sie die Karte wieder auf, wenn das Terminal darum bittet.',
      ],
    },
    'no-paper': {
      title: 'Übung 5: Kein Papier, vergessener Ausweis',
      text: [
        'Stellen Sie den Drucker auf „Papier leer“.',
        'Prüfen Sie einen Ausweis und lassen Sie ihn liegen.',
        'Stellen Sie die Zeit vor und sehen Sie auf die Seite für das Team.',
      ],
    },
  }),
};
