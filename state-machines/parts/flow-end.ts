import type { Catalogue } from '../../config/catalogue.ts';
import type { Language } from '../../config/languages.ts';
import type { ServiceName } from '../../config/services.ts';
import type { CodeForm } from '../appointment-code.ts';
import type { CardPresence } from '../ports/card.ts';
import type { QueueResult, ServiceResult } from '../views.ts';

/**
 * How a flow ends: with a result, by handing the visitor over to another service, or with nothing
 * left to tell.
 */
export type FlowEnd =
  | {
      readonly kind: 'finished';
      readonly result: ServiceResult;
      /** The visitor goes on to a counter under this call sign. */
      readonly callSign?: string;
    }
  | {
      readonly kind: 'switched';
      readonly result: ServiceResult | QueueResult;
      readonly service: ServiceName;
    }
  /** The flow has shown its result itself; `next` is what the visitor sees now. */
  | {
      readonly kind: 'told';
      readonly result: QueueResult;
      readonly next: 'menu' | 'start';
    };

export type Finished = Extract<FlowEnd, { kind: 'finished' }>;

/** How a flow has ended, in effect, while its visitor is still before the screen. */
export type Left = Finished | Extract<FlowEnd, { kind: 'told' }>;

export interface FlowInput {
  readonly service: ServiceName;
  readonly card: CardPresence;
  readonly language: Language;
  /** What this terminal offers, and so what may be done here at once. */
  readonly services: readonly ServiceName[];
  readonly catalogue: Catalogue;
  readonly timeZone: string;
  /** Whether this terminal has a QR code reader. */
  readonly hasScanner: boolean;
  /** Of the appointments in this branch. */
  readonly codeForm: CodeForm;
  /** What was held before the QR code reader to begin with. */
  readonly scanned: string | null;
}

export function finished(result: ServiceResult): Finished {
  return { kind: 'finished', result };
}

export function switchedTo(service: ServiceName, result: ServiceResult | QueueResult): FlowEnd {
  return { kind: 'switched', result, service };
}

export function told(
  result: QueueResult,
  next: 'menu' | 'start',
): Extract<FlowEnd, { kind: 'told' }> {
  return { kind: 'told', result, next };
}
