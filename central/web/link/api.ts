import type { FastLaneRequest, RefusalReason } from '../../contract/fast-lane.ts';
import { THINGS_SEEN } from '../../contract/fast-lane.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import {
  enrolmentCodeAnswer,
  kiosks,
  requestAnswer,
  type Session,
  session,
} from '../../contract/staff.ts';

/** What the page asks of the central system. */

export type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** No answer, or none that says whether the question took effect. */
  | { readonly kind: 'unreachable' }
  /** An answer that this page does not know: the central system is newer. */
  | { readonly kind: 'outdated' };

export type EnrolmentCode = ReturnType<typeof enrolmentCodeAnswer.parse>;
export type Kiosk = ReturnType<typeof kiosks.parse>['kiosks'][number];

/** A step of a clerk with a request, as it was seen. */
export type Step =
  | { readonly kind: 'take' | 'release' | 'approve' | 'serve' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason };

export interface Api {
  readSession(): Promise<Answer<Session>>;
  signIn(name: string, password: string): Promise<Answer<Session>>;
  signOut(csrfToken: string): Promise<Answer<null>>;
  chooseCounter(csrfToken: string, counterId: string): Promise<Answer<Session>>;
  step(csrfToken: string, request: FastLaneRequest, step: Step): Promise<Answer<FastLaneRequest>>;
  listKiosks(): Promise<Answer<readonly Kiosk[]>>;
  makeEnrolmentCode(csrfToken: string, kioskName: string): Promise<Answer<EnrolmentCode>>;
}

interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly csrfToken?: string;
  readonly body?: object;
}

/** Hashing a password takes its time on a busy server; nobody waits longer than this. */
const ANSWER_MS = 10_000;

export function createApi(send: typeof fetch): Api {
  const ask = async <Value>(
    question: Question,
    read: (body: unknown) => Value,
  ): Promise<Answer<Value>> => {
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
  const readSession = (body: unknown): Session => session.parse(body);
  return {
    readSession: () => ask({ method: 'GET', path: '/staff/session' }, readSession),
    signIn: (name, password) =>
      ask({ method: 'POST', path: '/staff/session', body: { name, password } }, readSession),
    signOut: (csrfToken) =>
      ask({ method: 'DELETE', path: '/staff/session', csrfToken }, () => null),
    chooseCounter: (csrfToken, counterId) =>
      ask(
        { method: 'PUT', path: '/staff/session/counter', csrfToken, body: { counterId } },
        readSession,
      ),
    step: (csrfToken, request, step) =>
      ask(
        { method: 'POST', csrfToken, ...stepQuestion(request, step) },
        (body) => requestAnswer.parse(body).request,
      ),
    listKiosks: () =>
      ask({ method: 'GET', path: '/staff/kiosks' }, (body) => kiosks.parse(body).kiosks),
    makeEnrolmentCode: (csrfToken, kioskName) =>
      ask(
        { method: 'POST', path: '/staff/kiosks/enrolment-codes', csrfToken, body: { kioskName } },
        (body) => enrolmentCodeAnswer.parse(body),
      ),
  };
}

function stepQuestion(
  { id, attempt }: FastLaneRequest,
  step: Step,
): Pick<Question, 'path' | 'body'> {
  const path = `/staff/fast-lane/${id}`;
  switch (step.kind) {
    case 'take':
      return { path: `${path}/taking`, body: { attempt } };
    case 'release':
      return { path: `${path}/release`, body: { attempt } };
    case 'approve':
      return { path: `${path}/approval`, body: { attempt, seen: THINGS_SEEN } };
    case 'refuse':
      return { path: `${path}/refusal`, body: { attempt, reason: step.reason } };
    case 'serve':
      return { path: `${path}/served` };
  }
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
