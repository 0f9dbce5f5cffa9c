import type { SiteConfig } from '../config/schema.ts';
import { TEXTS } from '../config/text/index.ts';
import { isCalled, nextSteps } from '../config/text/next-steps.ts';
import type { ReceiptFacts } from '../state-machines/kiosk-setup.ts';
import type { PrintBlock, PrintDocument } from '../state-machines/ports/printer.ts';

type Centre = Pick<SiteConfig, 'centreName' | 'timeZone' | 'services' | 'queueSystem'>;

/**
 * What a visitor takes home: which service ended how, when, and what comes next. The transaction
 * id is all that identifies it; there is no name, no card number and no secret on it.
 */
export function composeReceipt(
  centre: Centre,
  { transactionId, service, result, language, callSign }: ReceiptFacts,
  at: Date,
): PrintDocument {
  const { centreName, timeZone } = centre;
  const text = TEXTS[language];
  const { receipt } = text;
  const date = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
  // Every service so far is free of charge, and visitors ask.
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' });
  return {
    blocks: [
      { kind: 'heading', text: centreName },
      { kind: 'text', text: receipt.title },
      { kind: 'rule' },
      { kind: 'field', label: receipt.service, value: text.services[service].title },
      { kind: 'field', label: receipt.date, value: date },
      { kind: 'field', label: receipt.transaction, value: transactionId },
      { kind: 'field', label: receipt.fee, value: money.format(0) },
      { kind: 'rule' },
      { kind: 'text', text: text.results[result].title, bold: true },
      ...calledBy(receipt.callSign, callSign),
      ...nextSteps(text, result, callSign).map((line) => ({ kind: 'text', text: line }) as const),
      ...(callSign !== undefined && isCalled(result) && isCalledOnScreens(centre)
        ? [{ kind: 'text', text: text.queue.ticket.called } as const]
        : []),
      { kind: 'qr', value: transactionId, caption: receipt.transaction },
      { kind: 'rule' },
      { kind: 'text', text: receipt.closing },
    ],
  };
}

/** Only our own queue calls the fast lane like its tickets; ZMS knows nothing of it. */
function isCalledOnScreens({ services, queueSystem }: Centre): boolean {
  return queueSystem.kind === 'ours' && services.includes('take-ticket');
}

/** Large, because it is what the visitor listens for. */
function calledBy(label: string, callSign: string | undefined): PrintBlock[] {
  if (callSign === undefined) return [];
  return [
    { kind: 'rule' },
    { kind: 'text', text: label },
    { kind: 'heading', text: callSign },
    { kind: 'rule' },
  ];
}
