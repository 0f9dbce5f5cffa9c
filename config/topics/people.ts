import type { Topic } from '../catalogue.ts';

export function identity(): Topic[] {
  const of = { group: 'identity', serviceId: 'identity-card' };
  return [
    {
      id: 'id-card-new',
      ...of,
      title: { de: 'Personalausweis beantragen', en: 'Apply for an ID card' },
      words: {
        de: ['neuer Ausweis', 'Perso', 'Ausweis abgelaufen', 'verlängern', 'erneuern'],
        en: ['new identity card', 'renew', 'expired', 'identification'],
      },
    },
    {
      id: 'id-card-collect',
      ...of,
      title: { de: 'Ausweis oder Pass abholen', en: 'Collect an ID card or passport' },
      words: {
        de: [
          'Abholung',
          'fertig',
          'Personalausweis mitnehmen',
          'Reisepass abholen',
          'Brief bekommen',
        ],
        en: ['pick up', 'ready', 'get my passport', 'identity card collection'],
      },
    },
    {
      id: 'id-card-lost',
      ...of,
      title: { de: 'Ausweis verloren oder gestohlen', en: 'ID card lost or stolen' },
      words: {
        de: [
          'Verlust',
          'geklaut',
          'Diebstahl',
          'Pass weg',
          'wiedergefunden',
          'Geldbeutel',
          'sperren',
        ],
        en: ['loss', 'theft', 'wallet', 'found again', 'passport missing', 'block'],
      },
    },
    {
      id: 'passport',
      ...of,
      title: { de: 'Reisepass beantragen', en: 'Apply for a passport' },
      words: {
        de: ['neuer Pass', 'Urlaub', 'Visum', 'Expresspass', 'USA', 'Flug'],
        en: ['travel document', 'holiday', 'express passport', 'renew', 'flight', 'visa'],
      },
    },
    {
      id: 'temporary-id',
      ...of,
      title: { de: 'Vorläufiger Ausweis oder Pass', en: 'Temporary ID card or passport' },
      words: {
        de: [
          'sofort',
          'dringend',
          'eilig',
          'schnell',
          'heute noch',
          'Ersatzausweis',
          'Reise morgen',
        ],
        en: ['urgent', 'emergency', 'provisional', 'quick', 'today', 'tomorrow'],
      },
    },
  ];
}

export function onlineId(): Topic[] {
  const of = { group: 'online-id', serviceId: 'identity-card' };
  return [
    {
      id: 'pin-forgotten',
      ...of,
      title: { de: 'PIN vergessen', en: 'Forgotten PIN' },
      words: {
        de: [
          'neue PIN',
          'PIN zurücksetzen',
          'PIN-Brief verloren',
          'Geheimzahl',
          'Passwort Ausweis',
        ],
        en: ['reset PIN', 'new PIN', 'lost PIN letter', 'password', 'code'],
      },
      here: ['reset-pin'],
    },
    {
      id: 'pin-blocked',
      ...of,
      title: { de: 'PIN gesperrt', en: 'Blocked PIN' },
      words: {
        de: ['entsperren', 'PUK', 'dreimal falsch', 'PIN falsch eingegeben', 'blockiert'],
        en: ['unblock', 'locked', 'PUK', 'wrong three times'],
      },
      here: ['unblock-pin', 'reset-pin'],
    },
    {
      id: 'pin-change',
      ...of,
      title: { de: 'PIN ändern oder erste PIN setzen', en: 'Change PIN or set first PIN' },
      words: {
        de: ['Transport-PIN', 'PIN-Brief', 'fünfstellig', 'andere PIN', 'wechseln'],
        en: ['transport PIN', 'letter', 'five digits', 'different PIN'],
      },
      here: ['change-pin'],
    },
    {
      id: 'online-id-activate',
      ...of,
      title: { de: 'Online-Ausweis einschalten', en: 'Switch on the online ID' },
      words: {
        de: [
          'eID',
          'Onlinefunktion',
          'aktivieren',
          'freischalten',
          'BundID',
          'digitaler Ausweis',
          'AusweisApp',
        ],
        en: ['activate', 'eID', 'enable', 'digital identity', 'online function'],
      },
      here: ['activate-eid', 'check-card'],
    },
  ];
}

export function family(): Topic[] {
  const of = { group: 'family', serviceId: 'identity-card' };
  return [
    {
      id: 'child-passport',
      ...of,
      title: { de: 'Ausweis oder Pass für ein Kind', en: 'ID card or passport for a child' },
      words: {
        de: ['Kinderreisepass', 'Kinderausweis', 'Baby', 'Tochter', 'Sohn', 'Säugling'],
        en: ['child passport', 'children', 'baby', 'daughter', 'son', 'kids'],
      },
    },
    {
      id: 'child-registration',
      ...of,
      serviceId: 'registration',
      title: { de: 'Kind an- oder ummelden', en: 'Register a child’s address' },
      words: {
        de: ['Geburt', 'Neugeborenes', 'Kind umgezogen', 'Kinder anmelden'],
        en: ['birth', 'newborn', 'child moved'],
      },
    },
    {
      id: 'name-change',
      ...of,
      title: { de: 'Neuer Name nach Heirat', en: 'New name after a wedding' },
      words: {
        de: ['geheiratet', 'Hochzeit', 'Scheidung', 'Nachname', 'Namensänderung', 'Ehe'],
        en: ['married', 'marriage', 'divorce', 'surname', 'name change'],
      },
    },
    {
      id: 'family-certificate',
      ...of,
      serviceId: 'certificate',
      title: { de: 'Bescheinigung für die ganze Familie', en: 'Certificate for the whole family' },
      words: {
        de: [
          'Haushaltsbescheinigung',
          'Kindergeld',
          'Lebensbescheinigung',
          'Rente',
          'Meldebescheinigung Familie',
        ],
        en: ['household certificate', 'child benefit', 'life certificate', 'pension'],
      },
    },
  ];
}
