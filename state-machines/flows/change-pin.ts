import { cardFlow } from '../parts/card-flow.ts';
import { usePinMachine } from '../parts/use-pin.ts';

/** Changes the PIN, or turns the transport PIN of the letter into a PIN. */
export const changePinFlow = cardFlow('change-pin', usePinMachine);
