import type { FastLaneRequest, RefusalReason } from '../../contract/fast-lane.ts';
import { THINGS_SEEN } from '../../contract/fast-lane.ts';
import {
  enrolmentCodeAnswer,
  kiosks,
  requestAnswer,
  type Session,
  session,
} from '../../contract/staff.ts';
import { type Answer, createAsk, type Question } from './exchange.ts';
import { createLeadApi, type LeadApi } from './lead-api.ts';
import { createQueueApi, type QueueApi } from './queue-api.ts';

/** What the page asks of the central system. */

export type EnrolmentCode = ReturnType<typeof enrolmentCodeAnswer.parse>;
export type Kiosk = ReturnType<typeof kiosks.parse>['kiosks'][number];

/** A step of a clerk with a request, as it was seen. */
export type Step =
  | { readonly kind: 'take' | 'release' | 'approve' | 'serve' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }
  /** It goes on with what somebody from the fast lane waits for; null: with nothing after all. */
  | { readonly kind: 'continue'; readonly entryId: string | null };

export interface Api {
  readSession(): Promise<Answer<Session>>;
  signIn(name: string, password: string): Promise<Answer<Session>>;
  signOut(csrfToken: string): Promise<Answer<null>>;
  chooseCounter(csrfToken: string, counterId: string): Promise<Answer<Session>>;
  step(csrfToken: string, request: FastLaneRequest, step: Step): Promise<Answer<FastLaneRequest>>;
  listKiosks(): Promise<Answer<readonly Kiosk[]>>;
  makeEnrolmentCode(csrfToken: string, kioskName: string): Promise<Answer<EnrolmentCode>>;
  readonly queue: QueueApi;
  readonly lead: LeadApi;
}

export function createApi(send: typeof fetch): Api {
  const ask = createAsk(send);
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
    queue: createQueueApi(ask),
    lead: createLeadApi(ask),
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
    case 'continue':
      return { path: `${path}/continues`, body: { entryId: step.entryId } };
    case 'serve':
      return { path: `${path}/served` };
  }
}
