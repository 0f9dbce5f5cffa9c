import { describe, expect, it } from 'vitest';
import { DEFAULT_CATALOGUE } from '../config/default-catalogue.ts';
import { findTopics } from './find-topic.ts';

/** What people say at the information desk, and how they type it. */
const PHRASES: readonly (readonly [typed: string, ...topics: string[]])[] = [
  ['Ausweis verloren', 'id-card-lost'],
  ['ausweiß ferloren', 'id-card-lost'],
  ['Ich habe meinen Ausweis verloren', 'id-card-lost'],
  ['Perso weg', 'id-card-lost', 'id-card-new'],
  ['Geldbeutel geklaut', 'id-card-lost'],
  ['Pass gestohlen', 'id-card-lost'],
  ['Diebstahl', 'id-card-lost'],
  ['neuer Ausweis', 'id-card-new'],
  ['Personalausweis', 'id-card-new'],
  ['personalausweis verlängern', 'id-card-new'],
  ['Perso abgelaufen', 'id-card-new'],
  ['verlaengern', 'id-card-new'],
  ['Ausweis abholen', 'id-card-collect'],
  ['Reisepass abholen', 'id-card-collect'],
  ['Abholung', 'id-card-collect'],
  ['Reisepass', 'passport'],
  ['Reisepas', 'passport'],
  ['neuer Reisepass', 'passport'],
  ['Pass für die USA', 'passport'],
  ['vorläufiger Reisepass', 'temporary-id'],
  ['vorlaufiger ausweis', 'temporary-id'],
  ['brauche dringend einen Pass', 'temporary-id'],
  ['Kinderreisepass', 'child-passport'],
  ['Ausweis für mein Kind', 'child-passport'],
  ['Kinderausweis', 'child-passport'],
  ['PIN vergessen', 'pin-forgotten'],
  ['neue PIN', 'pin-forgotten'],
  ['Pin gesperrt', 'pin-blocked'],
  ['PUK', 'pin-blocked'],
  ['PIN dreimal falsch', 'pin-blocked'],
  ['PIN ändern', 'pin-change'],
  ['pin aendern', 'pin-change'],
  ['Transport PIN', 'pin-change'],
  ['Online-Ausweis', 'online-id-activate'],
  ['eID aktivieren', 'online-id-activate'],
  ['freischalten', 'online-id-activate'],
  ['umgezogen', 'move-in'],
  ['ich bin umgezogen', 'move-in'],
  ['Umzug', 'move-in'],
  ['umzuk', 'move-in'],
  ['neue Adresse', 'move-in'],
  ['Wohnung anmelden', 'move-in'],
  ['ummelden', 'move-in'],
  ['abmelden', 'move-abroad'],
  ['auswandern', 'move-abroad'],
  ['Zweitwohnung', 'second-home'],
  ['Nebenwohnsitz', 'second-home'],
  ['Wohnungsgeberbestätigung', 'landlord-confirmation'],
  ['Auskunftssperre', 'data-blocking'],
  ['Parkausweis', 'parking-permit'],
  ['Parkausweiß', 'parking-permit'],
  ['Anwohnerparken', 'parking-permit'],
  ['Bewohnerparkausweis', 'parking-permit'],
  ['Parkausweis Behinderung', 'parking-disabled'],
  ['Schwerbehindert', 'parking-disabled'],
  ['Auto ummelden', 'vehicle-address'],
  ['Fahrzeugschein', 'vehicle-address'],
  ['Führerschein', 'driving-licence'],
  ['Fuehrerschein', 'driving-licence'],
  ['Fuhrerschein umtauschen', 'driving-licence'],
  ['Führungszeugnis', 'good-conduct'],
  ['Fuehrungszeugniss', 'good-conduct'],
  ['polizeiliches Führungszeugnis', 'good-conduct'],
  ['Meldebescheinigung', 'registration-certificate'],
  ['Meldebestätigung', 'registration-certificate'],
  ['beglaubigen', 'certified-copy'],
  ['beglaubigte Kopie', 'certified-copy'],
  ['Gewerbe', 'trade-register'],
  ['geheiratet', 'name-change'],
  ['neuer Name', 'name-change'],
  ['Baby anmelden', 'child-registration'],
  ['Haushaltsbescheinigung', 'family-certificate'],
  ['lost my ID card', 'id-card-lost'],
  ['wallet stolen', 'id-card-lost'],
  ['I have moved', 'move-in'],
  ['change of address', 'move-in', 'vehicle-address'],
  ['Anmeldung', 'move-in'],
  ['parking', 'parking-permit'],
  ['new passport', 'passport'],
  ['forgot my PIN', 'pin-forgotten'],
  ['driving license', 'driving-licence'],
  ['police clearance', 'good-conduct'],
  ['proof of address', 'registration-certificate'],
  ['got married', 'name-change'],
];

describe('everyday words', () => {
  it.each(PHRASES)('%s', (typed, ...topics) => {
    const found = findTopics(DEFAULT_CATALOGUE.topics, typed, 3).map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining(topics));
  });

  it('find first what is meant, nearly always', () => {
    const missed = PHRASES.filter(
      ([typed, first]) => findTopics(DEFAULT_CATALOGUE.topics, typed, 1)[0]?.id !== first,
    );
    expect(missed.length / PHRASES.length, String(missed)).toBeLessThan(0.05);
  });

  it('show what is meant while it is being typed', () => {
    for (const typed of ['umgez', 'Führ', 'Parkau', 'verlo', 'Meldeb']) {
      expect(findTopics(DEFAULT_CATALOGUE.topics, typed, 3)).not.toEqual([]);
    }
  });

  it('that mean nothing here find nothing', () => {
    for (const typed of ['', '   ', '–', 'xqzvw']) {
      expect(findTopics(DEFAULT_CATALOGUE.topics, typed, 3)).toEqual([]);
    }
  });
});
