import { z } from 'zod';
import type { Log } from '../../../log/log.ts';
import type { Asked } from '../queue-system.ts';
import { failureOf, refusalOf, type ZmsFailure } from './zms-errors.ts';
import { exchange } from './zms-exchange.ts';
import { flag, text } from './zms-shapes.ts';

/** Questions to a ZMS. What is sent and answered is never logged. */
export interface ZmsClient {
  ask<Answer>(question: ZmsQuestion<Answer>, authKey?: string): Promise<ZmsAnswer<Answer>>;
}

export interface ZmsQuestion<Answer> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the address, e.g. `/scope/141/queue/`. */
  readonly path: string;
  readonly body?: object;
  readonly answer: z.ZodType<Answer>;
  /** A lost answer leaves open whether it was done. */
  readonly changes?: boolean;
  /** What comes is sent back later, so it must not have been trimmed. */
  readonly isWhole?: boolean;
}

export type ZmsAnswer<Answer> =
  | { readonly kind: 'answered'; readonly body: Answer }
  | { readonly kind: 'failed'; readonly failure: ZmsFailure }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unknown' };

export interface ZmsClientParts {
  /** With the path of the interface. */
  readonly address: string;
  readonly log: Log;
  readonly pause: (ms: number) => Promise<void>;
  readonly answerMs?: AnswerMs;
}

/** How long an answer is waited for. */
interface AnswerMs {
  readonly toReads: number;
  readonly toChanges: number;
}

/** As ZMS's own call display and ticket printer do. */
const ANSWER_MS: AnswerMs = { toReads: 9_000, toChanges: 25_000 };
/** As in ZMS's own client: `zmsclient/src/Zmsclient/Http.php`. */
const REPEATS_MAX = 3;
const REPEAT_FIRST_MS = 1_000;
const REPEAT_SPREAD_MS = 2_000;

const TOLD_MAX = 200;

const envelope = z.looseObject({
  meta: z.looseObject({ error: flag, exception: text, message: text, reducedData: flag }),
  data: z.unknown().optional(),
});

export function createZmsClient(parts: ZmsClientParts): ZmsClient {
  const { address, log, pause, answerMs = ANSWER_MS } = parts;
  const base = address.replace(/\/+$/, '');
  const askOnce = async <Answer>(
    question: ZmsQuestion<Answer>,
    authKey: string | undefined,
  ): Promise<ZmsAnswer<Answer>> => {
    const { method, path, body } = question;
    const said = await exchange(new URL(`${base}${path}`), {
      method,
      headers: authKey === undefined ? {} : { 'x-authkey': authKey },
      body: body === undefined ? null : JSON.stringify(body),
      answerMs: question.changes ? answerMs.toChanges : answerMs.toReads,
    });
    const lost = { kind: question.changes ? 'unknown' : 'unreachable' } as const;
    if (said.kind === 'not-sent') return { kind: 'unreachable' };
    if (said.kind === 'lost') return lost;
    // Not by the status: some exceptions have 200, and a proxy may put its own in place.
    const read = envelope.safeParse(said.body);
    if (!read.success) return lost;
    const { meta, data } = read.data;
    if (meta.error) {
      return { kind: 'failed', failure: failureOf(meta, { status: said.status, data }) };
    }
    if (question.isWhole && meta.reducedData) {
      return { kind: 'failed', failure: { name: 'reduced-data', meaning: 'no-right', data: null } };
    }
    const answer = question.answer.safeParse(data);
    return answer.success ? { kind: 'answered', body: answer.data } : lost;
  };
  /** Questions that failed, and how. What is asked every few seconds is told of once. */
  const told = new Map<string, string>();
  const tell = (exception: string, path: string): void => {
    if (told.get(path) === exception) return;
    if (told.size >= TOLD_MAX) told.clear();
    told.set(path, exception);
    log('zms.refused', { exception, path: loggedPath(path) });
  };
  return {
    async ask(question, authKey) {
      for (let repeats = 0; ; repeats += 1) {
        const answer = await askOnce(question, authKey);
        if (answer.kind === 'answered') told.delete(question.path);
        if (answer.kind !== 'failed') return answer;
        const { name, meaning } = answer.failure;
        if (meaning !== 'rolled-back') {
          if (meaning !== 'empty') tell(name, question.path);
          return answer;
        }
        if (repeats === REPEATS_MAX) return { kind: 'unreachable' };
        await pause(REPEAT_FIRST_MS + Math.random() * REPEAT_SPREAD_MS);
      }
    },
  };
}

/** Paths of processes hold the secrets of visitors. */
function loggedPath(path: string): string {
  const [bare = ''] = path.split('?', 1);
  return bare.startsWith('/process/') ? '/process/' : bare;
}

/** Where a question has no answer of its own for what failed. */
export function askedOf<Answer>(answer: ZmsAnswer<Answer>): Asked<Answer> {
  return answer.kind === 'failed' ? refusalOf(answer.failure) : answer;
}
