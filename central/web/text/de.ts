import type { FastLaneRequest, RefusalReason } from '../../contract/fast-lane.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Alarm } from '../../contract/staff.ts';
import type { ThingSeen } from '../desk/desk-state.ts';
import type { ShortcutAction } from '../keys/key-map.ts';
import { deQueue } from './de-queue.ts';
import { deReport } from './de-report.ts';
import { deSetUp } from './de-set-up.ts';

/** German, the original: for staff at a desk, in the words they use among each other. */

type Phrases<Key extends string> = Readonly<Record<Key, string>>;

const services: Phrases<FastLaneRequest['service']> = {
  'activate-eid': 'Online-Ausweisfunktion einschalten',
  'reset-pin': 'Neue PIN setzen',
};

const pinStates: Phrases<FastLaneRequest['pinState']> = {
  operational: 'PIN nicht gesperrt',
  suspended: 'PIN: nur noch ein Versuch',
  blocked: 'PIN gesperrt',
  deactivated: 'Online-Funktion ausgeschaltet',
};

const reasons: Phrases<RefusalReason> = {
  'person-differs': 'Person und Foto passen nicht zusammen',
  'card-not-valid': 'Ausweis ist nicht gültig oder beschädigt',
  'card-of-another': 'Ausweis gehört einer anderen Person',
  'not-possible-now': 'Gerade nicht möglich, bitte an den Schalter',
};

const seen: Phrases<ThingSeen> = {
  'person-matches-photo': 'Die Person stimmt mit dem Foto überein.',
  'card-valid': 'Der Ausweis ist gültig und unbeschädigt.',
  'card-belongs-to-person': 'Der Ausweis gehört dieser Person.',
};

const alarms: Readonly<Record<Alarm['kind'], { title: string; todo: readonly string[] }>> = {
  'chip-not-genuine': {
    title: 'Ein Ausweis hat die Echtheitsprüfung nicht bestanden',
    todo: [
      'Bitten Sie die Person freundlich an einen Schalter.',
      'Vielleicht ist nur der Chip defekt: Sprechen Sie keinen Verdacht aus.',
      'Prüfen Sie den Ausweis in Ruhe, auch ohne den Chip.',
      'Bleiben Zweifel? Dann holen Sie Ihre Leitung dazu.',
    ],
  },
  'certificate-ends-soon': {
    title: 'Das Zertifikat der Zentrale läuft bald ab',
    todo: ['Die IT muss ein neues einspielen. Bis dahin läuft alles weiter.'],
  },
  'authority-key-in-file': {
    title: 'Der Schlüssel der Zentrale liegt in einer Datei',
    todo: ['Das ist nur zum Ausprobieren erlaubt.'],
  },
};

const results: Readonly<Record<string, string>> = {
  'eid-activated': 'Eingeschaltet und PIN gesetzt',
  'pin-set': 'PIN gesetzt',
  cancelled: 'Abgebrochen',
  unanswered: 'Nicht beantwortet',
  'card-checked': 'Ausweis nur geprüft',
  'card-removed': 'Ausweis weggenommen, nichts geändert',
  'card-removed-while-setting-pin': 'Ausweis beim Setzen der PIN weggenommen',
  'card-fault': 'Ausweis antwortet nicht richtig',
  'reader-lost': 'Kartenleser ausgefallen',
  'terminal-fault': 'Fehler am Terminal',
  'central-unreachable': 'Zentrale war nicht erreichbar',
  'not-admitted': 'Von der Zentrale nicht zugelassen',
  'document-expired': 'Ausweis abgelaufen',
  'holder-too-young': 'Person ist zu jung',
  'wrong-can-repeatedly': 'Zugangsnummer mehrfach falsch',
  'chip-not-genuine': 'Echtheitsprüfung nicht bestanden',
  'terminal-not-accepted': 'Ausweis nimmt das Terminal nicht an',
  'activated-without-pin': 'Eingeschaltet, aber noch ohne neue PIN',
  'pin-not-proven': 'Neue PIN ließ sich nicht nachprüfen',
  expired: 'Genehmigung abgelaufen',
  'refused-person-differs': 'Abgelehnt',
  'refused-card-not-valid': 'Abgelehnt',
  'refused-card-of-another': 'Abgelehnt',
  'refused-not-possible-now': 'Abgelehnt',
};

const documents: Readonly<Record<string, string>> = {
  ID: 'Personalausweis',
  UB: 'eID-Karte für Unionsbürger',
};

