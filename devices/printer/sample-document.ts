import type { PrintDocument } from '../../state-machines/ports/printer.ts';

/** A receipt with all that a receipt can have, for the command line and for tests. */
export const sampleReceipt: PrintDocument = {
  blocks: [
    { kind: 'heading', text: 'Bürgerservice Musterstadt' },
    { kind: 'heading', text: 'Beleg' },
    { kind: 'rule' },
    { kind: 'field', label: 'Leistung', value: 'PIN geändert' },
    { kind: 'field', label: 'Datum', value: '22.11.2026' },
    { kind: 'field', label: 'Uhrzeit', value: '09:41 Uhr' },
    { kind: 'field', label: 'Vorgang', value: 'S7-20261122-0042' },
    { kind: 'field', label: 'Gebühr', value: '0,00 €' },
    { kind: 'rule' },
    { kind: 'text', text: 'Ihre neue PIN gilt ab sofort.', bold: true },
    {
      kind: 'text',
      text: 'Dieser Beleg enthält keine Geheimzahl. Bewahren Sie ihn bitte gut auf – für Rückfragen genügt die Vorgangsnummer.',
    },
    { kind: 'qr', value: 'S7-20261122-0042', caption: 'Vorgangsnummer' },
    { kind: 'rule' },
    { kind: 'text', text: 'Vielen Dank für Ihren Besuch. Größere Anliegen? Gerne am Schalter.' },
  ],
};
