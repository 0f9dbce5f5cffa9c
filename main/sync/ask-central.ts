import type { z } from 'zod';
import { type ProblemCode, problem } from '../../central/contract/problem.ts';

/** One question to the central system over HTTP, and what may come of it. */

export interface Question<Answer> {
  /** How logs name it. */
  readonly name: QuestionName;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** Null: it has none, as with GET. */
  readonly body: object | null;
  readonly answer: z.ZodType<Answer>;
}

export type QuestionName =
  | 'link'
  | 'open-request'
  | 'chain'
  | 'signature'
  | 'events'
  | 'queue-offer'
  | 'ticket'
  | 'check-in'
  | 'leases'
  | 'offline-tickets';

export type CentralAnswer<Answer> =
  | { readonly kind: 'answered'; readonly body: Answer }
  | {
      readonly kind: 'refused';
      readonly code: ProblemCode;
      readonly retryAfterSeconds?: number | undefined;
    }
  /** No answer in time, or none that the contract knows. */
  | { readonly kind: 'unreachable' };

/** The longest answer, an offer of a hundred services with two weeks' hours, has some 180 000 octets. */
const ANSWER_BYTES_MAX = 262_144;

const UNREACHABLE = { kind: 'unreachable' } as const;

export async function askCentral<Answer>(
  central: string,
  { method, path, answer }: Omit<Question<Answer>, 'body' | 'name'>,
  { body, headers, signal }: { body: string; headers: Record<string, string>; signal: AbortSignal },
): Promise<CentralAnswer<Answer>> {
  try {
    const response = await fetch(new URL(path, central), {
      method,
      headers: body === '' ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === '' ? {} : { body }),
      redirect: 'error',
      signal,
    });
    const said = await readJson(response.body ?? []);
    if (response.ok) {
      const read = answer.safeParse(said);
      return read.success ? { kind: 'answered', body: read.data } : UNREACHABLE;
    }
    return readRefusal(said) ?? UNREACHABLE;
  } catch {
    return UNREACHABLE;
  }
}

/** @returns undefined for what is no refusal of the central system */
export function readRefusal(
  said: unknown,
): Extract<CentralAnswer<never>, { kind: 'refused' }> | undefined {
  const refusal = problem.safeParse(said);
  if (!refusal.success) return undefined;
  const { code, retryAfterSeconds } = refusal.data;
  return { kind: 'refused', code, retryAfterSeconds };
}

/** Rejects where it is no JSON, or longer than any answer. */
export async function readJson(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  bytesMax = ANSWER_BYTES_MAX,
): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > bytesMax) throw new RangeError('the answer is too long');
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}
