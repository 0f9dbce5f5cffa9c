import { noticeTexts } from '../shape.ts';

const AT_THE_DESK = ['Gehen Sie bitte zur Information.', 'Dort hilft man Ihnen weiter.'];

/** Taking a ticket for a counter, and checking in for an appointment. */
export const queue = {
  /** Headings of the menu's two parts. */
  toCounter: 'Zum Schalter',
  doneHere: 'Gleich hier am Terminal',
  groups: {
    title: 'Worum geht es?',
    text: 'Wählen Sie ein Thema.',
    search: 'Mit eigenen Worten suchen',
  },
  topics: {
    text: 'Wählen Sie Ihr Anliegen.',
    page: (page: number, pages: number): string => `Seite\u00a0${page} von ${pages}`,
    more: 'Weitere Anliegen',
  },
  search: {
    title: 'Was brauchen Sie?',
    text: 'Tippen Sie ein Wort, zum Beispiel „umgezogen“.',
    found: 'Meinen Sie das?',
    nothing: 'Dazu finden wir nichts. Versuchen Sie ein anderes Wort.',
    keys: 'Buchstaben',
    space: 'Leerzeichen',
    eraseLast: 'Löschen: letzten Buchstaben entfernen',
  },
  back: 'Zurück',
  topic: {
    open: (until: string): string => `Jetzt geöffnet, bis ${until}\u00a0Uhr`,
    waiting: (people: number): string =>
      people === 0
        ? 'Niemand wartet vor Ihnen'
        : people === 1
          ? 'Eine Person wartet vor Ihnen'
          : `${people}\u00a0Personen warten vor Ihnen`,
    wait: 'Wartezeit',
    place: 'Dort warten Sie',
    remembered: 'Wie lange es dauert, wissen wir gerade nicht.',
    here: 'Das geht auch gleich hier, ohne Warten:',
    take: 'Nummer ziehen',
    notServed: 'Dafür gibt es hier heute keine Nummern.',
  },
  /** Whole minutes. */
  minutes: (from: number, to: number): string => {
    const longest = to <= 1 ? '1\u00a0Minute' : `${to}\u00a0Minuten`;
    if (from === 0) return `höchstens ${longest}`;
    return from === to ? `etwa ${longest}` : `${from} bis ${longest}`;
  },
  code: {
    title: 'Geben Sie Ihren Termin-Code ein',
    text: ['Er hat 8\u00a0Zeichen.', 'Er steht in der Bestätigung Ihres Termins.'],
    orScan: 'Oder halten Sie den QR-Code vor den Leser.',
    keys: 'Tasten für den Code',
    typed: (typed: number, length: number): string => `${typed} von ${length}\u00a0Zeichen`,
    confirm: 'Anmelden',
    eraseLast: 'Löschen: letztes Zeichen entfernen',
  },
  /** Where codes are only scanned. */
  scan: {
    title: 'Halten Sie den QR-Code Ihres Termins vor den Leser',
    text: ['Er steht in der Bestätigung Ihres Termins.'],
    help: 'Haben Sie keinen? Die Information hilft Ihnen.',
    ticketInstead: 'Stattdessen Nummer ziehen',
  },
  ticket: {
    title: 'Ihre Nummer',
    checkedIn: 'Sie sind angemeldet',
    place: 'Dort warten Sie',
    wait: 'Wartezeit',
    appointment: 'Ihr Termin',
    called: 'Ihre Nummer wird auf dem Bildschirm und durch die Ansage aufgerufen.',
    slip: {
      printing: ['Ihr Zettel wird gedruckt.'],
      printed: ['Nehmen Sie bitte den Zettel mit.'],
      'probably-printed': [
        'Nehmen Sie bitte den Zettel mit.',
        'Fehlt er? Die Nummer gilt trotzdem.',
      ],
      'not-printed': [
        'Es kommt kein Zettel heraus.',
        'Schreiben Sie die Nummer bitte auf, oder fotografieren Sie sie.',
      ],
      unknown: [
        'Vielleicht kommt kein Zettel heraus.',
        'Schreiben Sie die Nummer bitte auf, oder fotografieren Sie sie.',
      ],
    },
    finish: 'Fertig',
  },
  finish: 'Beenden',
  notices: noticeTexts({
    'not-yet-open': {
      title: 'Noch nicht geöffnet',
      happened: ['Nummern gibt es heute noch nicht.'],
      next: ['Kommen Sie bitte später wieder.', 'Oder wählen Sie ein anderes Anliegen.'],
      help: 'Ist es dringend? Dann fragen Sie an der Information.',
      confirm: 'Zum Menü',
      alternative: 'Anderes Anliegen',
    },
    closed: {
      title: 'Heute geschlossen',
      happened: ['Für heute gibt es hier keine Nummern mehr.'],
      next: ['Kommen Sie bitte an einem anderen Tag.', 'Oder wählen Sie ein anderes Anliegen.'],
      help: 'Ist es dringend? Dann fragen Sie an der Information.',
      confirm: 'Zum Menü',
      alternative: 'Anderes Anliegen',
    },
    'closed-day': {
      title: 'Heute ist alles geschlossen',
      happened: ['Heute gibt es keine Nummern.'],
      next: ['Kommen Sie bitte an einem anderen Tag.'],
      help: 'Fragen? Hilfe gibt es an der Information.',
      confirm: 'Zum Menü',
      alternative: 'Anderes Anliegen',
    },
    'switched-off': {
      title: 'Gerade gibt es keine Nummern',
      happened: ['Das Team vergibt dafür im Moment keine Nummern.'],
      next: AT_THE_DESK,
      help: 'Oder wählen Sie ein anderes Anliegen.',
      confirm: 'Zum Menü',
      alternative: 'Anderes Anliegen',
    },
    'no-tickets-left': {
      title: 'Für heute sind alle Nummern vergeben',
      happened: ['Mehr Menschen schaffen wir heute leider nicht.'],
      next: ['Kommen Sie bitte an einem anderen Tag.', 'Oder fragen Sie nach einem Termin.'],
      help: 'Ist es dringend? Dann fragen Sie an der Information.',
      confirm: 'Zum Menü',
      alternative: 'Anderes Anliegen',
    },
    'queue-unreachable': {
      title: 'Wir können gerade keine Nummer geben',
      happened: ['Das Netz ist im Moment gestört.', 'Sie haben keine Nummer bekommen.'],
      next: AT_THE_DESK,
      help: 'Es liegt nicht an Ihnen.',
      confirm: 'Zum Menü',
      alternative: 'Noch einmal versuchen',
    },
    'queue-not-admitted': {
      title: 'Dieses Terminal gibt keine Nummern',
      happened: ['Es ist noch nicht dafür eingerichtet.'],
      next: AT_THE_DESK,
      help: 'Alles andere im Menü geht wie immer.',
      confirm: 'Zum Menü',
      alternative: 'Noch einmal versuchen',
    },
    'unknown-code': {
      title: 'Diesen Code kennen wir nicht',
      happened: [
        'Vielleicht ist ein Zeichen falsch.',
        'Oder der Termin ist in einem anderen Haus.',
      ],
      next: [
        'Vergleichen Sie den Code mit Ihrer Bestätigung.',
        'Geben Sie ihn dann noch einmal ein.',
      ],
      help: 'Klappt es nicht? Dann hilft Ihnen die Information.',
      confirm: 'Code noch einmal eingeben',
      alternative: 'Nummer ziehen',
    },
    'unknown-scan': {
      title: 'Diesen QR-Code kennen wir nicht',
      happened: [
        'Vielleicht gehört er nicht zu einem Termin.',
        'Oder der Termin ist in einem anderen Haus.',
      ],
      next: [
        'Suchen Sie den QR-Code in Ihrer Bestätigung.',
        'Halten Sie ihn dann noch einmal vor den Leser.',
      ],
      help: 'Klappt es nicht? Dann hilft Ihnen die Information.',
      confirm: 'Noch einmal versuchen',
      alternative: 'Nummer ziehen',
    },
    'too-early': {
      title: 'Sie sind noch zu früh',
      happened: ['Ihr Termin ist vorgemerkt.', 'Anmelden können Sie sich erst später.'],
      next: ['Kommen Sie zu dieser Zeit wieder hierher.'],
      help: 'Möchten Sie nicht warten? Dann ziehen Sie eine Nummer.',
      confirm: 'Fertig',
      alternative: 'Nummer ziehen',
    },
    'appointment-over': {
      title: 'Dieser Termin ist vorbei',
      happened: ['Dafür kann man sich nicht mehr anmelden.'],
      next: ['Ziehen Sie bitte eine Nummer.', 'Damit kommen Sie heute noch an die Reihe.'],
      help: 'Stimmt das nicht? Dann fragen Sie an der Information.',
      confirm: 'Fertig',
      alternative: 'Nummer ziehen',
    },
    'check-in-unreachable': {
      title: 'Anmelden geht gerade nicht',
      happened: ['Das Netz ist im Moment gestört.', 'Sie sind noch nicht angemeldet.'],
      next: [
        'Ziehen Sie bitte eine Nummer.',
        'Sagen Sie am Schalter, dass Sie einen Termin haben.',
      ],
      help: 'Oder gehen Sie zur Information.',
      confirm: 'Fertig',
      alternative: 'Nummer ziehen',
    },
  }),
  /** What a time or a holiday in such a notice is about. */
  about: {
    opens: (time: string): string => `Nummern gibt es ab ${time}\u00a0Uhr.`,
    holiday: (name: string): string => `Heute ist: ${name}.`,
    checkIn: (time: string): string => `Anmelden ab: ${time}\u00a0Uhr`,
    appointment: (time: string): string => `Ihr Termin war: ${time}\u00a0Uhr`,
  },
  /** On paper, besides the words above. */
  slip: {
    number: 'Ihre Nummer',
    follow: 'Wie lange noch? Mit dem Handy ansehen.',
    drawn: 'Gezogen am',
    appointment: 'Angemeldet zum Termin',
  },
};
