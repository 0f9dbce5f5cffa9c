import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/default.ts';
import { LANGUAGES } from '../config/languages.ts';
import { SERVICES } from '../config/services.ts';
import { unprintableCharacters } from '../devices/printer/languages/printable-text.ts';
import { SERVICE_RESULTS } from '../state-machines/views.ts';
import { composeReceipt } from './receipt.ts';

const AT = new Date('2026-11-22T08:41:00Z');
const FACTS = {
  transactionId: '7Q2M-X9TK-04ZB',
  service: 'change-pin',
  result: 'pin-changed',
} as const;

describe('a receipt', () => {
  it('says what was done, when, and what comes next', () => {
    const { blocks } = composeReceipt(DEFAULT_CONFIG, { ...FACTS, language: 'de' }, AT);
    expect(blocks).toContainEqual({ kind: 'heading', text: 'Bürgerservice Musterstadt' });
    expect(blocks).toContainEqual({ kind: 'field', label: 'Datum', value: '22.11.2026, 09:41' });
    expect(blocks).toContainEqual({ kind: 'text', text: 'Ihre PIN ist geändert', bold: true });
    expect(blocks).toContainEqual({
      kind: 'qr',
      value: FACTS.transactionId,
      caption: 'Vorgangsnummer',
    });
  });

  it.each(LANGUAGES)('can be printed whole in %s, whatever happened', (language) => {
    for (const service of SERVICES) {
      for (const result of SERVICE_RESULTS) {
        const document = composeReceipt(
          DEFAULT_CONFIG,
          { ...FACTS, service, result, language },
          AT,
        );
        const words = document.blocks.flatMap((block) => Object.values(block).map(String));
        expect(unprintableCharacters(words.join(' '))).toEqual([]);
      }
    }
  });
});
