import type { z } from 'zod';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { openRequestAnswer, openRequestQuestion } from '../../contract/kiosk.ts';
import type { Database, Queries } from '../database/database.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { addRequest, changeRequest, findRequest, inBranch } from './branch-changes.ts';
import { dayInBranch, nextCallSign, type UsedCallSign } from './call-signs.ts';
import type { OfferedService, OfferedServices } from './offered-services.ts';
import { freshAttempt, TRANSITIONS } from './request-states.ts';
import { forKiosk, type StoredRequest } from './stored-request.ts';

/**
 * A kiosk opens a request, or reopens its own under a later attempt. The same question again gets
 * the request as it is now, so a lost answer costs nothing.
 */

export type OpenQuestion = z.infer<typeof openRequestQuestion>;

export interface Opening {
  readonly kiosk: KioskIdentity;
  readonly requestId: string;
  readonly question: OpenQuestion;
  readonly offered: OfferedServices;
  readonly now: number;
}

/** Throws a `ProblemError`: service-not-offered, conflict. */
export async function openRequest(
  database: Database,
  opening: Opening,
): Promise<z.infer<typeof openRequestAnswer>> {
  const service = rulesFor(opening);
  if (service === undefined) {
    throw new ProblemError('service-not-offered', 'this branch does not offer the service');
  }
  const request = await inBranch(database, opening.kiosk.branchId, async (queries) => {
    const stored = await findRequest(queries, opening.requestId);
    return stored === null ? addNew(queries, opening) : openAgain(queries, stored, opening);
  });
  return {
    request: forKiosk(request),
    rights: [...service.rights],
    minimumAge: service.minimumAge,
  };
}

/** Setting a PIN also switches the function on where it is off, and then by the rules for that. */
function rulesFor({ offered, question }: Opening): OfferedService | undefined {
  const asked = offered[question.service];
  return question.pinState === 'deactivated' ? asked && offered['activate-eid'] : asked;
}

async function addNew(
  queries: Queries,
  { kiosk, requestId, question, now }: Opening,
): Promise<FastLaneRequest> {
  const day = dayInBranch(now);
  const request: FastLaneRequest = {
    ...freshAttempt(now),
    id: requestId,
    ...question,
    callSign: await freeCallSign(queries, kiosk.branchId, day),
    kiosk: { id: kiosk.id, name: kiosk.name },
    documentType: null,
    continues: null,
    state: 'open',
    changedAt: new Date(now).toISOString(),
  };
  const stored: StoredRequest = {
    branchId: kiosk.branchId,
    day,
    request,
    takenByAccount: null,
    takenBySession: null,
    usedChallenge: null,
    continuesEntry: null,
  };
  await addRequest(queries, {
    stored,
    actor: { kind: 'kiosk', id: kiosk.id, name: kiosk.name },
    now,
  });
  return request;
}

async function openAgain(
  queries: Queries,
  stored: StoredRequest,
  { kiosk, question, now }: Opening,
): Promise<FastLaneRequest> {
  const { request } = stored;
  const { transactionId, service, attempt, pinState, activated } = question;
  const isOwn =
    request.kiosk.id === kiosk.id &&
    request.transactionId === transactionId &&
    request.service === service;
  if (!isOwn) throw conflict('another transaction has opened this request');
  if (attempt === request.attempt) {
    if (request.pinState === pinState && request.activated === activated) return request;
    throw conflict('this attempt was opened otherwise');
  }
  // Before a call sign is looked for, which may itself fail.
  if (TRANSITIONS.reopen[request.state] === undefined) throw conflict('the request has ended');
  const day = dayInBranch(now);
  const callSign =
    isBusy(request) && stored.day === day
      ? request.callSign
      : await freeCallSign(queries, stored.branchId, day);
  const outcome = await changeRequest(queries, {
    stored,
    step: { kind: 'reopen', attempt, pinState, activated, callSign, day },
    actor: { kind: 'kiosk', id: kiosk.id, name: kiosk.name },
    now,
  });
  if (outcome.kind === 'changed') return outcome.stored.request;
  throw conflict('a later attempt was opened, or the transaction is closed');
}

const conflict = (title: string): ProblemError => new ProblemError('conflict', title);

/** The visitor is or may still be called by the call sign. As `BUSY` says it in SQL. */
function isBusy({ state, result, ticket }: FastLaneRequest): boolean {
  return ticket === 'waiting' || (result === null && state !== 'withdrawn');
}

const BUSY = "ticket = 'waiting' OR (result IS NULL AND state <> 'withdrawn')";

async function freeCallSign(queries: Queries, branchId: string, day: string): Promise<string> {
  const rows = await queries.query<{ call_sign: string; busy: boolean; last_used_at: Date }>(
    `SELECT call_sign, bool_or(${BUSY}) AS busy, max(changed_at) AS last_used_at
     FROM fast_lane_requests WHERE branch_id = $1 AND day = $2 GROUP BY call_sign`,
    [branchId, day],
  );
  const used = rows.map(
    ({ call_sign: callSign, busy, last_used_at: lastUsedAt }): UsedCallSign => ({
      callSign,
      busy,
      lastUsedAt: lastUsedAt.getTime(),
    }),
  );
  const free = nextCallSign(used);
  if (free === null) throw conflict('every call sign of today is in use');
  return free;
}
