import {
  type AusweisAppClient,
  describeTranscript,
  type TranscriptLine,
} from './ausweisapp-client.ts';
import { type AppMessage, readersIn } from './ausweisapp-messages.ts';
import { RigError } from './rig-error.ts';

/** What the citizen would type, in order, each time the AusweisApp asks. */
export interface ChangePinScript {
  /** Several where the first ones are to be wrong. */
  readonly pins: readonly string[];
  readonly newPin: string;
  readonly cans?: readonly string[];
  readonly puks?: readonly string[];
  readonly deadlineMs?: number;
}

export type Question = 'ENTER_PIN' | 'ENTER_CAN' | 'ENTER_PUK' | 'ENTER_NEW_PIN';

export interface ChangePinResult {
  /**
   * What the app said, or `deactivated` where it fell silent on a card whose online function is
   * off. Its word alone proves nothing: 1.26.2 says success for a card that was pulled during
   * PACE. Look at the card too.
   */
  readonly outcome: 'success' | 'failure' | 'deactivated';
  /** Only newer versions give one. */
  readonly reason: string | undefined;
  /** Each question with the retry counter the app showed, e.g. `ENTER_PIN 2`. */
  readonly questions: readonly string[];
  readonly transcript: readonly TranscriptLine[];
  readonly durationMs: number;
}

/** A PIN change takes about 1 s plus up to 1 s until the card is noticed. */
const CHANGE_DEADLINE_MS = 20_000;
const CANCEL_DEADLINE_MS = 5_000;

const ANSWERS = {
  ENTER_PIN: 'SET_PIN',
  ENTER_CAN: 'SET_CAN',
  ENTER_PUK: 'SET_PUK',
  ENTER_NEW_PIN: 'SET_NEW_PIN',
} as const;

/** Runs the app's PIN change to its end and answers what it asks. */
export async function changePin(
  client: AusweisAppClient,
  script: ChangePinScript,
): Promise<ChangePinResult> {
  const start = performance.now();
  const end = start + (script.deadlineMs ?? CHANGE_DEADLINE_MS);
  const firstLine = client.transcript().length;
  const questions: string[] = [];
  client.send({ cmd: 'RUN_CHANGE_PIN', status: false });
  await nextOf(client, ({ msg }) => msg === 'CHANGE_PIN', end, 'start of CHANGE_PIN');
  const last = await answerQuestions(client, script, questions, end).catch(async (error) => {
    // Without this the next workflow of the same app is refused.
    await cancel(client).catch(() => undefined);
    throw error;
  });
  return {
    ...last,
    questions,
    transcript: client.transcript().slice(firstLine),
    durationMs: Math.round(performance.now() - start),
  };
}

async function answerQuestions(
  client: AusweisAppClient,
  script: ChangePinScript,
  questions: string[],
  end: number,
): Promise<Pick<ChangePinResult, 'outcome' | 'reason'>> {
  const supply: Record<Question, string[]> = {
    ENTER_PIN: [...script.pins],
    ENTER_CAN: [...(script.cans ?? [])],
    ENTER_PUK: [...(script.puks ?? [])],
    ENTER_NEW_PIN: [script.newPin],
  };
  // The app may have told about the card before the workflow, and will not repeat itself.
  client.send({ cmd: 'GET_READER_LIST' });
  for (;;) {
    const message = await nextOf(client, isStep, end, 'question or end of CHANGE_PIN');
    if (message.msg === 'CHANGE_PIN') {
      return {
        outcome: message.success === true ? 'success' : 'failure',
        reason: message.reason,
      };
    }
    const question = asQuestion(message.msg);
    if (question === undefined) {
      return { outcome: 'deactivated', reason: (await cancel(client)).reason };
    }
    questions.push(`${question} ${message.reader?.card?.retryCounter ?? '?'}`);
    const value = supply[question].shift();
    if (value === undefined || message.error !== undefined) {
      throw unexpectedQuestion(message, client.transcript());
    }
    client.send({ cmd: ANSWERS[question], value });
  }
}

/** What moves the workflow: a question, its end, or the news that the card is deactivated. */
function isStep(message: AppMessage): boolean {
  return (
    message.msg === 'CHANGE_PIN' ||
    asQuestion(message.msg) !== undefined ||
    readersIn(message).some((reader) => reader.card?.deactivated === true)
  );
}

function asQuestion(name: string): Question | undefined {
  return (Object.keys(ANSWERS) as Question[]).find((question) => question === name);
}

function nextOf(
  client: AusweisAppClient,
  matches: (message: AppMessage) => boolean,
  end: number,
  what: string,
): Promise<AppMessage> {
  return client.waitFor(matches, Math.max(0, Math.round(end - performance.now())), what);
}

async function cancel(client: AusweisAppClient): Promise<AppMessage> {
  client.send({ cmd: 'CANCEL' });
  return await client.waitFor(
    ({ msg, success }) => msg === 'CHANGE_PIN' && success === false,
    CANCEL_DEADLINE_MS,
    'end of CHANGE_PIN after CANCEL',
  );
}

function unexpectedQuestion(message: AppMessage, story: readonly TranscriptLine[]): RigError {
  return new RigError(
    'unexpected-question',
    `the script has no answer to ${message.msg} (${message.error ?? 'asked once more'}):\n` +
      describeTranscript(story),
  );
}
