import { bench } from './de/bench.ts';
import { fastLane } from './de/fast-lane.ts';
import { notices } from './de/notices.ts';
import { queue } from './de/queue.ts';
import { results } from './de/results.ts';
import { staff } from './de/staff.ts';
import { waitingRoom } from './de/waiting-room.ts';
import { headedTexts } from './shape.ts';

/**
 * German, the original. Level B1: one idea a sentence, at most 15 words, and the official words
 * for cards and numbers, explained where they first appear.
 */
export const de = {
  language: 'Deutsch',
  frame: {
    help: 'Fragen? Hilfe an der Information',
    confirm: 'Weiter',
    alternative: 'Andere Möglichkeit',
    cancel: 'Abbrechen',
    whatNow: 'So geht es weiter',
    triesLeft: (tries: number): string =>
      tries === 1 ? 'Noch ein Versuch' : `Noch ${tries}\u00a0Versuche`,
  },
  services: headedTexts({
    'take-ticket': {
      title: 'Nummer ziehen',
      text: ['Für alles, was ein Schalter erledigt.'],
    },
    'check-in': {
      title: 'Zum Termin anmelden',
      text: ['Mit dem Code aus der Bestätigung.'],
    },
    'activate-eid': {
      title: 'Online-Ausweis einschalten',
      text: ['Und gleich eine eigene PIN wählen.'],
    },
    'reset-pin': {
      title: 'Neue PIN setzen (PIN vergessen)',
      text: ['Ohne alte PIN und ohne PIN-Brief.'],
    },
    'change-pin': {
      title: 'PIN ändern',
      text: ['Mit der alten PIN oder mit dem PIN-Brief.'],
    },
    'unblock-pin': {
      title: 'PIN entsperren',
      text: ['Nach drei falschen Eingaben, mit dem PIN-Brief.'],
    },
    'check-card': {
      title: 'Ausweis prüfen',
      text: ['Ist der Online-Ausweis bereit? Stimmt die PIN?'],
    },
  }),
  attract: {
    title: 'Herzlich willkommen',
    intro: 'Hier ziehen Sie eine Nummer, oder Sie melden sich zum Termin an.',
    need: 'PIN und Online-Ausweis richten Sie hier gleich selbst ein.',
    begin: 'Hier starten',
    or: 'Für die PIN legen Sie einfach Ihren Ausweis auf das Lesegerät.',
  },
  /** For people who read the other language better, until they can choose it. */
  inOtherLanguage: {
    language: 'en',
    attract: 'English: touch the button to start.',
    closed: 'Out of service. Please go to the information desk.',
  },
  chooseLanguage: {
    title: 'Welche Sprache möchten Sie?',
    go: 'Weiter auf Deutsch',
  },
  menu: {
    title: 'Was möchten Sie tun?',
    text: 'Für alles mit der PIN brauchen Sie Ihren Ausweis.',
  },
  presentCard: {
    title: 'Legen Sie Ihren Ausweis auf das Lesegerät',
    text: [
      'Nehmen Sie ihn vorher aus der Hülle.',
      'Das Foto zeigt nach oben.',
      'Lassen Sie den Ausweis liegen, bis Sie fertig sind.',
    ],
    also: 'Es geht auch mit eID-Karte oder elektronischem Aufenthaltstitel.',
  },
  working: {
    tasks: {
      'reading-card': 'Ihr Ausweis wird gelesen',
      'changing-pin': 'Ihre PIN wird geändert',
      'unblocking-pin': 'Ihre PIN wird entsperrt',
      'verifying-pin': 'Ihre PIN wird geprüft',
      'opening-request': 'Wir fragen das Team',
      'unlocking-card': 'Ihr Ausweis wird umgestellt',
      printing: 'Ihr Beleg wird gedruckt',
      'asking-queue': 'Wir sehen nach, was offen ist',
      'taking-ticket': 'Sie bekommen Ihre Nummer',
      'checking-in': 'Wir melden Sie an',
    },
    wait: 'Einen Moment bitte.',
    keepCard: 'Lassen Sie den Ausweis bitte liegen.',
  },
  secrets: headedTexts({
    can: {
      title: 'Geben Sie die Zugangsnummer (CAN) ein',
      text: ['Sie hat 6\u00a0Ziffern.', 'Sie steht vorne auf dem Ausweis, unten rechts.'],
    },
    pin: {
      title: 'Geben Sie Ihre PIN ein',
      text: [
        'Ihre PIN hat 6\u00a0Ziffern.',
        'Beim ersten Mal nehmen Sie die Transport-PIN.',
        'Sie steht im PIN-Brief und hat 5\u00a0Ziffern.',
      ],
    },
    'new-pin': {
      title: 'Wählen Sie eine neue PIN',
      text: [
        'Denken Sie sich 6\u00a0Ziffern aus.',
        'Ein Geburtstag oder 123456 ist zu leicht zu erraten.',
      ],
    },
    'new-pin-again': {
      title: 'Geben Sie die neue PIN noch einmal ein',
      text: ['So ist sicher, dass Sie sich nicht vertippt haben.'],
    },
    puk: {
      title: 'Geben Sie die Entsperrnummer (PUK) ein',
      text: ['Sie hat 10\u00a0Ziffern.', 'Sie steht in Ihrem PIN-Brief.'],
    },
  }),
  entry: {
    privacy: 'Achten Sie darauf, dass niemand zusieht.',
    keys: 'Zifferntasten',
    erase: 'Löschen',
    eraseLast: 'Löschen: letzte Ziffer entfernen',
    confirm: 'Bestätigen',
    typed: (digits: number, minimum: number, maximum: number): string =>
      minimum === maximum
        ? `${digits} von ${maximum}\u00a0Ziffern eingegeben`
        : `${digits}\u00a0${digits === 1 ? 'Ziffer' : 'Ziffern'} eingegeben`,
    lastTry: 'Ist die PIN jetzt falsch, wird sie gesperrt.',
  },
  fastLane,
  notices,
  cardState: {
    operational: {
      title: 'Die Online-Ausweisfunktion ist bereit',
      detail: ['Sie ist eingeschaltet.', 'Die PIN ist nicht gesperrt.'],
      next: ['Möchten Sie auch prüfen, ob Ihre PIN stimmt?'],
      alternative: 'PIN prüfen',
    },
    suspended: {
      title: 'Sie haben nur noch einen Versuch',
      detail: [
        'Die PIN wurde zweimal falsch eingegeben.',
        'Ist sie noch einmal falsch, wird sie gesperrt.',
      ],
      next: [
        'Sie können jetzt Zugangsnummer (CAN) und PIN eingeben.',
        'Nur die richtige PIN gibt Ihnen wieder drei Versuche.',
      ],
      alternative: 'CAN und PIN eingeben',
    },
    blocked: {
      title: 'Ihre PIN ist gesperrt',
      detail: ['Die PIN wurde dreimal falsch eingegeben.'],
      next: [
        'Mit der Entsperrnummer (PUK) können Sie die PIN entsperren.',
        'Sie steht in Ihrem PIN-Brief.',
      ],
      alternative: 'PIN entsperren',
    },
    deactivated: {
      title: 'Die Online-Ausweisfunktion ist ausgeschaltet',
      detail: ['Ihr Ausweis gilt sonst wie bisher.'],
      next: ['Wählen Sie im Menü „Online-Ausweis einschalten“.', 'Oder gehen Sie zur Information.'],
      alternative: '',
    },
    finish: 'Fertig',
  },
  results,
  queue,
  outcome: {
    receipt: {
      printed: ['Ihr Beleg ist gedruckt.', 'Nehmen Sie ihn bitte mit.'],
      'probably-printed': ['Ihr Beleg ist gedruckt.', 'Fehlt er? Dann gilt das Ergebnis trotzdem.'],
      'not-printed': [
        'Der Beleg konnte nicht gedruckt werden.',
        'Das Ergebnis gilt trotzdem.',
        'Notieren Sie bei Bedarf die Vorgangsnummer.',
      ],
      unknown: ['Vielleicht fehlt Ihr Beleg.', 'Das Ergebnis gilt trotzdem.'],
      none: [],
    },
    /** Where no receipt tells the call sign. */
    remember: (callSign: string): string => `Merken Sie sich bitte ${callSign}. Das gilt auch so.`,
    transaction: 'Vorgangsnummer',
    finish: 'Fertig',
    more: 'Noch etwas erledigen',
  },
  takeCard: headedTexts({
    now: {
      title: 'Nehmen Sie bitte Ihren Ausweis',
      text: ['Haben Sie einen Beleg bekommen?', 'Nehmen Sie auch ihn bitte mit.'],
    },
    forgotten: {
      title: 'Ihr Ausweis liegt noch hier',
      text: ['Nehmen Sie ihn bitte mit.', 'Das Team ist informiert.'],
    },
  }),
  goodbye: {
    done: {
      title: 'Auf Wiedersehen!',
      text: ['Ihre Eingaben sind gelöscht.', 'Einen schönen Tag wünscht Ihr Bürgerservice.'],
    },
    expired: {
      title: 'Wir haben hier beendet',
      text: ['Niemand hat mehr etwas gedrückt.', 'Ihre Eingaben sind gelöscht.'],
    },
    begin: 'Neu starten',
  },
  outOfService: headedTexts({
    'no-reader': {
      title: 'Dieses Terminal geht gerade nicht',
      text: ['Gehen Sie bitte zur Information.', 'Das Team hilft Ihnen dort weiter.'],
    },
    'not-ready': {
      title: 'Dieses Gerät ist gerade nicht in Betrieb',
      text: ['Nehmen Sie bitte ein anderes Gerät.', 'Oder gehen Sie zur Information.'],
    },
    starting: { title: 'Einen Moment bitte', text: ['Das Terminal macht sich bereit.'] },
  }),
  idle: {
    title: 'Sind Sie noch da?',
    secondsLeft: (seconds: number): string =>
      seconds === 1 ? 'Noch eine Sekunde' : `Noch ${seconds}\u00a0Sekunden`,
    text: ['Danach beenden wir hier.', 'Ihre Eingaben werden dann gelöscht.'],
    stay: 'Ich bin noch da',
  },
  connection: headedTexts({
    lost: { title: 'Einen Moment bitte', text: ['Es geht gleich weiter.'] },
    taken: {
      title: 'Dieses Fenster wird nicht gebraucht',
      text: [
        'Die Anzeige ist schon in einem anderen Fenster offen.',
        'Schließen Sie dieses Fenster bitte.',
      ],
    },
  }),
  /** What pictures show, for those who do not see them. */
  pictures: {
    cardOnReader: 'Bild: Ein Ausweis liegt flach auf dem Lesegerät, das Foto nach oben.',
    can: 'Bild: Die CAN steht auf der Vorderseite des Ausweises, unten rechts.',
    letterPin: 'Bild: Die Transport-PIN steht im PIN-Brief, über der PUK.',
    letterPuk: 'Bild: Die PUK steht im PIN-Brief, unter der Transport-PIN.',
    takeCard: 'Bild: Eine Hand nimmt den Ausweis vom Lesegerät.',
    letter: 'PIN-Brief',
  },
  receipt: {
    title: 'Beleg',
    service: 'Leistung',
    result: 'Ergebnis',
    date: 'Datum',
    transaction: 'Vorgangsnummer',
    callSign: 'Aufrufzeichen',
    fee: 'Gebühr',
    nextStep: 'So geht es weiter',
    seat: 'Nehmen Sie bitte Platz.',
    called: (callSign: string): string => `Sie werden als ${callSign} aufgerufen.`,
    patience: 'Dauert es lange? Die Information hilft Ihnen.',
    tellDesk: (callSign: string): string => `Nennen Sie dort bitte ${callSign}.`,
    closing: 'Fragen? Die Information hilft Ihnen gern.',
  },
  staff,
  bench,
  waitingRoom,
};
