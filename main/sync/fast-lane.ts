import type { z } from 'zod';
import type { FastLaneRequest } from '../../central/contract/fast-lane.ts';
import {
  openRequestAnswer,
  type openRequestQuestion,
  type Right,
} from '../../central/contract/kiosk.ts';
import type { ProblemCode } from '../../central/contract/problem.ts';
import type { TerminalAuthority } from '../../devices/eid/terminal-authority.ts';
import type { OpenRequestInput } from '../../state-machines/parts/operations.ts';
import type { Approval, OpenRequestOutcome } from '../../state-machines/ports/fast-lane.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { approvalOf, isAlive } from './approval.ts';
import type { CentralAnswer, Question } from './ask-central.ts';
import type { CentralClient } from './central-client.ts';
import { laneAuthority } from './lane-authority.ts';

/**
 * The fast-lane request of the one transaction that is open: opens it, follows what becomes of it,
 * and borrows the right that staff approve.
 */
export interface FastLane {
  open(transactionId: string, facts: OpenRequestInput): Promise<OpenRequestOutcome>;
  /** Tells every change of the attempt opened last, until the transaction is closed. */
  watch(listener: (approval: Approval) => void): () => void;
  /** Null where no request is open. */
  borrow(): LaneRight | null;
  /** What the central system says of this kiosk's latest request. */
  pushed(request: FastLaneRequest): 'known' | 'unknown';
  /** The transaction is closed; nothing more is told of its request. */
  forget(): void;
}

export interface LaneRight {
  readonly transactionId: string;
  readonly authority: TerminalAuthority;
  readonly rights: readonly Right[];
  readonly minimumAge: number | null;
}

/** Then the visitor is told, rather than left before a screen that does nothing. */
const OPEN_ANSWER_MS = 4_000;

const NOT_ADMITTED: ReadonlySet<ProblemCode> = new Set([
  'signature-missing',
  'signature-wrong',
  'signature-stale',
  'kiosk-unknown',
  'service-not-offered',
  'malformed',
  'not-found',
]);

type OpenQuestion = z.infer<typeof openRequestQuestion>;
type OpenAnswer = z.infer<typeof openRequestAnswer>;

interface CurrentRequest {
  readonly transactionId: string;
  readonly requestId: string;
  attempt: number;
  /** What the central system took last; asking the same again shows the request as it is. */
  taken: OpenQuestion | null;
  latest: FastLaneRequest | null;
  rights: readonly Right[];
  minimumAge: number | null;
}

export function createFastLane(
  client: Pick<CentralClient, 'insist'>,
  ledger: Pick<Ledger, 'requestOf'>,
): FastLane {
  const listeners = new Set<(approval: Approval) => void>();
  let current: CurrentRequest | null = null;

  const begin = (transactionId: string): CurrentRequest => ({
    transactionId,
    requestId: ledger.requestOf(transactionId),
    attempt: 0,
    taken: null,
    latest: null,
    rights: [],
    minimumAge: null,
  });

  return {
    async open(transactionId, { service, pinState, attempt, activated }) {
      const lane = current?.transactionId === transactionId ? current : begin(transactionId);
      current = lane;
      if (attempt !== lane.attempt) Object.assign(lane, { attempt, latest: null });
      const question = { transactionId, service, pinState, attempt, activated };
      const answer = await askToOpen(client, lane, question);
      if (current !== lane || lane.attempt !== attempt) return { kind: 'unreachable' };
      if (answer.kind !== 'answered') return refusalOf(answer);
      const { request, rights, minimumAge } = answer.body;
      // What staff may still answer of an earlier attempt is about the card that was there then.
      if (request.attempt !== attempt && isAlive(request)) return { kind: 'unreachable' };
      const latest = newer(lane.latest, request);
      Object.assign(lane, { latest, rights, minimumAge });
      return { kind: 'opened', callSign: latest.callSign, approval: approvalOf(latest) };
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    borrow() {
      if (!current || current.rights.length === 0) return null;
      const { transactionId, requestId, rights, minimumAge } = current;
      const authority = laneAuthority(client, requestId);
      return { transactionId, authority, rights, minimumAge };
    },
    pushed(request) {
      if (request.id !== current?.requestId) return 'unknown';
      if (request.attempt !== current.attempt) return 'known';
      const before = current.latest;
      current.latest = newer(before, request);
      const approval = approvalOf(current.latest);
      if (!before || !isSame(approvalOf(before), approval)) {
        for (const listener of listeners) listener(approval);
      }
      return 'known';
    },
    forget() {
      current = null;
    },
  };
}

/** A request that ended unheard cannot be opened under a later attempt; then it is read as it is. */
async function askToOpen(
  client: Pick<CentralClient, 'insist'>,
  lane: CurrentRequest,
  question: OpenQuestion,
): Promise<CentralAnswer<OpenAnswer>> {
  const signal = AbortSignal.timeout(OPEN_ANSWER_MS);
  const opening = (body: OpenQuestion): Question<OpenAnswer> => ({
    name: 'open-request',
    method: 'PUT',
    path: `/kiosk/fast-lane/${lane.requestId}`,
    body,
    answer: openRequestAnswer,
  });
  const answer = await client.insist(opening(question), signal);
  if (answer.kind === 'answered') lane.taken = question;
  const isOver = answer.kind === 'refused' && answer.code === 'conflict';
  return isOver && lane.taken ? client.insist(opening(lane.taken), signal) : answer;
}

function refusalOf(
  answer: Exclude<CentralAnswer<OpenAnswer>, { kind: 'answered' }>,
): OpenRequestOutcome {
  const isRefused = answer.kind === 'refused' && NOT_ADMITTED.has(answer.code);
  return { kind: isRefused ? 'not-admitted' : 'unreachable' };
}

function newer(known: FastLaneRequest | null, heard: FastLaneRequest): FastLaneRequest {
  return known && known.changedAt > heard.changedAt ? known : heard;
}

function isSame(one: Approval, other: Approval): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
