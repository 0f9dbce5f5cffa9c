import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { isTextNobodyCanStore } from '../database/database-error.ts';
import { ProblemError } from './problem-error.ts';

/** Refusals as `application/problem+json` (RFC 9457). */

export const PROBLEM_TYPE = 'application/problem+json';

export const PROBLEM_STATUS: Readonly<Record<ProblemCode, number>> = {
  malformed: 400,
  'not-found': 404,
  'too-large': 413,
  'too-many-requests': 429,
  'server-fault': 500,
  'signature-missing': 401,
  'signature-wrong': 401,
  'signature-stale': 401,
  replayed: 401,
  'kiosk-unknown': 401,
  'enrolment-code-wrong': 403,
  'not-signed-in': 401,
  'sign-in-wrong': 401,
  'sign-in-locked': 429,
  csrf: 403,
  'role-missing': 403,
  'counter-missing': 409,
  conflict: 409,
  'taken-by-another': 409,
  'service-not-offered': 403,
  'no-approval': 403,
  'approval-ended': 403,
  'approval-used': 403,
  'no-chain': 409,
  'challenge-malformed': 400,
  'challenge-replayed': 409,
  'certificate-ended': 503,
  'key-unavailable': 503,
};

/** Refusals that an honest kiosk or page seldom meets, so that IT should see them. */
export const SUSPICIOUS: ReadonlySet<ProblemCode> = new Set([
  'signature-missing',
  'signature-wrong',
  'signature-stale',
  'replayed',
  'kiosk-unknown',
  'enrolment-code-wrong',
  'sign-in-wrong',
  'sign-in-locked',
  'csrf',
  'role-missing',
]);

export function problemOf({ code, message, retryAfterSeconds }: ProblemError): Problem {
  return {
    type: 'about:blank',
    status: PROBLEM_STATUS[code],
    code,
    title: message,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** @returns undefined for a fault of the server, which the one who asked learns nothing about */
export function refusalIn(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (typeof error !== 'object' || error === null) return undefined;
  if (isTextNobodyCanStore(error)) return new ProblemError('malformed', 'A text holds a null.');
  if ('validation' in error) return new ProblemError('malformed', placesOf(error.validation));
  if (!('statusCode' in error) || typeof error.statusCode !== 'number') return undefined;
  if (error.statusCode === 413) return new ProblemError('too-large', 'The body is too large.');
  return error.statusCode >= 400 && error.statusCode < 500
    ? new ProblemError('malformed', 'The request cannot be read.')
    : undefined;
}

/** Names where a message differs from the contract, never what stands there. */
function placesOf(validation: unknown): string {
  const entries: readonly unknown[] = Array.isArray(validation) ? validation : [];
  const places = entries
    .map((entry) =>
      typeof entry === 'object' && entry !== null && 'instancePath' in entry
        ? String(entry.instancePath)
        : '',
    )
    .map((place) => (place === '' ? 'the whole' : place))
    .slice(0, 5);
  return `The request is not as the contract says, at ${places.join(', ')}.`;
}
