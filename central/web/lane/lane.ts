import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Alarm, CounterPush } from '../../contract/staff.ts';

/** What a counter knows of its branch, grown from what the central system pushes. */

export interface Lane {
  /** The last version that has been told; a link resumes after it. */
  readonly version: number;
  readonly requests: ReadonlyMap<string, FastLaneRequest>;
  /** The latest first. */
  readonly alarms: readonly Alarm[];
}

/** Something that staff should hear of, wherever they are looking. */
export type LaneNews =
  | { readonly kind: 'arrived' | 'escalated'; readonly request: FastLaneRequest }
  | { readonly kind: 'alarm'; readonly alarm: Alarm };

export type LanePush = Exclude<CounterPush, { kind: 'signed-out' }>;

/** A page stays open for days: what is over is kept only so far. */
const ENDED_MAX = 50;
const ALARMS_MAX = 50;

/**
 * Versions may be left out, since of several changes of a request only the last is told; but they
 * never go back, so one that does is old and is dropped.
 */
export function laneAfter(lane: Lane | null, push: LanePush): Lane | null {
  if (push.kind === 'snapshot') {
    const requests = new Map(push.requests.map((request) => [request.id, request]));
    return pruned({ version: push.version, requests, alarms: latestFirst(push.alarms) });
  }
  if (lane === null || push.version < lane.version) return lane;
  if (push.version === lane.version) return lane;
  const { version } = push;
  if (push.kind === 'beat' || push.kind === 'entry' || push.kind === 'switches') {
    return { ...lane, version };
  }
  if (push.kind === 'alarm') {
    const others = lane.alarms.filter(({ id }) => id !== push.alarm.id);
    return { ...lane, version, alarms: latestFirst([...others, push.alarm]) };
  }
  const requests = new Map(lane.requests).set(push.request.id, push.request);
  return pruned({ ...lane, version, requests });
}

/** The answer to a counter's own step, which may come before or after the change is pushed. */
export function laneWithAnswer(lane: Lane, request: FastLaneRequest): Lane {
  const known = lane.requests.get(request.id);
  if (known && known.changedAt >= request.changedAt) return lane;
  return { ...lane, requests: new Map(lane.requests).set(request.id, request) };
}

/** Nothing where there was nothing before: what waits already when a page opens is no news. */
export function newsBetween(before: Lane | null, after: Lane | null): LaneNews[] {
  if (before === null || after === null || before === after) return [];
  const alarmsBefore = new Set(before.alarms.map(({ id }) => id));
  const alarms = after.alarms
    .filter(({ id }) => !alarmsBefore.has(id))
    .map((alarm): LaneNews => ({ kind: 'alarm', alarm }));
  const requests = [...after.requests.values()].flatMap((request): LaneNews[] => {
    if (request.state !== 'open') return [];
    const known = before.requests.get(request.id);
    if (!known || known.attempt < request.attempt) return [{ kind: 'arrived', request }];
    return request.escalated && !known.escalated ? [{ kind: 'escalated', request }] : [];
  });
  return [...alarms, ...requests];
}

/** Whether neither a counter nor a kiosk has anything left to do for it. */
export function isEnded({ state, ticket, result }: FastLaneRequest): boolean {
  if (ticket === 'waiting') return false;
  const isRunning =
    state === 'open' || state === 'taken' || state === 'approved' || state === 'used';
  return result !== null || !isRunning;
}

function latestFirst(alarms: readonly Alarm[]): Alarm[] {
  return alarms.toSorted((a, b) => compare(b.at, a.at)).slice(0, ALARMS_MAX);
}

function pruned(lane: Lane): Lane {
  const ended = [...lane.requests.values()].filter(isEnded);
  if (ended.length <= ENDED_MAX) return lane;
  const dropped = ended.toSorted((a, b) => compare(b.changedAt, a.changedAt)).slice(ENDED_MAX);
  const requests = new Map(lane.requests);
  for (const { id } of dropped) requests.delete(id);
  return { ...lane, requests };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
