import type {
  CardStep,
  DocumentFacts,
  LentRightFailure,
  PinState,
  SwitchFunctionOutcome,
} from '../../state-machines/ports/card.ts';
import { STATUS_OK } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import type { Bytes } from '../kit/bytes.ts';
import type { Secret } from '../kit/secret.ts';
import { selectEidApplication } from './card-files.ts';
import type { RightName } from './chat.ts';
import type { DataGroupNumber } from './data-groups.ts';
import { checkDocument, documentTypeOf, readDataGroup } from './document-checks.ts';
import { readPinState, sendNewPin, verifyPin } from './pin-operations.ts';
import type { CardProgress } from './progress.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import {
  type LentRight,
  type RightTerminal,
  type UnlockedChip,
  unlockChip,
} from './unlock-chip.ts';

/**
 * What a terminal may do under a right that an authority lends it for one operation: PIN
 * management (TR-03110 part 2, 3.5) and the eID application (part 4, 2.2).
 */

export type NewPinSet = { readonly kind: 'set'; readonly activated: boolean } & DocumentFacts;

export type ReadDataOutcome =
  | ({ readonly kind: 'ok'; readonly groups: ReadonlyMap<DataGroupNumber, Bytes> } & DocumentFacts)
  | LentRightFailure;

const NEEDED_FOR_PIN: readonly RightName[] = ['pin-management'];
const STATUS_NOT_ALLOWED = 0x6982;
/** P2 names the PIN, whichever application is selected. */
const SWITCH_PIN = { cla: 0x00, p1: 0x10, p2: 0x03 };
const SWITCHES = {
  activate: { step: 'activate-eid', ins: 0x44, becomes: 'activated' },
  deactivate: { step: 'deactivate-eid', ins: 0x04, becomes: 'deactivated' },
} as const;

/** Sets a new PIN without the old one; switches the function on first where it is off. */
export async function setPinByRight(
  terminal: RightTerminal,
  { can, newPin }: { readonly can: Secret; readonly newPin: Secret },
  lent: LentRight,
  { activate }: { readonly activate: 'if-off' | 'never' },
): Promise<NewPinSet | { readonly kind: 'deactivated' } | LentRightFailure> {
  const { progress } = terminal;
  const isOff = (await knownState(terminal)).kind === 'deactivated';
  if (isOff && activate === 'never') return { kind: 'deactivated' };
  return whileUnlocked(terminal, can, lent, needs(NEEDED_FOR_PIN, lent), async (chip) => {
    const { exchange } = chip.channel;
    const facts = await learnFacts(exchange, chip, lent, 'checked');
    if ('kind' in facts) return facts;
    const refused = isOff ? await switchPin(progress, exchange, 'activate') : undefined;
    if (refused) return refused;
    const statusWord = await sendNewPin(progress, exchange, newPin);
    // After the function was switched on, a refusal must also tell that.
    const failure = judge('set-pin', statusWord, isOff ? 'changed' : 'unchanged');
    return failure ?? { kind: 'set', activated: isOff, ...facts };
  });
}

/** On a card that has been reset since: PACE with the new PIN, where its state allows that. */
export async function isNewPinProven(terminal: RightTerminal, newPin: Secret): Promise<boolean> {
  try {
    return (await verifyPin(terminal, newPin, undefined)).kind === 'ok';
  } catch (cause) {
    if (cause instanceof ProtocolViolation) return false;
    throw cause;
  }
}

/** A function that already stands as wished costs neither the right nor the chip anything. */
export async function switchFunction(
  terminal: RightTerminal,
  can: Secret,
  lent: LentRight,
  direction: 'activate' | 'deactivate',
): Promise<SwitchFunctionOutcome> {
  const was = (await knownState(terminal)).kind === 'deactivated' ? 'off' : 'on';
  if ((was === 'on') === (direction === 'activate')) {
    return { kind: 'ok', was, notChecked: ['card-security-signature', 'card-security-issuer'] };
  }
  return whileUnlocked(terminal, can, lent, needs(NEEDED_FOR_PIN, lent), async (chip) => {
    const { exchange } = chip.channel;
    // An expired card may still be switched off.
    const checks = direction === 'activate' ? 'checked' : 'unchecked';
    const facts = await learnFacts(exchange, chip, lent, checks);
    if ('kind' in facts) return facts;
    const refused = await switchPin(terminal.progress, exchange, direction);
    return refused ?? { kind: 'ok', was, ...facts };
  });
}

