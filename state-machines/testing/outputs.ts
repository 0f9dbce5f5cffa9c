import { finished, switchedTo, told } from '../parts/flow-end.ts';
import type {
  CardFailure,
  PinState,
  SetPinByRightOutcome,
  UnblockPinOutcome,
  UsePinOutcome,
} from '../ports/card.ts';
import type { Approval, OpenRequestOutcome } from '../ports/fast-lane.ts';
import type { PrintOutcome } from '../ports/printer.ts';

/** Every way the operations and parts of the machines can end. */

const PIN_STATES: readonly PinState[] = [
  { kind: 'operational', triesLeft: 3 },
  { kind: 'operational', triesLeft: 2 },
  { kind: 'suspended', triesLeft: 1 },
  { kind: 'blocked', triesLeft: 0 },
  { kind: 'deactivated' },
];

const CARD_FAILURES: readonly CardFailure[] = (['not-set', 'unknown'] as const).flatMap(
  (newPin): CardFailure[] => [
    { kind: 'card-removed', newPin },
    { kind: 'reader-fault', newPin, cause: 'test' },
    { kind: 'protocol-violation', newPin, step: 'test' },
    { kind: 'not-an-id-card' },
  ],
);

const USE_PIN: readonly UsePinOutcome[] = [
  { kind: 'ok' },
  { kind: 'wrong-pin', triesLeft: 2 },
  { kind: 'wrong-pin', triesLeft: 1 },
  { kind: 'wrong-pin', triesLeft: 0 },
  { kind: 'wrong-can' },
  { kind: 'suspended', triesLeft: 1 },
  { kind: 'blocked', triesLeft: 0 },
  { kind: 'deactivated' },
  ...CARD_FAILURES,
];

const UNBLOCK_PIN: readonly UnblockPinOutcome[] = [
  { kind: 'ok' },
  { kind: 'wrong-puk' },
  { kind: 'puk-spent' },
  { kind: 'not-blocked', triesLeft: 3 },
  { kind: 'deactivated' },
  ...CARD_FAILURES,
];

export const APPROVALS: readonly Approval[] = [
  { kind: 'waiting', escalated: false },
  { kind: 'waiting', escalated: true },
  { kind: 'taken' },
  { kind: 'approved' },
  { kind: 'used' },
  { kind: 'refused', reason: 'person-differs' },
  { kind: 'unanswered' },
  { kind: 'expired' },
];

const OPEN_REQUEST: readonly OpenRequestOutcome[] = [
  ...APPROVALS.map((approval) => ({ kind: 'opened', callSign: 'F12', approval }) as const),
  { kind: 'unreachable' },
  { kind: 'not-admitted' },
];

const SET_PIN_BY_RIGHT: readonly SetPinByRightOutcome[] = [
  { kind: 'ok', activated: true, documentType: 'ID', notChecked: [] },
  { kind: 'ok', activated: false, notChecked: ['card-security-issuer'] },
  { kind: 'deactivated' },
  { kind: 'not-proven', activated: true },
  { kind: 'wrong-can' },
  { kind: 'right-refused', reason: 'approval-used' },
  { kind: 'right-refused', reason: 'key-unavailable' },
  { kind: 'right-refused', reason: 'no-chain' },
  { kind: 'authority-unreachable' },
  { kind: 'document-expired' },
  { kind: 'holder-too-young' },
  { kind: 'chip-not-genuine', evidence: 'chip-authentication' },
  { kind: 'chip-not-genuine', evidence: 'passive-authentication' },
  { kind: 'terminal-not-accepted', step: 'test', statusWord: 0x6300 },
  ...CARD_FAILURES,
  ...CARD_FAILURES.flatMap((failure): CardFailure[] =>
    'newPin' in failure
      ? [
          { ...failure, eidFunction: 'activated' },
          { ...failure, eidFunction: 'unknown' },
        ]
      : [],
  ),
];

const PRINT: readonly PrintOutcome[] = [
  { kind: 'printed' },
  { kind: 'failed', fault: 'paper-out' },
  { kind: 'unknown' },
];

export const OUTPUTS = {
  readState: [...PIN_STATES, ...CARD_FAILURES],
  usePin: USE_PIN,
  unblockPin: UNBLOCK_PIN,
  openRequest: OPEN_REQUEST,
  setPinByRight: SET_PIN_BY_RIGHT,
  judgeNewPin: ['good', 'weak'],
  compareNewPins: ['same', 'different'],
  chooseNewPin: [{ kind: 'chosen' }, { kind: 'cancelled' }],
  enterSecret: [{ kind: 'entered', digits: 6 }, { kind: 'cancelled' }],
  presentCard: [
    ...PIN_STATES.map((state) => ({ kind: 'ready', state })),
    finished('cancelled'),
    finished('card-fault'),
  ],
  openTransaction: ['7Q2M-X9TK-04ZB'],
  printReceipt: PRINT,
  wipeScreens: [undefined],
} as const;

/** Ends of what a service does with a card, and of the part `use-pin` in it. */
export const ACT_ENDS = [
  { kind: 'present-again' },
  finished('pin-verified'),
  finished('cancelled'),
  switchedTo('unblock-pin', 'pin-blocked'),
];

export const FLOW_ENDS = [
  finished('pin-changed'),
  { kind: 'finished', result: 'unanswered', callSign: 'F12' },
  finished('cancelled'),
  switchedTo('unblock-pin', 'pin-blocked'),
  told('ticket-given', 'start'),
  told('cancelled', 'menu'),
];

export const STATES = PIN_STATES;
