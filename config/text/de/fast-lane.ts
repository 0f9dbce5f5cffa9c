import { headedTexts } from '../shape.ts';

/** The services that a member of staff confirms while the visitor types. */
export const fastLane = {
  intro: {
    title: 'So läuft es ab',
    duration: 'Das dauert etwa zwei\u00a0Minuten.',
    steps: headedTexts({
      type: {
        title: 'Sie tippen',
        text: ['Zuerst die Zugangsnummer (CAN) vom Ausweis.', 'Dann zweimal Ihre neue PIN.'],
      },
      confirm: {
        title: 'Jemand vom Team bestätigt',
        text: ['Wir vergleichen Sie mit dem Foto.'],
      },
      unlock: {
        title: 'Ihr Ausweis wird umgestellt',
        text: ['Erst jetzt ändert sich der Ausweis.'],
      },
    }),
    why: headedTexts({
      staff: {
        title: 'Warum schaut jemand hin?',
        text: ['Nur Sie dürfen Ihren Ausweis umstellen.', 'Ihre PIN sieht dabei niemand.'],
      },
    }),
    hands: {
      title: 'Bitte währenddessen',
      card: 'Lassen Sie den Ausweis liegen.',
      face: 'Zeigen Sie Ihr Gesicht.',
      hands: 'Halten Sie die Hände frei.',
    },
    confirm: 'Jetzt beginnen',
  },
  waiting: {
    title: 'Wir warten auf die Bestätigung',
    text: [
      'Sie müssen gerade nichts tun.',
      'Jemand vom Team sieht gleich nach Ihnen.',
      'Schauen Sie gern zum Schalter.',
      'Lassen Sie den Ausweis bitte liegen.',
    ],
    privacy: 'Ihre PIN sieht dabei niemand.',
  },
  callSign: 'Ihr Aufrufzeichen',
  steps: { type: 'Eintippen', confirm: 'Bestätigen', unlock: 'Umstellen' },
  done: 'erledigt',
  status: {
    waiting: 'Das Team ist benachrichtigt.',
    escalated: 'Wir rufen noch jemanden dazu.',
    taken: 'Jemand prüft gerade.',
    approved: 'Das Team hat bestätigt.',
    again: 'Danach fragen wir noch einmal.',
  },
};
