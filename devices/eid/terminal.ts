import type {
  CardFailure,
  CardPresence,
  CardStepJournal,
  PinState,
  ReadStateOutcome,
  ResumePinOutcome,
  SetPinByRightOutcome,
  SwitchFunctionOutcome,
  UnblockPinOutcome,
  UsePinOutcome,
} from '../../state-machines/ports/card.ts';
import { type Exchange, exchangeOver } from '../card/exchange.ts';
import { CardLinkError, type CardReader } from '../kit/card-reader.ts';
import { type Clock, systemClock } from '../kit/clock.ts';
import { OneAtATime } from '../kit/one-at-a-time.ts';
import type { Secret } from '../kit/secret.ts';
import { selectMasterFile } from './card-files.ts';
import type { DataGroupNumber } from './data-groups.ts';
import { type EidCard, identify } from './identify.ts';
import {
  isNewPinProven,
  type ReadDataOutcome,
  readData,
  setPinByRight,
  switchFunction,
} from './lent-right.ts';
import {
  changePin,
  readPinState,
  resumePin,
  settlePinChange,
  unblockPin,
  verifyPin,
} from './pin-operations.ts';
import { type RandomBytes, randomBytes } from './primitives/random.ts';
import { CardProgress } from './progress.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import type { LentRight, RightTerminal } from './unlock-chip.ts';

/**
 * The eID terminal: one operation on the card in the reader, from connecting to letting go. Every
 * operation starts with a fresh connection and ends with a reset card, so that no channel and no
 * half-done conversation outlives it.
 */
export interface EidTerminal {
  watch(listener: (presence: CardPresence) => void): () => void;
  readState(): Promise<ReadStateOutcome>;
  verifyPin(secrets: { pin: Secret; can?: Secret }, task?: CardTask): Promise<UsePinOutcome>;
  resumePin(secrets: { pin: Secret; can: Secret }, task?: CardTask): Promise<ResumePinOutcome>;
  changePin(secrets: ChangePinSecrets, task?: CardTask): Promise<UsePinOutcome>;
  /** Finishes a change whose end nobody saw; see `settlePinChange`. */
  settlePinChange(secrets: ChangePinSecrets, task?: CardTask): Promise<UsePinOutcome>;
  unblockPin(secrets: { puk: Secret }, task?: CardTask): Promise<UnblockPinOutcome>;
  /** Sets a new PIN without the old one, resets the card and proves the new PIN by PACE. */
  setPinByRight(
    secrets: { can: Secret; newPin: Secret },
    lent: LentRight,
    how: { activate: 'if-off' | 'never' },
    task?: CardTask,
  ): Promise<SetPinByRightOutcome>;
  switchFunction(
    secrets: { can: Secret },
    lent: LentRight,
    direction: 'activate' | 'deactivate',
    task?: CardTask,
  ): Promise<SwitchFunctionOutcome>;
  readData(
    secrets: { can: Secret },
    lent: LentRight,
    dataGroups: readonly DataGroupNumber[],
    task?: CardTask,
  ): Promise<ReadDataOutcome>;
}

export interface ChangePinSecrets {
  readonly pin: Secret;
  readonly newPin: Secret;
  readonly can?: Secret;
}

export interface EidTerminalParts {
  readonly reader: CardReader;
  readonly random?: RandomBytes;
  readonly clock?: Clock;
}

/** What an operation belongs to: who writes its steps down, and whether anybody still wants it. */
export interface CardTask {
  readonly journal?: CardStepJournal;
  /** Once aborted, no further step that changes the card begins. */
  readonly signal?: AbortSignal;
}

/** Connects, uses the card and lets go of it; the card is then reset. */
type Connected = <Outcome>(
  use: (terminal: RightTerminal) => Promise<Outcome>,
) => Promise<Outcome | { readonly kind: 'not-an-id-card' }>;

const PROVEN = { kind: 'proven' } as const;
const NOT_PROVEN = { kind: 'not-proven' } as const;
const NO_JOURNAL: CardStepJournal = { begun: () => {}, ended: () => {} };

