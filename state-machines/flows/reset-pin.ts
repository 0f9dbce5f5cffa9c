import { cardFlow } from '../parts/card-flow.ts';
import { lendRightMachine } from '../parts/lend-right.ts';

/** Sets a new PIN without the old one, approved by staff. */
export const resetPinFlow = cardFlow('reset-pin', lendRightMachine);
