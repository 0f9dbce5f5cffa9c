import { type Problem, problem } from '../../contract/problem.ts';

/** How the page asks the central system: each question has an answer, however the network is. */

export type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** No answer, or none that says whether the question took effect. */
  | { readonly kind: 'unreachable' }
  /** An answer that this page does not know: the central system is newer. */
  | { readonly kind: 'outdated' };

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly csrfToken?: string;
  readonly body?: object;
}

/** Hashing a password takes its time on a busy server; nobody waits longer than this. */
const ANSWER_MS = 10_000;

/** Asks, and reads what was answered as the contract says. */
export type Ask = <Value>(
  question: Question,
  read: (body: unknown) => Value,
) => Promise<Answer<Value>>;

export function createAsk(send: typeof fetch): Ask {
  return async (question, read) => {
    const answered = await exchange(send, question);
    if (answered === null || answered.status >= 500) return { kind: 'unreachable' };
    try {
      return answered.isOk
        ? { kind: 'ok', value: read(answered.body) }
        : { kind: 'refused', problem: problem.parse(answered.body) };
    } catch {
      return { kind: 'outdated' };
    }
  };
}

interface Answered {
  readonly isOk: boolean;
  readonly status: number;
  readonly body: unknown;
}

/** @returns null where no whole answer came in time */
async function exchange(
  send: typeof fetch,
  { method, path, csrfToken, body }: Question,
): Promise<Answered | null> {
  try {
    const response = await send(path, {
      method,
      credentials: 'same-origin',
      headers: {
        ...(csrfToken === undefined ? {} : { 'X-CSRF-Token': csrfToken }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await response.text();
    const { ok: isOk, status } = response;
    return { isOk, status, body: text === '' ? null : readJson(text) };
  } catch {
    return null;
  }
}

/** What is no JSON comes from something between us and the server, and no schema accepts it. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