export function createEidTerminal({
  reader,
  random = randomBytes,
  clock = systemClock,
}: EidTerminalParts): EidTerminal {
  const queue = new OneAtATime();
  // Read once as long as it stays where it is. Should it be another one unnoticed, PACE fails
  // before a try is spent.
  let known: EidCard | undefined;
  // Good until anything but reading is done to the card.
  let pinState: PinState | undefined;
  const forget = (): void => {
    known = undefined;
    pinState = undefined;
  };
  reader.watch(forget);

  const inTurn = <Outcome>(
    { journal = NO_JOURNAL, signal }: CardTask = {},
    operation: (connected: Connected) => Promise<Outcome>,
  ): Promise<Outcome | CardFailure> =>
    queue.run(async () => {
      const progress = new CardProgress(journal, signal);
      const stateRead = pinState === undefined ? {} : { pinState };
      pinState = undefined;
      try {
        return await operation((use) =>
          withConnection(reader, async (exchange) => {
            progress.stopIfAbandoned();
            await selectMasterFile(exchange);
            known ??= await identify(exchange);
            if (!known) return { kind: 'not-an-id-card' };
            const pace = { exchange, suite: known.suite, random };
            return use({ pace, progress, card: known, clock, signal, ...stateRead });
          }),
        );
      } catch (cause) {
        forget();
        return failureOf(cause, progress);
      }
    });
  const onCard = <Outcome>(
    task: CardTask | undefined,
    operation: (terminal: RightTerminal) => Promise<Outcome>,
  ) => inTurn(task, (connected) => connected(operation));

  return {
    watch: (listener) => reader.watch(listener),
    readState: () =>
      onCard(undefined, async (terminal) => {
        pinState = await readPinState(terminal);
        return pinState;
      }),
    verifyPin: ({ pin, can }, task) => onCard(task, (terminal) => verifyPin(terminal, pin, can)),
    resumePin: ({ pin, can }, task) => onCard(task, (terminal) => resumePin(terminal, pin, can)),
    changePin: ({ pin, newPin, can }, task) =>
      onCard(task, (terminal) => changePin(terminal, { pin, newPin, can })),
    settlePinChange: ({ pin, newPin, can }, task) =>
      onCard(task, (terminal) => settlePinChange(terminal, { pin, newPin, can })),
    unblockPin: ({ puk }, task) => onCard(task, (terminal) => unblockPin(terminal, puk)),
    setPinByRight: (secrets, lent, how, task) =>
      inTurn(task, (connected) => setAndProvePin(connected, secrets, lent, how)),
    switchFunction: ({ can }, lent, direction, task) =>
      onCard(task, (terminal) => switchFunction(terminal, can, lent, direction)),
    readData: ({ can }, lent, dataGroups, task) =>
      onCard(task, (terminal) => readData(terminal, can, lent, dataGroups)),
  };
}

/** Chips refuse PACE after chip authentication, so the proof is made on a card that was reset. */
async function setAndProvePin(
  connected: Connected,
  secrets: { can: Secret; newPin: Secret },
  lent: LentRight,
  how: { activate: 'if-off' | 'never' },
): Promise<SetPinByRightOutcome> {
  const set = await connected((terminal) => setPinByRight(terminal, secrets, lent, how));
  if (set.kind !== 'set') return set;
  const { activated, ...facts } = set;
  const proven = await connected(async (terminal) =>
    (await isNewPinProven(terminal, secrets.newPin)) ? PROVEN : NOT_PROVEN,
  );
  return proven.kind === 'proven'
    ? { ...facts, kind: 'ok', activated }
    : { kind: 'not-proven', activated };
}

async function withConnection<Outcome>(
  reader: CardReader,
  use: (exchange: Exchange) => Promise<Outcome>,
): Promise<Outcome> {
  const connection = await reader.connect();
  try {
    return await use(exchangeOver(connection));
  } finally {
    await connection.release();
  }
}

/** What is expected of cards and readers becomes a value; a mistake of ours stays an error. */
function failureOf(cause: unknown, progress: CardProgress): CardFailure {
  const { newPin, triesLeft, eidFunction } = progress;
  const broken = { newPin, ...(eidFunction === undefined ? {} : { eidFunction }) };
  if (cause instanceof ProtocolViolation) {
    const { step, statusWord } = cause;
    const status = statusWord === undefined ? {} : { statusWord };
    return { kind: 'protocol-violation', ...broken, step, ...status };
  }
  if (!(cause instanceof CardLinkError)) throw cause;
  if (cause.code === 'reader-fault') {
    return { kind: 'reader-fault', ...broken, cause: cause.message };
  }
  return { kind: 'card-removed', ...broken, ...(triesLeft === undefined ? {} : { triesLeft }) };
}
