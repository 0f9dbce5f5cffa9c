import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Session } from '../../contract/staff.ts';
import { isEnded, type Lane } from './lane.ts';

/** The list as a counter reads it: what to answer, who waits for a counter, what is over. */

export interface Sections {
  /** To be answered first, and then what kiosks are busy with. */
  readonly running: readonly FastLaneRequest[];
  readonly tickets: readonly FastLaneRequest[];
  readonly ended: readonly FastLaneRequest[];
}

const ENDED_SHOWN_MAX = 8;
const ENDED_SHOWN_MS = 60 * 60 * 1_000;
/** A kiosk that has been silent for so long after the signature will not tell soon. */
const USED_SHOWN_MS = 10 * 60 * 1_000;

/** @param now milliseconds since the epoch, by the central system's clock */
export function sectionsOf({ requests }: Lane, now: number): Sections {
  const all = [...requests.values()];
  const isOver = (request: FastLaneRequest): boolean =>
    isEnded(request) || (request.state === 'used' && isOlder(request, now, USED_SHOWN_MS));
  return {
    running: all
      .filter((request) => request.ticket !== 'waiting' && !isOver(request))
      .sort((a, b) => rankOf(a) - rankOf(b) || byTime(a.openedAt, b.openedAt)),
    tickets: all
      .filter(({ ticket }) => ticket === 'waiting')
      .sort((a, b) => byTime(a.openedAt, b.openedAt)),
    ended: all
      .filter((request) => request.ticket !== 'waiting' && isOver(request))
      .filter((request) => !isOlder(request, now, ENDED_SHOWN_MS))
      .sort((a, b) => byTime(b.changedAt, a.changedAt))
      .slice(0, ENDED_SHOWN_MAX),
  };
}

/** How many nobody has answered or taken yet. */
export function openCount({ running }: Sections): number {
  return running.filter(({ state }) => state === 'open').length;
}

/**
 * What the key for the next request means: the chosen one where this counter may answer it, else
 * the first that nobody has taken.
 */
export function nextToAnswer(
  { running }: Sections,
  chosen: FastLaneRequest | null,
  session: Session,
): FastLaneRequest | null {
  if (chosen && (chosen.state === 'open' || isMine(chosen, session))) return chosen;
  const first = running.find((request) => request.state === 'open' || isMine(request, session));
  return first ?? null;
}

/** Taken, and by this counter. */
export function isMine({ state, takenBy }: FastLaneRequest, session: Session): boolean {
  return (
    state === 'taken' &&
    takenBy !== null &&
    takenBy.name === session.account.displayName &&
    takenBy.counter === session.counter?.name
  );
}

/** The neighbour in the order of the list; from outside of it the first or the last. */
export function neighbourOf(
  ids: readonly string[],
  chosen: string | null,
  step: 1 | -1,
): string | null {
  const index = chosen === null ? -1 : ids.indexOf(chosen);
  if (index === -1) return (step === 1 ? ids[0] : ids.at(-1)) ?? null;
  return ids[Math.min(Math.max(index + step, 0), ids.length - 1)] ?? null;
}

/** Taking a request leaves it in its place: lists that move under the hand lead to mistakes. */
function rankOf({ state, escalated }: FastLaneRequest): number {
  const isAnswered = state !== 'open' && state !== 'taken';
  if (isAnswered) return 2;
  return escalated ? 0 : 1;
}

function isOlder({ changedAt }: FastLaneRequest, now: number, than: number): boolean {
  return now - Date.parse(changedAt) > than;
}

function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
