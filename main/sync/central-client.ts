import { setTimeout as pause } from 'node:timers/promises';
import type { ProblemCode } from '../../central/contract/problem.ts';
import type { Log } from '../log/log.ts';
import { askCentral, type CentralAnswer, type Question } from './ask-central.ts';
import type { KioskIdentity } from './kiosk-identity.ts';
import { signRequest } from './sign-request.ts';

/** Signed questions to the central system. What is sent and answered is never logged. */
export interface CentralClient {
  ask<Answer>(question: Question<Answer>, signal?: AbortSignal): Promise<CentralAnswer<Answer>>;
  /**
   * Asks the same again until there is an answer or `signal` ends it; for questions that have the
   * same effect however often they are asked.
   */
  insist<Answer>(question: Question<Answer>, signal: AbortSignal): Promise<CentralAnswer<Answer>>;
}

export interface CentralClientParts {
  readonly identity: KioskIdentity;
  /** Milliseconds since the epoch, of the clock that signatures are dated by. */
  readonly now: () => number;
  readonly log: Log;
}

const ANSWER_MS = 5_000;
/** Of a question that is asked again: a lost answer must not use up the time of all. */
const TRY_MS = 2_500;
const BETWEEN_TRIES_MS = 300;

/** What may be over the next moment. */
const TEMPORARY: ReadonlySet<ProblemCode> = new Set([
  'server-fault',
  'too-many-requests',
  'key-unavailable',
]);

export function createCentralClient({ identity, now, log }: CentralClientParts): CentralClient {
  const ask = async <Answer>(
    question: Question<Answer>,
    signal: AbortSignal,
  ): Promise<CentralAnswer<Answer>> => {
    const body = question.body === null ? '' : JSON.stringify(question.body);
    const headers = await signRequest({ ...question, body }, identity, now());
    const answer = await askCentral(identity.central, question, { body, headers, signal });
    if (answer.kind === 'refused') {
      log('central.refused', { question: question.name, code: answer.code });
    }
    return answer;
  };
  return {
    ask: (question, signal) => ask(question, within(ANSWER_MS, signal)),
    async insist(question, signal) {
      for (;;) {
        const answer = await ask(question, within(TRY_MS, signal));
        if (!isTemporary(answer) || signal.aborted) return answer;
        try {
          await pause(BETWEEN_TRIES_MS, undefined, { signal });
        } catch {
          return answer;
        }
      }
    },
  };
}

/** Whether asking again may help. */
export function isTemporary(answer: CentralAnswer<unknown>): boolean {
  return answer.kind === 'refused' ? TEMPORARY.has(answer.code) : answer.kind === 'unreachable';
}

function within(deadlineMs: number, signal?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(deadlineMs);
  return signal ? AbortSignal.any([signal, late]) : late;
}
