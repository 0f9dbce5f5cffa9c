import { describe, expect, it } from 'vitest';
import { keepPreferences, type Preferences, readPreferences, type Store } from './preferences.ts';

function storeOf(kept: string | null): Store & { kept: string | null } {
  const store = {
    kept,
    getItem: () => store.kept,
    setItem: (_key: string, value: string) => {
      store.kept = value;
    },
  };
  return store;
}

const forbidden: Store = {
  getItem: () => {
    throw new Error('forbidden');
  },
  setItem: () => {
    throw new Error('forbidden');
  },
};

const FRESH: Preferences = {
  language: 'de',
  sound: true,
  shortcuts: true,
  counterId: null,
  readAlarms: [],
};

describe('preferences', () => {
  it('come back as they were kept', () => {
    const store = storeOf(null);
    const wanted: Preferences = {
      language: 'en',
      sound: false,
      shortcuts: false,
      counterId: 'c',
      readAlarms: ['a'],
    };
    keepPreferences(store, wanted);
    expect(readPreferences(store, ['de'])).toEqual(wanted);
  });

  it.each([
    null,
    '',
    '{',
    'null',
    '7',
    '[]',
    '"x"',
    '{"language":"fr","counterId":7,"readAlarms":"a"}',
    '{"readAlarms":[1,null,{}]}',
  ])('begin afresh with %j', (kept) => {
    expect(readPreferences(storeOf(kept), ['de-DE'])).toEqual(FRESH);
  });

  it('do without a store', () => {
    expect(readPreferences(forbidden, [])).toEqual(FRESH);
    expect(() => keepPreferences(forbidden, FRESH)).not.toThrow();
  });

  it.each([
    [['en-GB', 'de'], 'en'],
    [['de-AT', 'en'], 'de'],
    [['fr', 'en-US'], 'en'],
    [['fr-FR'], 'de'],
    [[], 'de'],
    [['EN'], 'en'],
    [['english'], 'de'],
  ])('%j speaks %s', (languages, expected) => {
    expect(readPreferences(storeOf(null), languages).language).toBe(expected);
  });

  it('remember a limited number of alarms', () => {
    const store = storeOf(null);
    const readAlarms = Array.from({ length: 80 }, (_, index) => `a${index}`);
    keepPreferences(store, { ...FRESH, readAlarms });
    const kept = readPreferences(store, []).readAlarms;
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([50, 'a30', 'a79']);
  });
});
