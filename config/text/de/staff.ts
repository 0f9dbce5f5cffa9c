/** The page for the team: what the terminal needs, in plain words, and what to do about it. */
export const staff = {
  title: 'Terminal betreuen',
  terminal: {
    label: 'Zustand',
    free: 'Frei: wartet auf Besuch',
    'in-session': 'Besetzt: gerade wird es benutzt',
    'out-of-service': 'Außer Betrieb',
  },
  notices: 'Meldungen',
  nothing: 'Es liegt nichts vor.',
  since: 'seit',
  acknowledge: 'Erledigt',
  untilFixed: 'Die Meldung verschwindet von selbst, sobald das behoben ist.',
  needs: {
    'interrupted-transaction': {
      title: 'Ein Vorgang wurde unterbrochen',
      changed: [
        'Der Strom oder das Programm fiel mitten im Schreiben aus.',
        'Niemand weiß sicher, welche PIN der Ausweis jetzt hat.',
        'Bitten Sie die Person zum Terminal und wählen Sie „Ausweis prüfen“.',
        'Zuerst die neue PIN versuchen, danach die alte.',
        'Passt keine von beiden? Dann hilft „Neue PIN setzen“.',
      ],
      unchanged: [
        'Der Strom oder das Programm fiel während eines Vorgangs aus.',
        'Die PIN auf dem Ausweis ist nicht geändert.',
        'Die Person kann den Vorgang einfach neu beginnen.',
      ],
      transaction: 'Vorgangsnummer',
      service: 'Leistung',
      lastStep: 'Letzter Schritt',
    },
    'ticket-in-doubt': {
      title: 'Eine Nummer wurde vielleicht nicht gedruckt',
      todo: [
        'Der Strom oder das Programm fiel aus, während ein Ticket ausgegeben wurde.',
        'Fragen Sie am Terminal, wer auf ein Ticket wartet.',
        'Steht unten eine Nummer? Dann gilt sie, und die Person wird damit aufgerufen.',
        'Steht dort keine? Dann zieht die Person einfach ein neues Ticket.',
      ],
      number: 'Nummer',
    },
    'ticket-not-entered': {
      title: 'Eine Nummer wird nicht aufgerufen',
      todo: [
        'Sie wurde ohne Netz ausgegeben und konnte nicht nachgetragen werden.',
        'Rufen Sie die Nummer im Warteraum aus.',
        'Geben Sie der Person am Schalter ein neues Ticket mit Vorrang.',
      ],
      number: 'Nummer',
    },
    'paper-low': {
      title: 'Das Papier geht zu Ende',
      todo: ['Legen Sie bald eine neue Papierrolle ein.', 'Das Terminal läuft weiter.'],
    },
    printer: {
      title: 'Der Belegdrucker braucht Hilfe',
      after: 'Das Terminal läuft ohne Belege weiter.',
    },
    'reader-lost': {
      title: 'Das Lesegerät antwortet nicht',
      todo: [
        'Prüfen Sie, ob das Kabel des Lesegeräts steckt.',
        'Ziehen Sie das Kabel ab und stecken Sie es wieder ein.',
        'Hilft das nicht? Dann rufen Sie die IT an.',
      ],
    },
    'card-forgotten': {
      title: 'Ein Ausweis liegt noch auf dem Lesegerät',
      todo: [
        'Nehmen Sie den Ausweis an sich.',
        'Rufen Sie die Person auf oder geben Sie ihn ins Fundbüro.',
      ],
    },
    'chip-not-genuine': {
      title: 'Ein Ausweis hat die Echtheitsprüfung nicht bestanden',
      todo: [
        'Bitten Sie die Person freundlich an einen Schalter.',
        'Vielleicht ist nur der Chip defekt: Sprechen Sie keinen Verdacht aus.',
        'Prüfen Sie den Ausweis in Ruhe, auch ohne den Chip.',
        'Bleiben Zweifel? Dann holen Sie Ihre Leitung dazu.',
      ],
    },
  },
  printerFaults: {
    'paper-out': 'Das Papier ist leer. Legen Sie eine neue Rolle ein.',
    'cover-open': 'Die Klappe ist offen. Drücken Sie sie zu, bis es klickt.',
    cutter: 'Das Messer klemmt. Öffnen Sie die Klappe und entfernen Sie das Papier.',
    offline: 'Der Drucker antwortet nicht. Prüfen Sie Strom und Kabel.',
    mechanism: 'Der Drucker meldet einen Fehler. Schalten Sie ihn aus und wieder ein.',
  },
  unknownFault: 'Der Drucker meldet etwas Unbekanntes. Rufen Sie bitte die IT an.',
  steps: {
    none: 'noch keiner am Ausweis',
    'use-pin': 'PIN geprüft',
    'set-pin': 'neue PIN gespeichert',
    'reset-retry-counter': 'Sperre aufgehoben',
    'authenticate-terminal': 'Berechtigung vorgezeigt',
    'activate-eid': 'Online-Ausweis eingeschaltet',
    'deactivate-eid': 'Online-Ausweis ausgeschaltet',
  },
  reset: {
    button: 'Terminal zurücksetzen',
    title: 'Das Terminal wirklich zurücksetzen?',
    text: [
      'Ein laufender Besuch endet sofort.',
      'Alle Eingaben werden gelöscht.',
      'Gespeicherte Vorgänge bleiben erhalten.',
    ],
    confirm: 'Ja, zurücksetzen',
    cancel: 'Nein, weiterlaufen lassen',
  },
};
