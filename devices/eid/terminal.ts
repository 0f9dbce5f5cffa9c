import type {
  CardFailure,
  CardPresence,
  CardStepJournal,
  ReadStateOutcome,
  ResumePinOutcome,
  UnblockPinOutcome,
  UsePinOutcome,
} from '../../state-machines/ports/card.ts';
import { type Exchange, exchangeOver } from '../card/exchange.ts';
import { CardLinkError, type CardReader } from '../kit/card-reader.ts';
import { OneAtATime } from '../kit/one-at-a-time.ts';
import type { Secret } from '../kit/secret.ts';
import { selectMasterFile } from './card-files.ts';
import { type EidCard, identify } from './identify.ts';
import {
  changePin,
  type PinTerminal,
  readPinState,
  resumePin,
  settlePinChange,
  unblockPin,
  verifyPin,
} from './pin-operations.ts';
import { type RandomBytes, randomBytes } from './primitives/random.ts';
import { CardProgress } from './progress.ts';
import { ProtocolViolation } from './protocol-violation.ts';

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
}

export interface ChangePinSecrets {
  readonly pin: Secret;
  readonly newPin: Secret;
  readonly can?: Secret;
}

export interface EidTerminalParts {
  readonly reader: CardReader;
  readonly random?: RandomBytes;
}

/** What an operation belongs to: who writes its steps down, and whether anybody still wants it. */
export interface CardTask {
  readonly journal?: CardStepJournal;
  /** Once aborted, no further step that changes the card begins. */
  readonly signal?: AbortSignal;
}

const NO_JOURNAL: CardStepJournal = { begun: () => {}, ended: () => {} };

export function createEidTerminal({ reader, random = randomBytes }: EidTerminalParts): EidTerminal {
  const queue = new OneAtATime();
  // Read once as long as it stays where it is. Should it be another one unnoticed, PACE fails
  // before a try is spent.
  let known: EidCard | undefined;
  const forget = (): void => {
    known = undefined;
  };
  reader.watch(forget);

  const onCard = <Outcome>(
    { journal = NO_JOURNAL, signal }: CardTask = {},
    operation: (terminal: PinTerminal) => Promise<Outcome>,
  ): Promise<Outcome | CardFailure> =>
    queue.run(async () => {
      const progress = new CardProgress(journal, signal);
      try {
        return await withConnection(reader, async (exchange) => {
          progress.stopIfAbandoned();
          await selectMasterFile(exchange);
          known ??= await identify(exchange);
          if (!known) return { kind: 'not-an-id-card' };
          return operation({ pace: { exchange, suite: known.suite, random }, progress });
        });
      } catch (cause) {
        forget();
        return failureOf(cause, progress);
      }
    });

  return {
    watch: (listener) => reader.watch(listener),
    readState: () => onCard(undefined, readPinState),
    verifyPin: ({ pin, can }, task) => onCard(task, (terminal) => verifyPin(terminal, pin, can)),
    resumePin: ({ pin, can }, task) => onCard(task, (terminal) => resumePin(terminal, pin, can)),
    changePin: ({ pin, newPin, can }, task) =>
      onCard(task, (terminal) => changePin(terminal, { pin, newPin, can })),
    settlePinChange: ({ pin, newPin, can }, task) =>
      onCard(task, (terminal) => settlePinChange(terminal, { pin, newPin, can })),
    unblockPin: ({ puk }, task) => onCard(task, (terminal) => unblockPin(terminal, puk)),
  };
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
function failureOf(cause: unknown, { newPin, triesLeft }: CardProgress): CardFailure {
  if (cause instanceof ProtocolViolation) {
    const { step, statusWord } = cause;
    const status = statusWord === undefined ? {} : { statusWord };
    return { kind: 'protocol-violation', newPin, step, ...status };
  }
  if (!(cause instanceof CardLinkError)) throw cause;
  if (cause.code === 'reader-fault') return { kind: 'reader-fault', newPin, cause: cause.message };
  return { kind: 'card-removed', newPin, ...(triesLeft === undefined ? {} : { triesLeft }) };
}
