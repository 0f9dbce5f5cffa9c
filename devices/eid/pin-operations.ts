import type {
  PinNotUsable,
  PinState,
  ResumePinOutcome,
  UnblockPinOutcome,
  UsePinOutcome,
  WrongPin,
} from '../../state-machines/ports/card.ts';
import { STATUS_OK } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import type { Secret } from '../kit/secret.ts';
import {
  authenticateMutually,
  type PaceContext,
  type PaceOutcome,
  setAuthenticationTemplate,
} from './pace.ts';
import type { PasswordName } from './passwords.ts';
import type { CardProgress } from './progress.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import { openSecureChannel, type SecureChannel } from './secure-messaging.ts';

/**
 * What a terminal without any certificate may do with the PIN: TR-03110 part 2, 3.3 and 3.5.
 * A try is spent only on the digits the visitor typed, and never while the PIN's state would
 * refuse them.
 */

export const PIN_DIGITS = 6;
export const TRANSPORT_PIN_DIGITS = 5;
export const CAN_DIGITS = 6;
export const PUK_DIGITS = 10;

export interface PinTerminal {
  readonly pace: PaceContext;
  readonly progress: CardProgress;
}

type Opened = { readonly kind: 'opened'; readonly channel: SecureChannel };
type Rejected = Extract<PaceOutcome, { kind: 'rejected' }>;

/** P1 says what happens: 02 sets a new value, 03 only gives the tries back. */
const RESET_RETRY_COUNTER_PIN = { cla: 0x00, ins: 0x2c, p2: 0x03 };
const STATUS_PASSWORD_WRONG = 0x6300;
const STATUS_DEACTIVATED = 0x6984;
const STATUS_BLOCKED = 0x6983;
const STATUS_SUSPENDED = 0x6985;
const PUK_SPENT_STATUS: ReadonlySet<number> = new Set([0x6982, 0x6900]);

/** The status words of MSE:Set AT for the PIN, TR-03110 part 3, B.11.1. */
const PIN_STATES: ReadonlyMap<number, PinState> = new Map<number, PinState>([
  [0x9000, { kind: 'operational', triesLeft: 3 }],
  [0x63c2, { kind: 'operational', triesLeft: 2 }],
  [0x63c1, { kind: 'suspended', triesLeft: 1 }],
  [0x63c0, { kind: 'blocked', triesLeft: 0 }],
  [0x6283, { kind: 'deactivated' }],
]);

/** Spends nothing. Leaves the chip ready for PACE with the PIN. */
export async function readPinState({ pace, progress }: PinTerminal): Promise<PinState> {
  const statusWord = await setAuthenticationTemplate(pace, 'pin');
  const state = PIN_STATES.get(statusWord);
  if (!state) {
    throw new ProtocolViolation('pace.set-authentication-template', 'unknown state of the PIN', {
      statusWord,
    });
  }
  progress.triesLeft = state.kind === 'deactivated' ? undefined : state.triesLeft;
  return state;
}

/** Tries the PIN; a suspended one only with the CAN, which resumes it first. */
export async function verifyPin(
  terminal: PinTerminal,
  pin: Secret,
  can: Secret | undefined,
): Promise<UsePinOutcome> {
  const opened = await openWithPin(terminal, pin, can);
  if (opened.kind !== 'opened') return opened;
  opened.channel.close();
  return { kind: 'ok' };
}

/** Makes a suspended PIN operational again: the CAN, then the PIN itself. */
export async function resumePin(
  terminal: PinTerminal,
  pin: Secret,
  can: Secret,
): Promise<ResumePinOutcome> {
  const state = await readPinState(terminal);
  if (state.kind === 'operational') return { kind: 'not-suspended', triesLeft: state.triesLeft };
  return state.kind === 'suspended' ? verifyPin(terminal, pin, can) : state;
}

/** Sets a new PIN of six digits under the old one, or under the transport PIN. */
export async function changePin(
  terminal: PinTerminal,
  secrets: { readonly pin: Secret; readonly newPin: Secret; readonly can: Secret | undefined },
): Promise<UsePinOutcome> {
  const opened = await openWithPin(terminal, secrets.pin, secrets.can);
  if (opened.kind !== 'opened') return opened;
  const statusWord = await sendNewPin(terminal.progress, opened.channel.exchange, secrets.newPin);
  opened.channel.close();
  if (statusWord !== STATUS_OK) {
    throw new ProtocolViolation('set-pin', 'the card refused the new PIN', { statusWord });
  }
  return { kind: 'ok' };
}

/**
 * Finishes a PIN change whose end nobody saw. If the card already has the new PIN, nothing more
 * happens; else the try this cost is given back by the old PIN, which then sets the new one.
 */
export async function settlePinChange(
  terminal: PinTerminal,
  secrets: { readonly pin: Secret; readonly newPin: Secret; readonly can: Secret | undefined },
): Promise<UsePinOutcome> {
  const state = await readPinState(terminal);
  // With a single try left the doubt must not cost it.
  if (state.kind !== 'operational') return changePin(terminal, secrets);
  const verified = await verifyPin(terminal, secrets.newPin, undefined);
  return verified.kind === 'wrong-pin' ? changePin(terminal, secrets) : verified;
}

