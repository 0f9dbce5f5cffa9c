/** What this browser remembers of the one who uses it. Nothing of a request or a visitor. */

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Preferences {
  readonly language: Language;
  readonly sound: boolean;
  /** Whether single keys act. */
  readonly shortcuts: boolean;
  /** The counter this desk was at last. */
  readonly counterId: string | null;
  /** Ids of alarms that were folded away. */
  readonly readAlarms: readonly string[];
}

/** As `localStorage`, which throws where a browser forbids it. */
export type Store = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'schnellspur-counter';
const READ_ALARMS_MAX = 50;

export function readPreferences(store: Store, browserLanguages: readonly string[]): Preferences {
  const kept = readKept(store);
  const { language, sound, shortcuts, counterId, readAlarms } = kept;
  return {
    language: LANGUAGES.find((known) => known === language) ?? languageOf(browserLanguages),
    sound: sound !== false,
    shortcuts: shortcuts !== false,
    counterId: typeof counterId === 'string' ? counterId : null,
    readAlarms: (Array.isArray(readAlarms) ? readAlarms : [])
      .filter((id) => typeof id === 'string')
      .slice(-READ_ALARMS_MAX),
  };
}

export function keepPreferences(store: Store, preferences: Preferences): void {
  const readAlarms = preferences.readAlarms.slice(-READ_ALARMS_MAX);
  try {
    store.setItem(KEY, JSON.stringify({ ...preferences, readAlarms }));
  } catch {
    // Full or forbidden: the page works all the same, it only forgets.
  }
}

function readKept(store: Store): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(store.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}

/** German unless the browser asks for another of ours first. */
export function languageOf(browserLanguages: readonly string[]): Language {
  for (const wanted of browserLanguages) {
    const found = LANGUAGES.find((known) => wanted.toLowerCase().split('-', 1)[0] === known);
    if (found) return found;
  }
  return 'de';
}
