import type { ServiceName } from '../../config/services.ts';
import type { PinState } from '../ports/card.ts';
import type { FlowEnd } from './flow-end.ts';

/** What a service does with a card that lies on the reader and whose state is known. */
export interface CardActInput {
  readonly service: ServiceName;
  readonly state: PinState;
}

/** `present-again`: the card has to be put on the reader anew before anything else. */
export type CardActOutput = FlowEnd | { readonly kind: 'present-again' };