const refused: { readonly [Code in ProblemCode]?: string } = {
  'sign-in-wrong': 'Name oder Passwort stimmt nicht.',
  'too-many-requests': 'Die Zentrale ist gerade ausgelastet. Bitte gleich noch einmal.',
  'role-missing': 'Ihr Konto darf das nicht.',
  'counter-missing': 'Wählen Sie zuerst Ihren Schalter.',
  csrf: 'Ihre Anmeldung hat sich geändert. Bitte noch einmal.',
  'not-found': 'Das gibt es nicht mehr.',
  malformed: 'Diese Angabe nimmt die Zentrale nicht an.',
  conflict: 'Das geht inzwischen nicht mehr. Die Liste zeigt den neuen Stand.',
  'service-not-offered': 'Diese Leistung gibt es hier nicht mehr.',
};

const refusedRequest: { readonly [Code in ProblemCode]?: (callSign: string) => string } = {
  conflict: (callSign) =>
    `${callSign} hat sich inzwischen geändert. Die Liste zeigt den neuen Stand.`,
  'taken-by-another': (callSign) => `${callSign} hat inzwischen jemand anderes übernommen.`,
  'not-found': (callSign) => `${callSign} gibt es nicht mehr.`,
};

const shortcuts: Phrases<ShortcutAction<'lane'>> = {
  move: 'In der Liste auf und ab',
  open: 'Markierte Anfrage übernehmen, Knopf drücken',
  answer: 'Markierte oder älteste Anfrage übernehmen und genehmigen',
  refuse: 'Ebenso, aber ablehnen',
  'give-back': 'Übernommene Anfrage zurückgeben',
  continue: 'Anfrage gehört zu einer wartenden Nummer',
  tick: 'Häkchen setzen oder Grund wählen',
  queue: 'Zum Aufruf',
  back: 'Zurück, Meldung schließen',
  sound: 'Ton an oder aus',
  help: 'Diese Übersicht',
};

