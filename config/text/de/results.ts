import { resultTexts } from '../shape.ts';

/** How a service ended. Screen and receipt use the same words. */
export const results = resultTexts({
  'pin-changed': {
    title: 'Ihre PIN ist geändert',
    detail: ['Die alte PIN gilt nicht mehr.'],
    next: ['Nutzen Sie ab jetzt nur die neue PIN.', 'Bewahren Sie die PIN nicht beim Ausweis auf.'],
  },
  'pin-unblocked': {
    title: 'Ihre PIN ist entsperrt',
    detail: ['Sie haben wieder drei Versuche.'],
    next: [
      'Es gilt die PIN, die Sie früher gewählt haben.',
      'PIN vergessen? Dann gehen Sie bitte zur Information.',
    ],
  },
  'pin-verified': {
    title: 'Ihre PIN stimmt',
    detail: ['Die Online-Ausweisfunktion ist bereit.'],
    next: ['Sie können sich jetzt im Internet ausweisen.'],
  },
  'transport-pin-verified': {
    title: 'Ihre Transport-PIN stimmt',
    detail: ['Sie ist nur für den Anfang.'],
    next: [
      'Wählen Sie nun eine eigene PIN mit 6\u00a0Ziffern.',
      'Das geht hier am Terminal unter PIN ändern.',
    ],
  },
  'card-checked': {
    title: 'Ihr Ausweis ist geprüft',
    detail: ['Die Online-Ausweisfunktion ist eingeschaltet.', 'Die PIN ist nicht gesperrt.'],
    next: ['Sie können sich mit Ihrer PIN im Internet ausweisen.'],
  },
  cancelled: {
    title: 'Sie haben abgebrochen',
    detail: ['Ihre PIN ist nicht geändert.', 'Ihre Eingaben sind gelöscht.'],
    next: ['Sie können jederzeit neu beginnen.'],
  },
  'pin-blocked': {
    title: 'Ihre PIN ist gesperrt',
    detail: ['Im Internet können Sie sich gerade nicht ausweisen.'],
    next: [
      'Suchen Sie die Entsperrnummer (PUK) in Ihrem PIN-Brief.',
      'Damit entsperren Sie die PIN hier am Terminal.',
      'Ohne PUK hilft Ihnen die Information.',
    ],
  },
  'pin-suspended': {
    title: 'Ihre PIN hat noch einen Versuch',
    detail: ['Ist die PIN noch einmal falsch, wird sie gesperrt.'],
    next: [
      'Vor der PIN brauchen Sie die Zugangsnummer (CAN).',
      'Sie steht vorne auf dem Ausweis, unten rechts.',
      'PIN vergessen? Dann gehen Sie bitte zur Information.',
    ],
  },
  'puk-spent': {
    title: 'Die Entsperrnummer ist aufgebraucht',
    detail: ['Ihre PIN bleibt gesperrt.'],
    next: ['Gehen Sie bitte zur Information.', 'An einem Schalter bekommen Sie eine neue PIN.'],
  },
  'function-off': {
    title: 'Die Online-Ausweisfunktion ist ausgeschaltet',
    detail: ['Ihr Ausweis gilt sonst wie bisher.'],
    next: ['Gehen Sie bitte zur Information.', 'Das Team sagt Ihnen, wie es weitergeht.'],
  },
  'card-removed': {
    title: 'Wir haben hier beendet',
    detail: ['Der Ausweis lag nicht mehr auf.', 'Ihre PIN ist nicht geändert.'],
    next: ['Sie können jederzeit neu beginnen.'],
  },
  'card-removed-while-setting-pin': {
    title: 'Es ist unklar, welche PIN gilt',
    detail: ['Die Verbindung brach beim Speichern ab.'],
    next: [
      'Gehen Sie bitte zur Information.',
      'Oder prüfen Sie Ihre PIN hier am Terminal.',
      'Nehmen Sie dafür zuerst die neue PIN.',
    ],
  },
  'card-fault': {
    title: 'Das hat leider nicht geklappt',
    detail: ['Der Ausweis ließ sich nicht richtig lesen.'],
    next: ['Gehen Sie bitte zur Information.', 'Das Team prüft Ihren Ausweis.'],
  },
  'reader-lost': {
    title: 'Das Lesegerät ist ausgefallen',
    detail: ['Ihr Ausweis ist in Ordnung.', 'Ihre PIN ist nicht geändert.'],
    next: ['Gehen Sie bitte zur Information.'],
  },
  'terminal-fault': {
    title: 'Das Terminal kann gerade nichts tun',
    detail: ['Ihr Ausweis ist in Ordnung.', 'Ihre PIN ist nicht geändert.'],
    next: ['Gehen Sie bitte zur Information.'],
  },
  expired: {
    title: 'Die Zeit ist abgelaufen',
    detail: ['Niemand hat etwas gedrückt.', 'Ihre Eingaben sind gelöscht.'],
    next: ['Sie können jederzeit neu beginnen.'],
  },
});
