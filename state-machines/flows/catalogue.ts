import { activateEidFlow } from './activate-eid.ts';
import { changePinFlow } from './change-pin.ts';
import { checkCardFlow } from './check-card.ts';
import { checkInFlow } from './check-in.ts';
import { resetPinFlow } from './reset-pin.ts';
import { takeTicketFlow } from './take-ticket.ts';
import { unblockPinFlow } from './unblock-pin.ts';

/** The flow of each service; the compiler asks for one as soon as `config/services.ts` names it. */
export const FLOWS = {
  'take-ticket': takeTicketFlow,
  'check-in': checkInFlow,
  'activate-eid': activateEidFlow,
  'reset-pin': resetPinFlow,
  'change-pin': changePinFlow,
  'unblock-pin': unblockPinFlow,
  'check-card': checkCardFlow,
} as const;
