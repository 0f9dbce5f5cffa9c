import { z } from 'zod';
import type { ZmsAnswer, ZmsClient, ZmsQuestion } from './zms-client.ts';
import type { ZmsCredentials } from './zms-credentials.ts';
import { login, otherSession, workstation } from './zms-shapes.ts';

/**
 * A user of ZMS at a workstation: signs in when needed, and again when the session has ended. One
 * question at a time, because a workstation is at one scope.
 */
export interface ZmsSession {
  ask<Answer>(question: ZmsQuestion<Answer>): Promise<ZmsAnswer<Answer>>;
  /** With the workstation at that scope. */
  askAt<Answer>(scopeId: number, question: ZmsQuestion<Answer>): Promise<ZmsAnswer<Answer>>;
}

export interface ZmsSessionParts {
  readonly client: ZmsClient;
  readonly credentials: ZmsCredentials;
  /** Empty for a kiosk: a user with a counter is counted as one that serves. */
  readonly counterName: string;
}

interface Signed {
  readonly authKey: string;
  readonly scopeId: number | null;
}

const anything = z.unknown();

export function createZmsSession(parts: ZmsSessionParts): ZmsSession {
  const { client } = parts;
  let signed: Signed | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const attempt = async <Answer>(
    scopeId: number | null,
    question: ZmsQuestion<Answer>,
  ): Promise<ZmsAnswer<Answer>> => {
    if (!signed) {
      const authKey = await signIn(parts);
      if (authKey.kind !== 'answered') return authKey;
      signed = { authKey: authKey.body, scopeId: null };
    }
    if (scopeId !== null && signed.scopeId !== scopeId) {
      const chosen = await chooseScope(parts, { authKey: signed.authKey, scopeId });
      if (chosen.kind !== 'answered') return chosen;
      signed = { ...signed, scopeId };
    }
    return client.ask(question, signed.authKey);
  };
  const insist = async <Answer>(
    scopeId: number | null,
    question: ZmsQuestion<Answer>,
  ): Promise<ZmsAnswer<Answer>> => {
    const isFresh = signed === null;
    const answer = await attempt(scopeId, question);
    if (answer.kind !== 'failed' || answer.failure.meaning !== 'sign-in') return answer;
    signed = null;
    // The session had ended, which no question outlives: it was not done.
    return isFresh ? answer : attempt(scopeId, question);
  };
  const inTurn = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    const turn = last.then(ask);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    ask: (question) => inTurn(() => insist(null, question)),
    askAt: (scopeId, question) => inTurn(() => insist(scopeId, question)),
  };
}

async function signIn(parts: ZmsSessionParts): Promise<ZmsAnswer<string>> {
  const first = await askForLogin(parts);
  if (first.kind !== 'failed' || first.failure.meaning !== 'drop-session') return first;
  const other = otherSession.safeParse(first.failure.data);
  if (!other.success) return first;
  const path = `/workstation/login/${encodeURIComponent(parts.credentials.user)}/`;
  await parts.client.ask({ method: 'DELETE', path, answer: anything }, other.data.authkey);
  return askForLogin(parts);
}

async function askForLogin({ client, credentials }: ZmsSessionParts): Promise<ZmsAnswer<string>> {
  const { user, password } = credentials;
  const answer = await client.ask({
    ...{ method: 'POST', path: '/workstation/login/', answer: login },
    body: { id: user, password, departments: [{ id: 0 }] },
  });
  return answer.kind === 'answered' ? { ...answer, body: answer.body.authkey } : answer;
}

/** ZMS takes back the whole workstation. */
async function chooseScope(
  { client, counterName }: ZmsSessionParts,
  { authKey, scopeId }: { authKey: string; scopeId: number },
): Promise<ZmsAnswer<unknown>> {
  const path = '/workstation/?resolveReferences=1';
  const current = await client.ask({ method: 'GET', path, answer: workstation }, authKey);
  if (current.kind !== 'answered') return current;
  const body = { ...current.body, name: counterName, scope: { id: scopeId } };
  return client.ask({ method: 'POST', path: '/workstation/', body, answer: anything }, authKey);
}
