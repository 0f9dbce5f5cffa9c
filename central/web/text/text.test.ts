import { describe, expect, it } from 'vitest';
import { SERVICE_RESULTS } from '../../../state-machines/views.ts';
import { PROBLEM_CODES } from '../../contract/problem.ts';
import { alarmNo, at, MINE, NOON, requestNo, SESSION } from '../lane/testing/requests.ts';
import { documentWords, endWords, newsWords, stateWords, troubleWords } from '../parts/words.ts';
import { LANGUAGES } from '../preferences.ts';
import { deFollow } from './de-follow.ts';
import { enFollow } from './en-follow.ts';
import { TEXTS } from './index.ts';

const FOLLOW = { de: deFollow, en: enFollow } as const;

/** Results of the services that go without the fast lane. */
const OTHER_SERVICES = new Set([
  'pin-changed',
  'pin-unblocked',
  'pin-verified',
  'transport-pin-verified',
  'pin-blocked',
  'pin-suspended',
  'puk-spent',
  'function-off',
]);

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('F01', 'F02', 'F03'))]];
  return Object.entries(value ?? {}).flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}

describe.each(LANGUAGES)('texts in %s', (language) => {
  const text = TEXTS[language];
  const saying = { text, session: SESSION, now: NOON };

  it('say something everywhere', () => {
    const all = leaves(text, language);
    expect(
      all.filter(([, words]) => words.trim() === '' || /undefined|\[object/.test(words)),
    ).toEqual([]);
    expect(all.length).toBeGreaterThan(150);
  });

  it('keep numbers and their units together, and call things by one name', () => {
    const all = leaves([text, FOLLOW[language]], language).map(([, words]) => words);
    expect(all.filter((words) => /\d (Uhr|Minuten?|min|minutes?)\b/.test(words))).toEqual([]);
    expect(all.filter((words) => /Wartenummer|Dienste?\b/.test(words))).toEqual([]);
  });

  it('know every end that a kiosk reports', () => {
    const unknown = SERVICE_RESULTS.filter(
      (result) => !OTHER_SERVICES.has(result) && !Object.hasOwn(text.results, result),
    );
    expect(unknown).toEqual([]);
  });

  it('quote an end, a document or a refusal that they do not know', () => {
    expect(endWords(requestNo(1, { result: 'toString' }), text)).toContain('toString');
    expect(documentWords('XY', text)).toContain('XY');
    const refused = { kind: 'refused', code: 'key-unavailable', callSign: null } as const;
    expect(troubleWords(refused, text)).toContain('key-unavailable');
  });

  it('name the request in what is refused about it', () => {
    for (const code of ['conflict', 'taken-by-another', 'not-found'] as const) {
      expect(troubleWords({ kind: 'refused', code, callSign: 'F07' }, text)).toContain('F07');
    }
    for (const code of PROBLEM_CODES) {
      expect(troubleWords({ kind: 'refused', code, callSign: 'F07' }, text)).not.toBe('');
    }
  });

  it('tell who has it and how long an approval lasts', () => {
    expect(stateWords(requestNo(1, MINE), saying)).toBe(text.states.mine);
    const theirs = requestNo(1, { ...MINE, takenBy: { name: 'D. Yılmaz', counter: 'Schalter 2' } });
    expect(stateWords(theirs, saying)).toContain('D. Yılmaz, Schalter 2');
    const approved = requestNo(1, { state: 'approved', approvalEndsAt: at(272) });
    expect(stateWords(approved, saying)).toContain('4:32');
  });

  it.each([
    [0, 5, { de: 'höchstens 5\u00a0Minuten', en: 'at most 5\u00a0minutes' }],
    [10, 10, { de: 'etwa 10\u00a0Minuten', en: 'about 10\u00a0minutes' }],
    [25, 40, { de: '25 bis 40\u00a0Minuten', en: '25 to 40\u00a0minutes' }],
  ])('tell a wait of %i to %i minutes alike on slip and phone', (from, to, expected) => {
    expect(FOLLOW[language].minutes(from, to)).toBe(expected[language]);
    expect(text.queue.ticket.wait(from, to)).toContain(expected[language]);
  });

  it('tell the news', () => {
    const request = requestNo(5);
    expect(newsWords({ kind: 'arrived', request }, text)).toMatch(/F05.*Terminal 1/);
    expect(newsWords({ kind: 'escalated', request }, text)).toContain('F05');
    const alarm = alarmNo(1);
    expect(newsWords({ kind: 'alarm', alarm }, text)).toContain(text.alarmKinds[alarm.kind].title);
  });
});
