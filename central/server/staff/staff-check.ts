import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Queries } from '../database/database.ts';
import type { Identify } from '../http/decorations.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { SessionCookie } from './session-cookie.ts';
import { csrfTokenOf, findSession } from './sessions.ts';

/** Who is signed in, and that a request that changes something comes from our own page. */

export interface StaffCheckParts {
  readonly database: Queries;
  readonly now: () => number;
  readonly publicOrigin: string | undefined;
  readonly cookie: SessionCookie;
}

const READING = new Set(['GET', 'HEAD']);

export function createStaffCheck({
  database,
  now,
  publicOrigin,
  cookie,
}: StaffCheckParts): Identify['staff'] {
  return async ({ method, headers }) => {
    const token = cookie.tokenIn(headers);
    const session = token === undefined ? undefined : await findSession(database, token, now());
    if (token === undefined || !session) {
      throw new ProblemError('not-signed-in', 'Nobody is signed in, or no longer.');
    }
    // A page elsewhere can open a link with our cookie, but it cannot set a header.
    if (headers.upgrade !== undefined) checkOrigin(headers, publicOrigin);
    if (!READING.has(method)) {
      checkOrigin(headers, publicOrigin);
      checkToken(headers, csrfTokenOf(token));
    }
    return session;
  };
}

/** Without a configured origin the page must come from the address the request went to. */
export function checkOrigin(
  { origin, host }: IncomingHttpHeaders,
  publicOrigin: string | undefined,
): void {
  const isOwn =
    publicOrigin === undefined
      ? origin === `http://${host}` && host !== undefined
      : origin === publicOrigin;
  if (!isOwn) throw new ProblemError('csrf', 'The request does not come from a page of ours.');
}

function checkToken(headers: IncomingHttpHeaders, expected: string): void {
  const { 'x-csrf-token': actual = '' } = headers;
  const isRight =
    typeof actual === 'string' &&
    Buffer.byteLength(actual) === Buffer.byteLength(expected) &&
    timingSafeEqual(Buffer.from(actual), Buffer.from(expected));
  if (!isRight) throw new ProblemError('csrf', 'The token of the session is missing or wrong.');
}
