import { cardFlow } from '../parts/card-flow.ts';
import { lendRightMachine } from '../parts/lend-right.ts';

/** Switches the online function on and sets a first PIN, approved by staff. */
export const activateEidFlow = cardFlow('activate-eid', lendRightMachine);