export const de = {
  language: 'Deutsch',
  title: 'Schnellspur',
  page: {
    starting: 'Verbindung zur Zentrale wird aufgebaut …',
    reload: 'Seite neu laden',
    notLive: 'Nicht live',
    newsLabel: 'Neuigkeiten',
  },
  signIn: {
    title: 'Anmelden',
    intro: 'Schnellspur für Mitarbeitende im Bürgerservice',
    ended: 'Ihre Sitzung ist beendet. Melden Sie sich wieder an, es geht weiter, wo Sie waren.',
    left: 'Sie sind abgemeldet.',
    name: 'Name',
    password: 'Passwort',
    submit: 'Anmelden',
    locked: 'Zu viele Fehlversuche mit diesem Namen.',
    lockedFor: (rest: string): string => `Neuer Versuch möglich in ${rest}\u00a0Minuten.`,
    unlocked: 'Sie können es jetzt wieder versuchen.',
  },
  counter: {
    title: 'An welchem Schalter arbeiten Sie?',
    none: 'Für diesen Standort ist noch kein Schalter angelegt. Bitte die IT darum.',
    back: 'Zurück',
    change: 'Schalter wechseln',
  },
  header: {
    signOut: 'Abmelden',
    sound: 'Ton',
    on: 'an',
    off: 'aus',
    soundBlocked: 'an, ab 1. Klick',
    help: 'Tasten',
    language: 'Sprache',
    views: 'Ansicht',
    queue: 'Aufruf',
    lane: 'Anfragen',
    kiosks: 'Terminals',
    report: 'Auslastung',
    setUp: 'Einrichten',
  },
  live: {
    label: 'Verbindung und Arbeitsplatz',
    live: 'Live',
    connecting: 'Verbindung wird aufgebaut …',
    lost: (time: string): string => `Nicht live – Stand von ${time}\u00a0Uhr`,
    lostHint: 'Die Verbindung wird von selbst wieder aufgebaut.',
    outdated: 'Die Zentrale ist neuer als diese Seite.',
  },
  lane: {
    running: 'Anfragen',
    none: 'Keine Anfrage offen',
    noneHint: 'Neue Anfragen erscheinen hier von selbst.',
    tickets: 'Wartet auf Schalter',
    ended: 'Zuletzt beendet',
    endedNone: 'In der letzten Stunde keine',
    waiting: 'Wartezeit',
    escalated: 'Wartet lange',
    attempt: (attempt: number): string => `${attempt}. Versuch`,
    activated: 'Funktion ist schon eingeschaltet',
    served: 'Erledigt',
    servedLabel: (callSign: string): string => `${callSign} ist erledigt`,
  },
  states: {
    open: 'Offen',
    mine: 'Bei Ihnen',
    taken: (name: string, counter: string): string => `Bei ${name}, ${counter}`,
    approved: 'Genehmigt',
    approvedFor: (rest: string): string => `Genehmigt, noch ${rest}`,
    used: 'Ausweis wird umgestellt',
    refused: 'Abgelehnt',
    unanswered: 'Nicht beantwortet',
    expired: 'Genehmigung abgelaufen',
    withdrawn: 'Vom Besucher abgebrochen',
    closed: 'Beendet',
    unknown: 'Ergebnis noch nicht gemeldet',
    served: 'am Schalter erledigt',
  },
  panel: {
    title: 'Anfrage',
    empty: 'Keine Anfrage ausgewählt',
    emptyHint: 'Mit ↑ und ↓ wählen. A öffnet die älteste.',
    kiosk: 'Terminal',
    pin: 'PIN-Zustand',
    document: 'Ausweisart',
    documentUnknown: 'noch nicht bekannt',
    attempt: 'Versuch',
    state: 'Stand',
    by: 'Bearbeitet von',
    reason: 'Grund',
    waiting: 'Wartet seit',
    take: 'Übernehmen',
    approve: {
      title: 'Am Terminal angesehen?',
      hint: 'Genehmigen geht mit allen drei Häkchen.',
      confirm: 'Genehmigen',
    },
    refuse: {
      open: 'Ablehnen …',
      title: 'Warum lehnen Sie ab?',
      hint: (callSign: string): string =>
        `Die Person liest einen höflichen Satz und wartet mit ${callSign} auf einen Schalter.`,
      confirm: 'Ablehnen',
      back: 'Zurück',
    },
    giveBack: 'Zurückgeben',
    takenByAnother: 'Jemand anderes prüft diese Anfrage.',
    approved: 'Genehmigt. Das Terminal macht allein weiter.',
    used: 'Der Ausweis wird gerade umgestellt. Sie müssen nichts tun.',
    ticket: (callSign: string): string => `Die Person wartet mit ${callSign} auf einen Schalter.`,
  },
  alarms: {
    title: 'Alarme',
    at: (time: string): string => `${time}\u00a0Uhr`,
    read: 'Gelesen',
    unread: 'Anzeigen',
  },
  kiosks: {
    title: 'Terminals',
    none: 'Noch kein Terminal angemeldet',
    name: 'Name',
    connection: 'Verbindung',
    connected: 'Verbunden',
    gone: 'Nicht verbunden',
    lastSeen: 'Zuletzt gesehen',
    never: 'noch nie',
    refresh: 'Aktualisieren',
    enrol: 'Terminal anmelden',
    enrolHint: 'Den Code am neuen Terminal eingeben. Er gilt einmal.',
    kioskName: 'Name des Terminals',
    make: 'Code erzeugen',
    code: (kiosk: string): string => `Anmeldecode für ${kiosk}`,
    codeUntil: (time: string): string => `Gilt bis ${time}\u00a0Uhr, genau einmal.`,
    codeEnded: 'Dieser Code ist abgelaufen. Erzeugen Sie einen neuen.',
  },
  help: {
    title: 'Tasten',
    close: 'Schließen',
    enabled: 'Einzelne Buchstaben, Ziffern und ? benutzen',
    enabledHint: 'Aus, wenn Sie Sprachsteuerung benutzen.',
    shortcuts,
  },
  news: {
    arrived: (callSign: string, service: string, kiosk: string): string =>
      `Neue Anfrage ${callSign}: ${service}, ${kiosk}.`,
    escalated: (callSign: string): string => `${callSign} wartet schon eine\u00a0Minute.`,
    alarm: (title: string): string => `Alarm: ${title}.`,
  },
  trouble: {
    close: 'Meldung schließen',
    refused,
    refusedRequest,
    other: (code: string): string => `Die Zentrale hat das abgelehnt (${code}).`,
    unreachable: 'Die Zentrale antwortet nicht. Prüfen Sie das Netz.',
    unanswered: (callSign: string): string =>
      `Keine Antwort zu ${callSign}. Ob es angekommen ist, zeigt gleich die Liste.`,
    outdated: 'Die Zentrale ist neuer als diese Seite. Bitte die Seite neu laden.',
  },
  queue: deQueue,
  services,
  pinStates,
  reasons,
  seen,
  alarmKinds: alarms,
  results,
  otherResult: (code: string): string => `Beendet (${code})`,
  documents,
  otherDocument: (code: string): string => `Andere (${code})`,
  report: deReport,
  setUp: deSetUp,
};
