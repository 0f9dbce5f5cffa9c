import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/default.ts';
import { LANGUAGES } from '../config/languages.ts';
import type { SiteConfig } from '../config/schema.ts';
import { SERVICES } from '../config/services.ts';
import { TEXTS } from '../config/text/index.ts';
import { encodeJob } from '../devices/printer/languages/esc-pos.ts';
import { unprintableCharacters } from '../devices/printer/languages/printable-text.ts';
import { printerModels } from '../devices/printer/models/by-name.ts';
import type { Paper } from '../devices/simulators/printer/paper.ts';
import { paperSvg } from '../devices/simulators/printer/paper-svg.ts';
import { SimulatedClock } from '../devices/simulators/printer/simulated-clock.ts';
import { SimulatedPrinter } from '../devices/simulators/printer/simulated-printer.ts';
import { drawPicture, expectPicture } from '../devices/simulators/printer/testing/picture.ts';
import type { ReceiptFacts } from '../state-machines/kiosk-setup.ts';
import type { PrintDocument } from '../state-machines/ports/printer.ts';
import { SERVICE_RESULTS } from '../state-machines/views.ts';
import { composeReceipt } from './receipt.ts';

const AT = new Date('2026-11-22T08:41:00Z');
const FACTS = {
  transactionId: '7Q2M-X9TK-04ZB',
  service: 'change-pin',
  result: 'pin-changed',
} as const;

async function print(document: PrintDocument, paperWidthMm: 80 | 58): Promise<Paper> {
  const clock = new SimulatedClock();
  const printer = new SimulatedPrinter({ clock, profile: 'full', paperWidthMm });
  const model = printerModels[paperWidthMm === 80 ? 'generic-80mm' : 'generic-58mm'];
  printer.receive(encodeJob(document, model, '!!!!'));
  await clock.advance(10_000);
  return printer.slips[0] ?? printer.attached;
}

describe('a receipt', () => {
  it.each([80, 58] as const)(
    'on %i mm paper looks as it did, its QR code can be read',
    async (width) => {
      const document = composeReceipt(DEFAULT_CONFIG, { ...FACTS, language: 'de' }, AT);
      const { png, qr } = drawPicture(paperSvg(await print(document, width)));
      expect(qr).toBe(FACTS.transactionId);
      expectPicture(png, join(import.meta.dirname, `pictures/receipt-${width}mm.png`));
    },
  );

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

  it('shows the call sign of who goes on to a counter, and nobody else', () => {
    const facts = { ...FACTS, service: 'reset-pin', result: 'unanswered', language: 'de' } as const;
    const called = composeReceipt(DEFAULT_CONFIG, { ...facts, callSign: 'F12' }, AT).blocks;
    expect(called).toContainEqual({ kind: 'heading', text: 'F12' });
    expect(called).toContainEqual({ kind: 'text', text: 'Sie werden als F12 aufgerufen.' });
    const alone = composeReceipt(DEFAULT_CONFIG, facts, AT).blocks;
    expect(alone.filter(({ kind }) => kind === 'heading')).toHaveLength(1);
  });

  it('says as the ticket does where a call sign is called, where it is called there', () => {
    const facts = { ...FACTS, service: 'reset-pin', result: 'unanswered', language: 'de' } as const;
    const told = { kind: 'text', text: TEXTS.de.queue.ticket.called };
    const linesOf = (config: SiteConfig, more: Partial<ReceiptFacts>) =>
      composeReceipt(config, { ...facts, ...more }, AT).blocks;
    const callSign = 'F12';
    expect(linesOf(DEFAULT_CONFIG, { callSign })).toContainEqual(told);
    expect(linesOf(DEFAULT_CONFIG, {})).not.toContainEqual(told);
    const unheard = { callSign, result: 'central-unreachable' } as const;
    expect(linesOf(DEFAULT_CONFIG, unheard)).not.toContainEqual(told);
    const withoutQueue: SiteConfig = { ...DEFAULT_CONFIG, services: ['reset-pin'] };
    expect(linesOf(withoutQueue, { callSign })).not.toContainEqual(told);
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
