import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../languages.ts';
import { TEXTS } from './index.ts';
import { nextSteps } from './next-steps.ts';

describe.each(LANGUAGES)('what to do next, in %s', (language) => {
  const text = TEXTS[language];

  it('is what the result says where nobody is called', () => {
    expect(nextSteps(text, 'pin-set')).toBe(text.results['pin-set'].next);
    expect(nextSteps(text, 'unanswered')).toBe(text.results.unanswered.next);
  });

  it.each(['unanswered', 'refused-person-differs', 'chip-not-genuine', 'card-fault'] as const)(
    'is to sit down and wait where somebody is called: %s',
    (result) => {
      const lines = nextSteps(text, result, 'F12');
      expect(lines).toContain(text.receipt.seat);
      expect(lines.join(' ')).toContain('F12');
      for (const line of text.results[result].next) expect(lines).not.toContain(line);
    },
  );

  it('is to go and tell the call sign where the counters may not know it', () => {
    const lines = nextSteps(text, 'central-unreachable', 'F12');
    expect(lines).toEqual([
      ...text.results['central-unreachable'].next,
      text.receipt.tellDesk('F12'),
    ]);
    expect(lines).not.toContain(text.receipt.seat);
  });
});
