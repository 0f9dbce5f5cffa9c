import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/default.ts';
import { LANGUAGES } from '../config/languages.ts';
import { encodeJob } from '../devices/printer/languages/esc-pos.ts';
import { unprintableCharacters } from '../devices/printer/languages/printable-text.ts';
import { printerModels } from '../devices/printer/models/by-name.ts';
import type { Paper } from '../devices/simulators/printer/paper.ts';
import { paperSvg } from '../devices/simulators/printer/paper-svg.ts';
import { SimulatedClock } from '../devices/simulators/printer/simulated-clock.ts';
import { SimulatedPrinter } from '../devices/simulators/printer/simulated-printer.ts';
import { drawPicture, expectPicture } from '../devices/simulators/printer/testing/picture.ts';
import type { PrintDocument } from '../state-machines/ports/printer.ts';
import { TICKET } from '../state-machines/testing/queue-outputs.ts';
import { composeTicket } from './ticket.ts';

const AT = new Date('2026-12-01T08:41:00Z');
const FACTS = { ticket: TICKET, topicId: 'id-card-lost', language: 'de' } as const;

async function print(document: PrintDocument, paperWidthMm: 80 | 58): Promise<Paper> {
  const clock = new SimulatedClock();
  const printer = new SimulatedPrinter({ clock, profile: 'full', paperWidthMm });
  const model = printerModels[paperWidthMm === 80 ? 'generic-80mm' : 'generic-58mm'];
  printer.receive(encodeJob(document, model, '!!!!'));
  await clock.advance(10_000);
  return printer.slips[0] ?? printer.attached;
}

const wordsOf = ({ blocks }: PrintDocument): string =>
  blocks.flatMap((block) => Object.values(block).map(String)).join('\n');

describe('a ticket', () => {
  it.each([80, 58] as const)(
    'on %i mm paper looks as it did, its QR code leads to the page for a phone',
    async (width) => {
      const document = composeTicket(DEFAULT_CONFIG, FACTS, AT);
      const { png, qr } = drawPicture(paperSvg(await print(document, width)));
      expect(qr).toBe(TICKET.followUrl);
      expectPicture(png, join(import.meta.dirname, `pictures/ticket-${width}mm.png`));
    },
  );

  it('says number, errand, place, estimate, time and what to have at hand', () => {
    const { blocks } = composeTicket(DEFAULT_CONFIG, FACTS, AT);
    expect(blocks).toContainEqual({ kind: 'heading', text: 'A017' });
    expect(blocks).toContainEqual({
      kind: 'text',
      text: 'Ausweis verloren oder gestohlen',
      bold: true,
    });
    expect(blocks).toContainEqual({
      kind: 'field',
      label: 'Dort warten Sie',
      value: 'Wartebereich 1. OG',
    });
    expect(blocks).toContainEqual({
      kind: 'field',
      label: 'Wartezeit',
      value: '10 bis 20\u00a0Minuten',
    });
    expect(blocks).toContainEqual({
      kind: 'field',
      label: 'Gezogen am',
      value: '01.12.2026, 09:41',
    });
    expect(blocks).toContainEqual({ kind: 'text', text: TICKET.slipText });
  });

  it('keeps the errand in German for the counter, whatever the visitor reads', () => {
    const words = wordsOf(composeTicket(DEFAULT_CONFIG, { ...FACTS, language: 'en' }, AT));
    expect(words).toContain('ID card lost or stolen');
    expect(words).toContain('Ausweis verloren oder gestohlen');
  });

  it.each([
    [0, 5, 'höchstens 5\u00a0Minuten'],
    [25, 40, '25 bis 40\u00a0Minuten'],
    // ZMS tells single minutes.
    [0, 0, 'höchstens 1\u00a0Minute'],
    [7, 7, 'etwa 7\u00a0Minuten'],
  ])('words a wait of %i to %i minutes', (fromMinutes, toMinutes, words) => {
    const ticket = { ...TICKET, wait: { fromMinutes, toMinutes } };
    const { blocks } = composeTicket(DEFAULT_CONFIG, { ...FACTS, ticket }, AT);
    expect(blocks).toContainEqual({ kind: 'field', label: 'Wartezeit', value: words });
  });

  it('promises no time and no page where there is none', () => {
    const ticket = { ...TICKET, wait: null, followUrl: null, slipText: null };
    const document = composeTicket(DEFAULT_CONFIG, { ...FACTS, ticket }, AT);
    expect(wordsOf(document)).not.toMatch(/Minuten|null/);
    expect(document.blocks.some(({ kind }) => kind === 'qr')).toBe(false);
  });

  it('names the appointment of who has checked in', () => {
    const ticket = { ...TICKET, appointmentAt: '2026-12-01T09:15:00Z' };
    const { blocks } = composeTicket(DEFAULT_CONFIG, { ...FACTS, ticket, topicId: null }, AT);
    expect(blocks).toContainEqual({
      kind: 'field',
      label: 'Ihr Termin',
      value: 'Dienstag, 1. Dezember um 10:15',
    });
    expect(blocks).toContainEqual({ kind: 'text', text: 'Angemeldet zum Termin', bold: true });
  });

  it.each(LANGUAGES)('can be printed whole in %s, whatever it is for', (language) => {
    for (const { id } of DEFAULT_CONFIG.catalogue.topics) {
      const document = composeTicket(DEFAULT_CONFIG, { ...FACTS, topicId: id, language }, AT);
      expect(unprintableCharacters(wordsOf(document))).toEqual([]);
    }
  });
});