/** Gives a blocked PIN three tries again; its value stays. */
export async function unblockPin(terminal: PinTerminal, puk: Secret): Promise<UnblockPinOutcome> {
  const { pace, progress } = terminal;
  const state = await readPinState(terminal);
  if (state.kind === 'deactivated') return state;
  if (state.kind !== 'blocked') return { kind: 'not-blocked', triesLeft: state.triesLeft };
  const opened = await openChannel(pace, 'puk', puk);
  if (opened.kind === 'rejected') {
    return expectWrongPassword(opened.statusWord, { kind: 'wrong-puk' });
  }
  const { statusWord } = await progress.step('reset-retry-counter', () =>
    opened.channel.exchange({ ...RESET_RETRY_COUNTER_PIN, p1: 0x03 }),
  );
  opened.channel.close();
  if (statusWord === STATUS_OK) {
    progress.triesLeft = 3;
    return { kind: 'ok' };
  }
  if (PUK_SPENT_STATUS.has(statusWord)) return { kind: 'puk-spent' };
  throw new ProtocolViolation('reset-retry-counter', 'the card refused', { statusWord });
}

async function openWithPin(
  terminal: PinTerminal,
  pin: Secret,
  can: Secret | undefined,
): Promise<Opened | Exclude<UsePinOutcome, { kind: 'ok' }>> {
  const { pace } = terminal;
  const state = await readPinState(terminal);
  if (state.kind === 'operational') return judgePin(terminal, await tryPin(terminal, pace, pin));
  if (state.kind !== 'suspended' || !can) return state;

  const canChannel = await openChannel(pace, 'can', can);
  if (canChannel.kind === 'rejected') {
    return expectWrongPassword(canChannel.statusWord, { kind: 'wrong-can' });
  }
  // The PIN resumes only inside the channel of the CAN; a plain command would drop it.
  const inside = { ...pace, exchange: canChannel.channel.exchange };
  const resumed = await readPinState({ ...terminal, pace: inside });
  if (resumed.kind !== 'suspended' && resumed.kind !== 'operational') return resumed;
  const outcome = judgePin(terminal, await tryPin(terminal, inside, pin));
  canChannel.channel.close();
  return outcome;
}

/** The one step that can cost a try. */
function tryPin({ pace, progress }: PinTerminal, inside: PaceContext, pin: Secret) {
  const beforeMutualAuthentication = (): void => {
    progress.triesLeft = undefined;
  };
  return progress.step('use-pin', () =>
    authenticate({ ...inside, beforeMutualAuthentication }, pin, pace.exchange),
  );
}

function judgePin(
  { progress }: PinTerminal,
  outcome: Opened | Rejected,
): Opened | WrongPin | PinNotUsable {
  if (outcome.kind === 'opened') {
    progress.triesLeft = 3;
    return outcome;
  }
  const { statusWord } = outcome;
  const triesLeft = statusWord & 0x000f;
  if ((statusWord & 0xfff0) === 0x63c0 && triesLeft <= 2) {
    progress.triesLeft = triesLeft;
    return { kind: 'wrong-pin', triesLeft };
  }
  if (statusWord === STATUS_SUSPENDED) return { kind: 'suspended', triesLeft: 1 };
  if (statusWord === STATUS_BLOCKED) return { kind: 'blocked', triesLeft: 0 };
  if (statusWord === STATUS_DEACTIVATED) return { kind: 'deactivated' };
  throw new ProtocolViolation('pace.mutual-authentication', 'the card refused', { statusWord });
}

/** PACE with a password that has no state of its own to be asked for. */
async function openChannel(
  pace: PaceContext,
  password: Exclude<PasswordName, 'pin'>,
  secret: Secret,
): Promise<Opened | Rejected> {
  const statusWord = await setAuthenticationTemplate(pace, password);
  if (statusWord !== STATUS_OK) {
    throw new ProtocolViolation(
      'pace.set-authentication-template',
      `no PACE with the ${password}`,
      {
        statusWord,
      },
    );
  }
  return authenticate(pace, secret, pace.exchange);
}

/** @param plainExchange what the new channel wraps, also when it is agreed on inside another */
async function authenticate(
  pace: PaceContext,
  secret: Secret,
  plainExchange: Exchange,
): Promise<Opened | Rejected> {
  const outcome = await secret.reveal((digits) => authenticateMutually(pace, digits));
  if (outcome.kind === 'rejected') return outcome;
  return { kind: 'opened', channel: openSecureChannel(plainExchange, outcome.keys) };
}

export function expectWrongPassword<Outcome>(statusWord: number, outcome: Outcome): Outcome {
  if (statusWord === STATUS_PASSWORD_WRONG || (statusWord & 0xfff0) === 0x63c0) return outcome;
  throw new ProtocolViolation('pace.mutual-authentication', 'the card refused', { statusWord });
}

/** RESET RETRY COUNTER with a new value. Gives back the status word of an authentic answer. */
export async function sendNewPin(
  progress: CardProgress,
  exchange: Exchange,
  newPin: Secret,
): Promise<number> {
  const statusWord = await progress.step('set-pin', async () => {
    progress.newPin = 'unknown';
    const answer = await newPin.reveal((data) =>
      exchange({ ...RESET_RETRY_COUNTER_PIN, p1: 0x02, data }),
    );
    return answer.statusWord;
  });
  if (statusWord !== STATUS_OK) progress.newPin = 'not-set';
  return statusWord;
}
