import { resultTexts } from '../shape.ts';

const AT_THE_DESK = ['Gehen Sie bitte zur Information.', 'Ein Schalter hilft Ihnen weiter.'];

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
      'PIN vergessen? Dann setzen Sie hier eine neue PIN.',
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
      'Ohne PUK setzen Sie hier eine neue PIN.',
    ],
  },
  'pin-suspended': {
    title: 'Ihre PIN hat noch einen Versuch',
    detail: ['Ist die PIN noch einmal falsch, wird sie gesperrt.'],
    next: [
      'Vor der PIN brauchen Sie die Zugangsnummer (CAN).',
      'Sie steht vorne auf dem Ausweis, unten rechts.',
      'PIN vergessen? Dann setzen Sie hier eine neue PIN.',
    ],
  },
  'puk-spent': {
    title: 'Die Entsperrnummer ist aufgebraucht',
    detail: ['Ihre PIN bleibt gesperrt.'],
    next: ['Hier am Terminal setzen Sie eine neue PIN.', 'Oder gehen Sie zur Information.'],
  },
  'function-off': {
    title: 'Die Online-Ausweisfunktion ist ausgeschaltet',
    detail: ['Ihr Ausweis gilt sonst wie bisher.'],
    next: ['Hier am Terminal schalten Sie sie ein.', 'Oder gehen Sie zur Information.'],
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
  'eid-activated': {
    title: 'Ihr Online-Ausweis ist eingeschaltet',
    detail: ['Ihre neue PIN ist gespeichert und geprüft.'],
    next: [
      'Sie können sich jetzt im Internet ausweisen.',
      'Nutzen Sie dafür Ihre neue PIN.',
      'Bewahren Sie die PIN nicht beim Ausweis auf.',
    ],
  },
  'pin-set': {
    title: 'Ihre neue PIN gilt',
    detail: ['Sie ist gespeichert und geprüft.', 'Frühere PINs gelten nicht mehr.'],
    next: ['Nutzen Sie ab jetzt nur die neue PIN.', 'Bewahren Sie die PIN nicht beim Ausweis auf.'],
  },
  'refused-person-differs': {
    title: 'Wir klären das gern am Schalter',
    detail: ['Ältere Fotos lassen sich oft schwer vergleichen.', 'Ihr Ausweis bleibt, wie er ist.'],
    next: AT_THE_DESK,
  },
  'refused-card-not-valid': {
    title: 'Wir sehen uns Ihren Ausweis am Schalter an',
    detail: ['Hier am Terminal geht es damit nicht weiter.', 'Ihr Ausweis bleibt, wie er ist.'],
    next: AT_THE_DESK,
  },
  'refused-card-of-another': {
    title: 'Das geht nur mit dem eigenen Ausweis',
    detail: ['Für andere Personen berät Sie das Team.', 'Der Ausweis bleibt, wie er ist.'],
    next: AT_THE_DESK,
  },
  'refused-not-possible-now': {
    title: 'Das geht gerade leider nicht',
    detail: ['Das Team kann im Moment nicht bestätigen.', 'Ihr Ausweis bleibt, wie er ist.'],
    next: AT_THE_DESK,
  },
  unanswered: {
    title: 'Es war leider niemand frei',
    detail: ['Das tut uns leid.', 'Ihr Ausweis bleibt, wie er ist.'],
    next: AT_THE_DESK,
  },
  'central-unreachable': {
    title: 'Das Terminal erreicht das Team nicht',
    detail: ['Das Netz ist gestört.', 'Ihre PIN ist nicht geändert.'],
    next: AT_THE_DESK,
  },
  'not-admitted': {
    title: 'Das geht an diesem Terminal nicht',
    detail: ['Ihr Ausweis ist in Ordnung.', 'Ihre PIN ist nicht geändert.'],
    next: AT_THE_DESK,
  },
  'document-expired': {
    title: 'Ihr Ausweis ist abgelaufen',
    detail: ['Eine neue PIN lässt sich darauf nicht mehr setzen.'],
    next: [
      'Beantragen Sie bitte einen neuen Ausweis.',
      'Die Information sagt Ihnen, wie das geht.',
    ],
  },
  'holder-too-young': {
    title: 'Den Online-Ausweis gibt es ab 16\u00a0Jahren',
    detail: ['Bis dahin lässt er sich nicht einschalten.', 'Der Ausweis gilt sonst wie bisher.'],
    next: ['Kommen Sie danach gern wieder.', 'Fragen? Die Information hilft Ihnen.'],
  },
  'wrong-can-repeatedly': {
    title: 'Die Zugangsnummer passte nicht',
    detail: [
      'Sie ist klein gedruckt und oft schwer zu lesen.',
      'Ihre PIN hat dadurch keinen Versuch verloren.',
    ],
    next: ['Gehen Sie bitte zur Information.', 'Das Team liest die Nummer mit Ihnen ab.'],
  },
  'chip-not-genuine': {
    title: 'Ihr Ausweis konnte hier nicht geprüft werden',
    detail: ['Das kann verschiedene Gründe haben.', 'Ihr Ausweis bleibt, wie er ist.'],
    next: AT_THE_DESK,
  },
  'terminal-not-accepted': {
    title: 'Ihr Ausweis lässt sich hier nicht umstellen',
    detail: ['Das liegt nicht an Ihnen.', 'Ihr Ausweis bleibt, wie er ist.'],
    next: AT_THE_DESK,
  },
  'activated-without-pin': {
    title: 'Ihr Online-Ausweis ist noch nicht ganz fertig',
    detail: [
      'Er ist wahrscheinlich schon eingeschaltet.',
      'Die neue PIN ist noch nicht sicher gespeichert.',
    ],
    next: ['Gehen Sie bitte zur Information.', 'Oder setzen Sie hier noch einmal eine neue PIN.'],
  },
  'pin-not-proven': {
    title: 'Die neue PIN ließ sich nicht prüfen',
    detail: ['Gespeichert ist sie vielleicht trotzdem.', 'Das Team prüft das mit Ihnen.'],
    next: ['Gehen Sie bitte zur Information.', 'Oder prüfen Sie Ihren Ausweis hier am Terminal.'],
  },
  expired: {
    title: 'Die Zeit ist abgelaufen',
    detail: ['Niemand hat etwas gedrückt.', 'Ihre Eingaben sind gelöscht.'],
    next: ['Sie können jederzeit neu beginnen.'],
  },
});
