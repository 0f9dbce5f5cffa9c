import type { ServiceName } from '../../config/services.ts';
import type { CardPresence } from '../ports/card.ts';
import type { ServiceResult } from '../views.ts';

/** How a flow ends: with a result, or by handing the visitor over to another service. */
export type FlowEnd =
  | {
      readonly kind: 'finished';
      readonly result: ServiceResult;
      /** The visitor goes on to a counter under this call sign. */
      readonly callSign?: string;
    }
  | {
      readonly kind: 'switched';
      readonly result: ServiceResult;
      readonly service: ServiceName;
    };

export type Finished = Extract<FlowEnd, { kind: 'finished' }>;

export interface FlowInput {
  readonly service: ServiceName;
  readonly card: CardPresence;
}

export function finished(result: ServiceResult): Finished {
  return { kind: 'finished', result };
}

export function switchedTo(service: ServiceName, result: ServiceResult): FlowEnd {
  return { kind: 'switched', result, service };
}