/** Reads data groups as they are; one that the document does not have is left out. */
export async function readData(
  terminal: RightTerminal,
  can: Secret,
  lent: LentRight,
  dataGroups: readonly DataGroupNumber[],
): Promise<ReadDataOutcome> {
  const needed = dataGroups.map((number): RightName => `read-dg${number}`);
  return whileUnlocked(terminal, can, lent, needed, async ({ channel, notChecked }) => {
    await selectEidApplication(channel.exchange);
    const groups = new Map<DataGroupNumber, Bytes>();
    for (const number of new Set(dataGroups)) {
      const group = await readDataGroup(channel.exchange, number);
      if (group && 'kind' in group) return group;
      if (group) groups.set(number, group);
    }
    const first = groups.get(1);
    return { kind: 'ok', groups, notChecked, ...(first ? documentTypeOf(first) : {}) };
  });
}

/** Should it have changed unseen, the chip refuses what follows, and the next try reads it anew. */
async function knownState(terminal: RightTerminal): Promise<PinState> {
  return terminal.pinState ?? readPinState(terminal);
}

function needs(rights: readonly RightName[], { minimumAge }: LentRight): readonly RightName[] {
  return minimumAge === undefined ? rights : [...rights, 'age-verification'];
}

async function whileUnlocked<Outcome>(
  terminal: RightTerminal,
  can: Secret,
  lent: LentRight,
  needed: readonly RightName[],
  use: (chip: UnlockedChip) => Promise<Outcome>,
): Promise<Outcome | LentRightFailure> {
  const chip = await unlockChip(terminal, can, lent, needed);
  if (chip.kind !== 'unlocked') return chip;
  try {
    return await use(chip);
  } finally {
    chip.channel.close();
  }
}

async function learnFacts(
  exchange: Exchange,
  { notChecked }: UnlockedChip,
  { rights, minimumAge }: LentRight,
  checks: 'checked' | 'unchecked',
): Promise<DocumentFacts | LentRightFailure> {
  const readsType = rights.includes('read-dg1');
  if (checks === 'unchecked' && !readsType) return { notChecked };
  await selectEidApplication(exchange);
  const against = checks === 'checked' ? await checkDocument(exchange, minimumAge) : undefined;
  if (against || !readsType) return against ?? { notChecked };
  const group = await readDataGroup(exchange, 1);
  if (group && 'kind' in group) return group;
  return { notChecked, ...(group ? documentTypeOf(group) : {}) };
}

/** ACTIVATE or DEACTIVATE for the PIN, TR-03110 part 3, B.11: the PIN is the eID function. */
async function switchPin(
  progress: CardProgress,
  exchange: Exchange,
  direction: keyof typeof SWITCHES,
): Promise<LentRightFailure | undefined> {
  const { step, ins, becomes } = SWITCHES[direction];
  const statusWord = await progress.step(step, async () => {
    progress.eidFunction = 'unknown';
    return (await exchange({ ...SWITCH_PIN, ins })).statusWord;
  });
  progress.eidFunction = statusWord === STATUS_OK ? becomes : undefined;
  return judge(step, statusWord, 'unchanged');
}

function judge(
  step: CardStep,
  statusWord: number,
  chip: 'unchanged' | 'changed',
): LentRightFailure | undefined {
  if (statusWord === STATUS_OK) return undefined;
  if (statusWord === STATUS_NOT_ALLOWED && chip === 'unchanged') {
    return { kind: 'terminal-not-accepted', step, statusWord };
  }
  throw new ProtocolViolation(step, 'the card refused', { statusWord });
}
