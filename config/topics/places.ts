import type { Topic } from '../catalogue.ts';

export function residence(): Topic[] {
  const of = { group: 'residence', serviceId: 'registration' };
  return [
    {
      id: 'move-in',
      ...of,
      title: { de: 'Wohnung anmelden oder ummelden', en: 'Register a new address' },
      words: {
        de: [
          'umgezogen',
          'Umzug',
          'zugezogen',
          'neue Adresse',
          'Anmeldung',
          'Ummeldung',
          'Wohnsitz',
          'WG',
          'Einzug',
        ],
        en: ['moved', 'moving house', 'change of address', 'registration', 'new flat', 'Anmeldung'],
      },
    },
    {
      id: 'move-abroad',
      ...of,
      title: { de: 'Abmelden ins Ausland', en: 'Deregister when moving abroad' },
      words: {
        de: ['Abmeldung', 'auswandern', 'wegziehen', 'ausziehen', 'Auszug', 'Wohnung abmelden'],
        en: ['leave Germany', 'emigrate', 'deregistration', 'moving away', 'Abmeldung'],
      },
    },
    {
      id: 'second-home',
      ...of,
      title: { de: 'Zweitwohnung, Nebenwohnung', en: 'Second home' },
      words: {
        de: ['Nebenwohnsitz', 'Hauptwohnung', 'zweiter Wohnsitz', 'Ferienwohnung'],
        en: ['secondary residence', 'main residence', 'second flat'],
      },
    },
    {
      id: 'landlord-confirmation',
      ...of,
      title: {
        de: 'Bescheinigung vom Vermieter nachreichen',
        en: 'Hand in the landlord’s confirmation',
      },
      words: {
        de: ['Wohnungsgeberbestätigung', 'Vermieter', 'Mietvertrag', 'Unterlagen abgeben'],
        en: ['landlord', 'rental contract', 'hand in papers', 'proof'],
      },
    },
    {
      id: 'data-blocking',
      ...of,
      title: { de: 'Auskunft sperren lassen', en: 'Block disclosure of my data' },
      words: {
        de: ['Auskunftssperre', 'Übermittlungssperre', 'Datenschutz', 'Werbung', 'Adresse geheim'],
        en: ['privacy', 'data protection', 'secret address', 'advertising'],
      },
    },
  ];
}

export function vehicles(): Topic[] {
  const of = { group: 'vehicles', serviceId: 'parking' };
  return [
    {
      id: 'parking-permit',
      ...of,
      title: { de: 'Parkausweis für Bewohner', en: 'Residents’ parking permit' },
      words: {
        de: ['Anwohnerparken', 'Bewohnerparkausweis', 'parken', 'Parkplatz', 'Parkzone'],
        en: ['park my car', 'resident', 'parking space', 'zone'],
      },
    },
    {
      id: 'parking-disabled',
      ...of,
      title: { de: 'Parkausweis bei Behinderung', en: 'Disabled parking permit' },
      words: {
        de: [
          'Schwerbehinderung',
          'Behindertenparkplatz',
          'blauer Parkausweis',
          'Rollstuhl',
          'aG',
          'blind',
        ],
        en: ['blue badge', 'disability', 'wheelchair'],
      },
    },
    {
      id: 'vehicle-address',
      ...of,
      title: { de: 'Adresse im Fahrzeugschein ändern', en: 'Change address in vehicle papers' },
      words: {
        de: ['Auto ummelden', 'Zulassung', 'Kfz', 'Kennzeichen', 'Fahrzeug', 'Motorrad'],
        en: ['car registration', 'vehicle', 'number plate', 'motorcycle', 'logbook'],
      },
    },
    {
      id: 'driving-licence',
      ...of,
      title: { de: 'Führerschein umtauschen', en: 'Exchange a driving licence' },
      words: {
        de: [
          'Kartenführerschein',
          'alter Führerschein',
          'Fahrerlaubnis',
          'Lappen',
          'Fahrschule',
          'internationaler Führerschein',
        ],
        en: ['driver’s license', 'international driving permit', 'foreign licence'],
      },
    },
  ];
}

export function documents(): Topic[] {
  const of = { group: 'documents', serviceId: 'certificate' };
  return [
    {
      id: 'good-conduct',
      ...of,
      title: { de: 'Führungszeugnis', en: 'Certificate of good conduct' },
      words: {
        de: ['polizeiliches', 'Vorstrafen', 'Arbeitgeber', 'erweitertes', 'Ehrenamt', 'Verein'],
        en: ['police clearance', 'criminal record', 'employer', 'background check', 'volunteer'],
      },
    },
    {
      id: 'registration-certificate',
      ...of,
      title: { de: 'Meldebescheinigung', en: 'Proof of registration' },
      words: {
        de: [
          'Wohnsitzbescheinigung',
          'Nachweis Adresse',
          'Bestätigung Wohnsitz',
          'Meldebestätigung',
        ],
        en: ['certificate of residence', 'proof of address', 'Meldebescheinigung'],
      },
    },
    {
      id: 'certified-copy',
      ...of,
      title: { de: 'Kopie oder Unterschrift beglaubigen', en: 'Certify a copy or signature' },
      words: {
        de: ['Beglaubigung', 'Zeugnis kopieren', 'amtlich', 'Stempel'],
        en: ['certified copy', 'authenticate', 'notarise', 'diploma', 'stamp'],
      },
    },
    {
      id: 'trade-register',
      ...of,
      title: { de: 'Auskunft aus dem Gewerberegister', en: 'Trade register extract' },
      words: {
        de: ['Gewerbezentralregister', 'Gewerbe', 'Firma', 'selbstständig'],
        en: ['business', 'company', 'self-employed'],
      },
    },
    {
      id: 'person-search',
      ...of,
      title: { de: 'Auskunft über eine Person', en: 'Information about a person' },
      words: {
        de: ['Melderegisterauskunft', 'Adresse suchen', 'jemanden finden', 'Einwohner'],
        en: ['find somebody', 'search an address', 'register information'],
      },
    },
  ];
}
